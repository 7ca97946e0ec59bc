import { MsgpackWriter } from '@noctiluca/common/msgpack-writer';
import { JsonFloat, type JsonValue } from '@noctiluca/marine/json';

/** Writes values as AIR has them: 1 is no 1.0. */
export class ValueWriter extends MsgpackWriter {
  /** @throws TypeError for an integer beyond 64 bits */
  value(value: JsonValue): this {
    switch (typeof value) {
      case 'string':
        return this.string(value);
      case 'number':
        return Number.isSafeInteger(value) ? this.integer(value) : this.float(value);
      case 'bigint':
        return this.integer(value);
      case 'boolean':
        return this.boolean(value);
      default:
        return value === null ? this.nil() : this.#container(value);
    }
  }

  #container(value: JsonFloat | readonly JsonValue[] | { readonly [key: string]: JsonValue }): this {
    if (value instanceof JsonFloat) return this.float(value.value);
    if (isArray(value)) {
      this.arrayHeader(value.length);
      for (const item of value) this.value(item);
      return this;
    }
    const entries = Object.entries(value);
    this.mapHeader(entries.length);
    for (const [key, field] of entries) this.string(key).value(field);
    return this;
  }
}

function isArray(value: object): value is readonly JsonValue[] {
  return Array.isArray(value);
}
