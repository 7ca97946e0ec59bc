import type { JSONArray, JSONValue } from '../json.js';
import type { ParticleContext } from '../particle/context.js';
import { aqua2js } from './aqua2js.js';
import { js2aqua } from './js2aqua.js';
import type {
  ArrowType,
  ArrowWithoutCallbacks,
  LabeledProductType,
  NilType,
  NonArrowSimpleType,
  SimpleTypes,
  UnlabeledProductType,
} from './types.js';
import { zip } from './zip.js';

export type MaybePromise<T> = T | Promise<T>;

/** A function as its user writes it: values of JavaScript, and the context of the call behind them. */
export type UserFunction = (...args: [...JSONArray, ParticleContext]) => MaybePromise<JSONValue>;
export type UserServiceImpl = Record<string, UserFunction>;

/** A function as a script calls it: values of Aqua. */
export type ServiceFunction = (call: {
  args: JSONArray;
  context: ParticleContext;
}) => MaybePromise<JSONValue>;
export type ServiceImpl = Record<string, ServiceFunction>;

type Arrow = ArrowWithoutCallbacks | ArrowType<LabeledProductType<SimpleTypes> | UnlabeledProductType>;

/**
 * A user's function that takes and gives values of Aqua.
 * @throws Error when a script gives it another number of arguments; SchemaValidationError
 */
export function wrapJsFunction(func: UserFunction, schema: Arrow, funcName: string): ServiceFunction {
  const parameters = parametersOf(schema);
  const resultType = resultTypeOf(schema.codomain);
  return async ({ args, context }) => {
    if (parameters.length !== args.length) {
      throw new Error(
        `Schema and generated air doesn't match. Air has been called with ${args.length} args and schema contains ${parameters.length} args`,
      );
    }
    const jsArgs = zip(args, parameters).map(([arg, type], i) =>
      aqua2js(arg, type, { path: [`${funcName}Args`, `[${i}]`] }),
    );
    const result = await func(...jsArgs, context);
    if (isVoid(schema.codomain)) return null;
    return js2aqua(result, resultType, { path: [`${funcName}ReturnValue`] });
  };
}

function parametersOf({ domain }: Arrow): SimpleTypes[] {
  if (domain.tag === 'nil') return [];
  return domain.tag === 'unlabeledProduct' ? domain.items : (Object.values(domain.fields) as SimpleTypes[]);
}

/** Whether a function gives nothing. */
export function isVoid(codomain: UnlabeledProductType | NilType): boolean {
  return codomain.tag === 'nil' || codomain.items.length === 0;
}

/** One result is itself, several are a list. */
export function resultTypeOf(codomain: UnlabeledProductType | NilType): NonArrowSimpleType {
  const only =
    codomain.tag === 'unlabeledProduct' && codomain.items.length === 1 ? codomain.items[0] : undefined;
  return only ?? codomain;
}
