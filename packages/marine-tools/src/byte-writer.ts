/** Collects bytes; every method returns the writer. */
export class ByteWriter {
  readonly #parts: Uint8Array[] = [];
  #length = 0;

  byte(value: number): this {
    return this.bytes(Uint8Array.of(value));
  }

  bytes(value: Uint8Array): this {
    this.#parts.push(value);
    this.#length += value.length;
    return this;
  }

  /** Unsigned LEB128 of a non-negative safe integer. */
  uleb(value: number): this {
    const out: number[] = [];
    do {
      const low = value % 0x80;
      value = Math.floor(value / 0x80);
      out.push(value > 0 ? low | 0x80 : low);
    } while (value > 0);
    return this.bytes(Uint8Array.from(out));
  }

  finish(): Uint8Array {
    const all = new Uint8Array(this.#length);
    let at = 0;
    for (const part of this.#parts) {
      all.set(part, at);
      at += part.length;
    }
    return all;
  }
}
