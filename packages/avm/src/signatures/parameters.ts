/** The parameters of a hooked function, all pointers or lengths, and the memory of the module that they point into. */
export class Parameters {
  memory = new Uint8Array(0) as Uint8Array;
  #view: DataView = new DataView(this.memory.buffer);
  #frame = 0;

  /** This, for another call. @param frame where a stub has laid the parameters */
  of(memory: Uint8Array, frame: number): this {
    if (memory !== this.memory) {
      this.memory = memory;
      this.#view = new DataView(memory.buffer, memory.byteOffset, memory.byteLength);
    }
    this.#frame = frame;
    return this;
  }

  /** One of them. @throws RangeError for a frame outside of the memory, as the others here */
  at(position: number): number {
    return this.word(this.#frame + 4 * position);
  }

  word(at: number): number {
    return this.#view.getUint32(at, true);
  }

  writeWord(at: number, value: number): void {
    this.#view.setUint32(at, value, true);
  }

  /** A view of bytes. */
  block(at: number, length: number): Uint8Array {
    if (at + length > this.memory.length) throw new RangeError('outside of the memory');
    return this.memory.subarray(at, at + length);
  }
}
