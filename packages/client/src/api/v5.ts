import { aqua2js } from '../aqua/aqua2js.js';
import { js2aqua } from '../aqua/js2aqua.js';
import { SchemaValidationError } from '../aqua/schema-error.js';
import type { FunctionCallDef, ServiceDef } from '../aqua/types.js';
import {
  isVoid,
  resultTypeOf,
  type ServiceFunction,
  type UserFunction,
  type UserServiceImpl,
  wrapJsFunction,
} from '../aqua/wrap-function.js';
import { zip } from '../aqua/zip.js';
import { ClientError } from '../errors.js';
import type { JSONValue } from '../json.js';
import { type AnyClient, isClient } from '../peer/any-client.js';
import { type CallAquaFunctionConfig, callAquaFunction } from './call-aqua-function.js';
import { defaultPeer } from './fluence.js';
import { registerService } from './register-service.js';

type Argument = JSONValue | UserFunction;
type CallArguments = [client: AnyClient | Argument, ...args: Argument[]];

/**
 * What generated functions do: the client first or that of `Fluence.connect`, the arguments, and after them a configuration.
 * @throws SchemaValidationError for an argument or a result of another type; as `callAquaFunction`
 */
export async function v5_callFunction(
  args: CallArguments | (AnyClient | Argument)[],
  def: FunctionCallDef,
  script: string,
): Promise<JSONValue> {
  const [first, ...others] = args;
  const [peer, given] = isClient(first) ? [first, others] : [defaultPeer(), args];
  const parameters = Object.entries(def.arrow.domain.tag === 'nil' ? {} : def.arrow.domain.fields);
  const rest = given as Argument[];
  const config = parameters.length < rest.length ? (rest.at(-1) as CallAquaFunctionConfig) : undefined;
  checkConfig(config);
  const fireAndForget = isVoid(def.arrow.codomain);
  const callArgs = Object.fromEntries(
    zip(rest.slice(0, parameters.length), parameters).map(([arg, [name, type]]) => [
      name,
      argument(arg, name, type),
    ]),
  );
  const result = await callAquaFunction({ script, peer, args: callArgs, config, fireAndForget });
  if (fireAndForget) return null;
  return aqua2js(result, resultTypeOf(def.arrow.codomain), { path: [`${def.functionName}ReturnValue`] });
}

type Parameter = Extract<FunctionCallDef['arrow']['domain'], { fields: unknown }>['fields'][string];

function argument(arg: Argument, name: string, type: Parameter): JSONValue | ServiceFunction {
  if (type.tag === 'arrow') {
    if (typeof arg === 'function') return wrapJsFunction(arg, type, name);
    throw new SchemaValidationError([name], type, 'function', arg);
  }
  if (typeof arg === 'function') throw new SchemaValidationError([name], type, 'non-function value', arg);
  return js2aqua(arg, type, { path: [name] });
}

function checkConfig(config: unknown): void {
  if (config === undefined) return;
  const isObject = typeof config === 'object' && config !== null;
  const ttl = isObject && 'ttl' in config ? config.ttl : undefined;
  if (isObject && (ttl === undefined || typeof ttl === 'number')) return;
  throw new ClientError(
    'BAD_OPTIONS',
    'The configuration of a call is { ttl?: number, signal?: AbortSignal, literal?: boolean }',
  );
}

type RegisterArguments =
  | [UserServiceImpl]
  | [string, UserServiceImpl]
  | [AnyClient, UserServiceImpl]
  | [AnyClient, string, UserServiceImpl];

/**
 * What generated `register…` functions do: the client or that of `Fluence.connect`, the service id or the default one of the
 * service, and its functions, of an object or of an instance of a class.
 * @throws Error for a function that is missing, or a service id
 */
export function v5_registerService(args: RegisterArguments | unknown[], def: ServiceDef): void {
  const given = [...args];
  const peer = isClient(given[0]) ? (given.shift() as AnyClient) : defaultPeer();
  const serviceId = given.length > 1 ? (given.shift() as string) : defaultServiceId(def);
  registerService({ peer, serviceId, service: wrappedService(given[0] as UserServiceImpl, def) });
}

function wrappedService(service: UserServiceImpl, { functions }: ServiceDef) {
  const schema = functions.tag === 'nil' ? {} : functions.fields;
  return Object.fromEntries(
    Object.entries(schema).map(([name, arrow]) => {
      const func = service[name];
      if (func !== undefined) return [name, wrapJsFunction(func.bind(service), arrow, name)];
      throw new Error(
        `Service function ${name} listed in Aqua schema but wasn't provided in schema implementation object or class instance. Check that your Aqua service definition matches passed service implementation`,
      );
    }),
  );
}

function defaultServiceId({ defaultServiceId: id }: ServiceDef): string {
  if (id === undefined) throw new Error('Service ID is not provided');
  return id;
}
