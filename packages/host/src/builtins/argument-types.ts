import { JsonFloat, type JsonValue } from '@noctiluca/marine';
import { isPeerId } from '@noctiluca/particle';
import { isArray, isObject, type JsonArray, type JsonObject, shown, toInteger } from '../encoding/json.js';
import { HostError } from '../errors.js';

/** One type an argument of a built-in can have. */
export interface ArgumentType<T> {
  /** As the documentation and error texts show it: `string`, `[]u8`. */
  readonly name: string;
  /** Whether its JSON form is an array; decides how an option around it is read. */
  readonly isList: boolean;
  /** @throws HostError `BAD_ARGUMENTS`: `expected <T>, got <V>` */
  decode(value: JsonValue): T;
}

function type<T>(name: string, read: (value: JsonValue) => T | undefined, isList = false): ArgumentType<T> {
  return {
    name,
    isList,
    decode(value) {
      const decoded = read(value);
      if (decoded === undefined) throw mismatch(name, value);
      return decoded;
    },
  };
}

function mismatch(expected: string, got: JsonValue): HostError {
  return new HostError('BAD_ARGUMENTS', `expected ${expected}, got ${shown(got)}`);
}

function integer(name: string, min: bigint, max: bigint): ArgumentType<bigint> {
  return type(name, (value) => {
    const decoded = toInteger(value);
    return decoded !== undefined && decoded >= min && decoded <= max ? decoded : undefined;
  });
}

export const text = type('string', (value) => (typeof value === 'string' ? value : undefined));

export const bool = type('bool', (value) => (typeof value === 'boolean' ? value : undefined));

export const i64 = integer('i64', -(2n ** 63n), 2n ** 63n - 1n);

export const u64 = integer('u64', 0n, 2n ** 64n - 1n);

/** A u32, and other types that fit a number exactly. */
function small(name: string, min: number, max: number): ArgumentType<number> {
  return type(name, (value) => {
    const fits = typeof value === 'number' && Number.isInteger(value) && value >= min && value <= max;
    return fits ? value : undefined;
  });
}

export const u32 = small('u32', 0, 2 ** 32 - 1);

export const i32 = small('i32', -(2 ** 31), 2 ** 31 - 1);

/** Any number, integers included. */
export const f64 = type('f64', (value) => {
  if (value instanceof JsonFloat) return value.value;
  return typeof value === 'number' || typeof value === 'bigint' ? Number(value) : undefined;
});

/** Any JSON value. */
export const any = type<JsonValue>('any', (value) => value);

/** An array of anything. */
export const anyList = type<JsonArray>('[]any', (value) => (isArray(value) ? value : undefined), true);

/** An object of anything. */
export const anyObject = type<JsonObject>('object', (value) => (isObject(value) ? value : undefined));

export function listOf<T>(element: ArgumentType<T>): ArgumentType<T[]> {
  const name = `[]${element.name}`;
  return {
    name,
    isList: true,
    decode(value) {
      if (!isArray(value)) throw mismatch(name, value);
      return value.map((item) => element.decode(item));
    },
  };
}

/** `[]u8` as bytes. */
export const bytes = type(
  '[]u8',
  (value) => {
    if (!isArray(value)) return undefined;
    const decoded = new Uint8Array(value.length);
    for (const [index, byte] of value.entries()) {
      if (typeof byte !== 'number' || !Number.isInteger(byte) || byte < 0 || byte > 255) return undefined;
      decoded[index] = byte;
    }
    return decoded;
  },
  true,
);

/** Text of a peer id that carries its key. */
export const peerId = type('PeerId', (value) =>
  typeof value === 'string' && isPeerId(value) ? value : undefined,
);

/** Text of a multiaddr; whether it can be dialled is for the network to say. */
export const multiaddr = type('Multiaddr', (value) =>
  typeof value === 'string' && value.startsWith('/') ? value : undefined,
);

/** `[[key, value], …]` of strings, as a table. A later key wins. */
export const pairs = type(
  '[][]string',
  (value) => {
    if (!isArray(value)) return undefined;
    const table = new Map<string, string>();
    for (const pair of value) {
      if (!isArray(pair) || pair.length !== 2) return undefined;
      const [key, entry] = pair;
      if (typeof key !== 'string' || typeof entry !== 'string') return undefined;
      table.set(key, entry);
    }
    return table;
  },
  true,
);
