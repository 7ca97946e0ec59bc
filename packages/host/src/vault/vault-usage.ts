import { type TreeSize, treeSize } from './tree-size.js';

/** Share of a quota that is added before a vault is measured again, to which services write as well. */
const TRUSTED_SHARE = 16;

/**
 * What a vault holds. It is measured when something is first added, after a service was there, and before anything is
 * refused; in between, what the host adds is counted.
 */
export class VaultUsage {
  readonly #dir: string;
  readonly #quota: TreeSize;
  #measured: TreeSize | undefined;
  #added: TreeSize = { bytes: 0, entries: 0 };

  constructor(dir: string, quota: TreeSize) {
    this.#dir = dir;
    this.#quota = quota;
  }

  /** Somebody else may have written, or removed something. */
  forget(): void {
    this.#measured = undefined;
  }

  /** A file was added. */
  add(bytes: number): void {
    this.#added = { bytes: this.#added.bytes + bytes, entries: this.#added.entries + 1 };
  }

  /** What is there before a file of so many bytes is added; always measured when it does not fit. */
  async before(bytes: number): Promise<TreeSize> {
    const known = this.#isTrusted() ? this.#sum() : undefined;
    return known !== undefined && this.fits(known, bytes) ? known : this.#measure();
  }

  fits(used: TreeSize, bytes: number): boolean {
    return used.entries < this.#quota.entries && used.bytes + bytes <= this.#quota.bytes;
  }

  #isTrusted(): boolean {
    return (
      this.#added.bytes <= this.#quota.bytes / TRUSTED_SHARE &&
      this.#added.entries <= this.#quota.entries / TRUSTED_SHARE
    );
  }

  #sum(): TreeSize | undefined {
    const { bytes, entries } = this.#added;
    return (
      this.#measured && { bytes: this.#measured.bytes + bytes, entries: this.#measured.entries + entries }
    );
  }

  async #measure(): Promise<TreeSize> {
    this.#measured = await treeSize(this.#dir, this.#quota.entries);
    this.#added = { bytes: 0, entries: 0 };
    return this.#measured;
  }
}
