/**
 * JSON as AIR sees it: `1` and `1.0` are different values and integers go up to 64 bits (spec/marine-abi.md §6.3, §7.4).
 *
 * - an integer is a `number` when it is safe, else a `bigint`;
 * - a float with a fraction is a plain `number`;
 * - a float without one (`1.0`, `1e21`, `-0.0`) is a `JsonFloat`.
 */
export type JsonValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | JsonFloat
  | readonly JsonValue[]
  | { readonly [key: string]: JsonValue };

/** A float whose value is integral, kept apart from the integer of the same value. */
export class JsonFloat {
  readonly value: number;

  constructor(value: number) {
    this.value = value;
  }
}

/** The `JsonValue` of a float: wrapped when integral. NaN and infinities become `null`, as serde_json writes them. */
export function jsonFloat(value: number): JsonValue {
  if (!Number.isFinite(value)) return null;
  return Number.isInteger(value) ? new JsonFloat(value) : value;
}
