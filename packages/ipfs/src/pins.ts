import { mkdir, open, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { MAX_PINS } from './constants.js';
import { IpfsError } from './errors.js';

/** CIDs that are pinned: an empty file each. */
export class Pins {
  readonly #dir: string;
  readonly #pins = new Set<string>();

  constructor(dir: string) {
    this.#dir = dir;
  }

  async start(): Promise<void> {
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    for (const cid of await readdir(this.#dir)) this.#pins.add(cid);
  }

  get size(): number {
    return this.#pins.size;
  }

  has(cid: string): boolean {
    return this.#pins.has(cid);
  }

  /** In the order of their CIDs. */
  list(): string[] {
    return [...this.#pins].sort();
  }

  /** @throws IpfsError `LIMIT` */
  async add(cid: string): Promise<void> {
    if (this.#pins.has(cid)) return;
    if (this.#pins.size >= MAX_PINS) {
      throw new IpfsError('LIMIT', `There are ${MAX_PINS} pins, as many as there may be; remove some first`);
    }
    const file = await open(join(this.#dir, cid), 'w', 0o600);
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    this.#pins.add(cid);
  }

  async remove(cid: string): Promise<void> {
    await rm(join(this.#dir, cid), { force: true });
    this.#pins.delete(cid);
  }
}
