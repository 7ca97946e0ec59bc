/**
 * An interface-type value in JavaScript: integers up to 32 bits and floats are numbers, 64-bit integers bigints, byte
 * arrays `Uint8Array`, arrays arrays. A record is an object by field name in the typed API, and a list in field order
 * where values pass between modules (their field names may differ, and unnamed fields share one name).
 */
export type ItValue =
  | boolean
  | number
  | bigint
  | string
  | Uint8Array
  | readonly ItValue[]
  | { readonly [field: string]: ItValue };

/** How records look in JavaScript; see `ItValue`. */
export type RecordShape = 'object' | 'list';
