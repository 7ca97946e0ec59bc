import { sha256Hex } from '@noctiluca/common/sha256';

/** Scripts whose hash is remembered, and the longest of them in UTF-16 units: 16 MiB at most. */
const REMEMBERED = 256;
const MAX_REMEMBERED_UNITS = 32 * 1024;

/** SHA-256 of a script, hexadecimal; an author's particles mostly have the same few. */
export class ScriptHashes {
  readonly #known = new Map<string, string>();

  of(script: string): string {
    if (script.length > MAX_REMEMBERED_UNITS) return sha256Hex(script);
    const known = this.#known.get(script);
    if (known !== undefined) return known;
    const hash = sha256Hex(script);
    if (this.#known.size >= REMEMBERED) this.#known.clear();
    this.#known.set(script, hash);
    return hash;
  }
}
