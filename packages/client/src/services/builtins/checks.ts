import type { JSONArray, JSONObject, JSONValue } from '../../json.js';
import { type CallServiceResult, failure } from '../calls.js';

/** Judges the argument at an index: why it cannot be, in the words of js-client's validation. */
export type Check<T extends JSONValue> = {
  (value: JSONValue, index: number): string | undefined;
  /** Only for the type that a good value has. */
  readonly type?: T;
};

type Checked<C extends readonly Check<JSONValue>[]> = {
  [K in keyof C]: C[K] extends Check<infer T> ? T : never;
};

export type Answer = CallServiceResult | Promise<CallServiceResult>;
type Builtin = (req: { args: JSONArray }) => Answer;

/** A built-in function of so many arguments, each of a type. */
export function taking<const C extends readonly Check<JSONValue>[]>(
  checks: C,
  answer: (...args: Checked<C>) => Answer,
): Builtin {
  return ({ args }) => {
    if (args.length !== checks.length) return failure(wrongCount(checks.length, args));
    const reason = firstReason(args, (value, i) => (checks[i] as Check<JSONValue>)(value, i));
    return reason === undefined ? answer(...(args as unknown as Checked<C>)) : failure(reason);
  };
}

/** A built-in function of any number of arguments of one type. */
export function takingAll<T extends JSONValue>(check: Check<T>, answer: (args: T[]) => Answer): Builtin {
  return ({ args }) => {
    const reason = firstReason(args, check);
    return reason === undefined ? answer(args as T[]) : failure(reason);
  };
}

export function wrongCount(expected: number, args: JSONArray): string {
  return `Expected ${expected} argument(s). Got ${args.length}`;
}

function firstReason(
  args: JSONArray,
  check: (value: JSONValue, index: number) => string | undefined,
): string | undefined {
  for (const [i, value] of args.entries()) {
    const reason = check(value, i);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

export function typeName(value: JSONValue): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

const ofType =
  <T extends JSONValue>(expected: string): Check<T> =>
  (value, index) =>
    typeName(value) === expected
      ? undefined
      : `Argument ${index} expected to be of type ${expected}, Got ${typeName(value)}`;

export const anything: Check<JSONValue> = () => undefined;
export const aNumber = ofType<number>('number');
export const aString = ofType<string>('string');
export const anArray = ofType<JSONArray>('array');
export const anObject = ofType<JSONObject>('object');

export const numbers: Check<number[]> = (value, index) => {
  const reason = anArray(value, index);
  if (reason !== undefined) return reason;
  const wrong = (value as JSONArray).find((item) => typeof item !== 'number');
  return wrong === undefined ? undefined : `Expected number, received ${typeName(wrong)}`;
};
