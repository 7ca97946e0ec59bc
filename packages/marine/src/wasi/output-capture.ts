import { OUTPUT_CAPTURE_BYTES } from '../constants.js';

const lenientUtf8 = new TextDecoder();

/** The last bytes a module wrote to stdout and stderr: a panic's message is among them. */
export class OutputCapture {
  #chunks: Uint8Array[] = [];
  #length = 0;

  push(bytes: Uint8Array): void {
    const kept = bytes.slice(Math.max(0, bytes.length - OUTPUT_CAPTURE_BYTES));
    if (kept.length === 0) return;
    this.#chunks.push(kept);
    this.#length += kept.length;
    while (this.#length - this.#chunks[0]!.length >= OUTPUT_CAPTURE_BYTES)
      this.#length -= this.#chunks.shift()!.length;
  }

  clear(): void {
    if (this.#length === 0) return;
    this.#chunks = [];
    this.#length = 0;
  }

  get text(): string {
    return lenientUtf8.decode(Buffer.concat(this.#chunks).subarray(-OUTPUT_CAPTURE_BYTES)).trim();
  }
}
