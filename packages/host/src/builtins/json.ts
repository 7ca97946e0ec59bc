import { type JsonValue, parseJson, printSortedJson } from '@noctiluca/marine';
import { isArray, isObject, type JsonArray, type JsonObject, shown } from '../encoding/json.js';
import { HostError } from '../errors.js';
import { any, anyList, text } from './argument-types.js';
import { exactly, required, rest } from './arguments.js';
import { type BuiltinService, builtin } from './table.js';

const KEY_ERROR =
  'All keys must be of type string. Key of the following pair is of invalid type: (<key>, <value>)';

const KEY_VALUE_ERRORS = ["Expected odd number of arguments, got even. No value for key '<key>'", KEY_ERROR];

const PAIR_ERRORS = ['expected a list of [key, value] pairs, got <value> in it', KEY_ERROR];

const NO_OBJECT = 'expected json object, got <value>';

/** `json`: building and reading JSON (spec/nox.md §3.6). */
export const jsonBuiltins: BuiltinService = {
  id: 'json',
  doc: 'Building and reading JSON.',
  functions: {
    obj: builtin({
      doc: 'An object of alternating keys and values.',
      args: rest('key_value'),
      returns: 'object',
      errors: [...KEY_VALUE_ERRORS],
      call: (args) => extended({}, keyValues(args)),
    }),
    put: builtin({
      doc: 'The object with one key set.',
      args: exactly({ object: required(any), key: required(text), value: required(any) }),
      returns: 'object',
      errors: [NO_OBJECT],
      call: ({ object, key, value }) => extended(object, [[key, value]]),
    }),
    puts: builtin({
      doc: 'The object with alternating keys and values set.',
      args: rest('object_key_value'),
      returns: 'object',
      errors: [NO_OBJECT, ...KEY_VALUE_ERRORS],
      call: ([object = null, ...args]) => extended(object, keyValues(args)),
    }),
    parse: builtin({
      doc: 'The value a JSON text holds.',
      args: exactly({ json: required(text) }),
      returns: 'any',
      errors: ['error parsing json <text>'],
      call: ({ json }) => parsed(json),
    }),
    stringify: builtin({
      doc: 'Compact JSON text of a value; keys are in the order of their UTF-8 bytes.',
      args: exactly({ value: required(any) }),
      returns: 'string',
      call: ({ value }) => printSortedJson(value),
    }),
    obj_pairs: builtin({
      doc: 'An object of [key, value] pairs.',
      args: exactly({ pairs: required(anyList) }),
      returns: 'object',
      errors: [...PAIR_ERRORS],
      call: ({ pairs }) => extended({}, fromPairs(pairs)),
    }),
    puts_pairs: builtin({
      doc: 'The object with [key, value] pairs set.',
      args: exactly({ object: required(any), pairs: required(anyList) }),
      returns: 'object',
      errors: [NO_OBJECT, ...PAIR_ERRORS],
      call: ({ object, pairs }) => extended(object, fromPairs(pairs)),
    }),
  },
};

type Entry = readonly [key: string, value: JsonValue];

function extended(object: JsonValue, entries: readonly Entry[]): JsonObject {
  if (!isObject(object)) throw new HostError('BAD_ARGUMENTS', `expected json object, got ${shown(object)}`);
  // fromEntries defines own properties, so that a key `__proto__` is data.
  return Object.fromEntries([...Object.entries(object), ...entries]);
}

function keyValues(args: JsonArray): Entry[] {
  const entries: Entry[] = [];
  for (let at = 0; at < args.length; at += 2) {
    const key = args[at];
    const value = args[at + 1];
    if (key === undefined) break;
    if (value === undefined) {
      throw new HostError(
        'BAD_ARGUMENTS',
        `Expected odd number of arguments, got even. No value for key '${keyText(key)}'`,
      );
    }
    entries.push(entry(key, value));
  }
  return entries;
}

function fromPairs(pairs: JsonArray): Entry[] {
  return pairs.map((pair) => {
    const [key, value] = isArray(pair) ? pair : [];
    if (!isArray(pair) || pair.length !== 2 || key === undefined || value === undefined) {
      throw new HostError('BAD_ARGUMENTS', `expected a list of [key, value] pairs, got ${shown(pair)} in it`);
    }
    return entry(key, value);
  });
}

function entry(key: JsonValue, value: JsonValue): Entry {
  if (typeof key === 'string') return [key, value];
  throw new HostError(
    'BAD_ARGUMENTS',
    `All keys must be of type string. Key of the following pair is of invalid type: (${shown(key)}, ${shown(value)})`,
  );
}

function keyText(key: JsonValue): string {
  return typeof key === 'string' ? key : shown(key);
}

function parsed(json: string): JsonValue {
  try {
    return parseJson(json);
  } catch (error) {
    throw new HostError('INVALID', `error parsing json ${json.slice(0, 120)}`, { cause: error });
  }
}
