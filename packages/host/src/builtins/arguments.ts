import { messageOf } from '@noctiluca/common/thrown';
import type { JsonValue } from '@noctiluca/marine';
import { isArray, type JsonArray } from '../encoding/json.js';
import { ConvertedError, HostError } from '../errors.js';
import type { ArgumentType } from './argument-types.js';

/** One positional argument. */
export interface Argument<T> {
  readonly type: string;
  readonly optional: boolean;
  /** `value` is undefined when the call has fewer arguments. @throws HostError `BAD_ARGUMENTS` */
  decode(name: string, value: JsonValue | undefined): T;
}

/** What the documentation says about an argument. `rest` takes all that follow. */
export interface Parameter {
  readonly name: string;
  readonly type: string;
  readonly kind: 'required' | 'optional' | 'rest';
}

/** All arguments of a function: how to read them and how to show them. */
export interface ArgumentList<A> {
  readonly parameters: readonly Parameter[];
  /** @throws HostError `BAD_ARGUMENTS` with the texts of spec/nox.md §2.8 */
  decode(args: JsonArray): A;
}

type Decoded<F> = { readonly [K in keyof F]: F[K] extends Argument<infer T> ? T : never };
type Fields = { readonly [name: string]: Argument<unknown> };

export function required<T>(type: ArgumentType<T>): Argument<T> {
  return {
    type: type.name,
    optional: false,
    decode(name, value) {
      if (value === undefined) {
        throw new ConvertedError('BAD_ARGUMENTS', `Field '${name}' is missing from args to call_service`);
      }
      return named(name, () => type.decode(value));
    },
  };
}

/**
 * An Aqua option: nothing, `null`, a bare value, `[]` or `[value]` (spec/nox.md §2.8). Around a list type the bare list
 * is taken too, unless its only element is such a list itself.
 */
export function optional<T>(type: ArgumentType<T>): Argument<T | undefined> {
  return {
    type: `?${type.name}`,
    optional: true,
    decode(name, value) {
      if (value === undefined || value === null) return undefined;
      return isArray(value) ? fromOption(name, type, value) : named(name, () => type.decode(value));
    },
  };
}

function fromOption<T>(name: string, type: ArgumentType<T>, option: JsonArray): T | undefined {
  const [only] = option;
  if (only === undefined) return undefined;
  const wrapped = option.length === 1 && (!type.isList || isArray(only));
  if (wrapped) {
    const inner = attempt(() => type.decode(only));
    if ('value' in inner) return inner.value;
    // `[["KEY", "value"]]`: the list of one pair, not an option around the pair.
    return named(name, () => type.decode(type.isList ? option : only));
  }
  if (type.isList) return named(name, () => type.decode(option));
  throw new ConvertedError(
    'BAD_ARGUMENTS',
    `Option's array must contain at most 1 element, field '${name}' has ${option.length}`,
  );
}

function attempt<T>(read: () => T): { value: T } | { error: unknown } {
  try {
    return { value: read() };
  } catch (error) {
    return { error };
  }
}

function named<T>(name: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw new ConvertedError('BAD_ARGUMENTS', `Error deserializing field '${name}': ${messageOf(error)}`);
  }
}

/** Positional arguments in the order of the object's keys; further ones are ignored. */
export function fields<F extends Fields>(spec: F): ArgumentList<Decoded<F>> {
  const entries = Object.entries(spec);
  return {
    parameters: entries.map(([name, { type, optional }]) => ({
      name,
      type,
      kind: optional ? 'optional' : 'required',
    })),
    decode(args) {
      const decoded = entries.map(([name, argument], index) => [name, argument.decode(name, args[index])]);
      return Object.fromEntries(decoded) as Decoded<F>;
    },
  };
}

/** As `fields`, for functions that check the number of arguments first (spec/nox.md §3.6). */
export function exactly<F extends Fields>(spec: F): ArgumentList<Decoded<F>> {
  const list = fields(spec);
  const arity = list.parameters.length;
  return {
    parameters: list.parameters,
    decode(args) {
      if (args.length !== arity) {
        throw new HostError('BAD_ARGUMENTS', `expected ${arity} arguments, got ${args.length}`);
      }
      return list.decode(args);
    },
  };
}

/** All arguments as they are; the function checks them itself. */
export function rest(name: string, type = 'any'): ArgumentList<JsonArray> {
  return { parameters: [{ name, type, kind: 'rest' }], decode: (args) => args };
}

/** No arguments; what is passed is ignored. */
export const none: ArgumentList<object> = fields({});
