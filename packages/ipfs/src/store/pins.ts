import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { syncDirectory, TEMPORARY_PREFIX, writeDurably } from '@noctiluca/store/durable-file';
import { CID } from 'multiformats/cid';
import { IpfsError } from '../errors.js';

/** What a pin holds: a block, or everything below it too. */
export type PinKind = 'direct' | 'recursive';

/** Behind the CID in the name of a direct pin's file. */
const DIRECT_SUFFIX = '.direct';

/** Pins of a store: an empty file each, on the disk when `add` resolves. */
export class Pins {
  readonly #dir: string;
  readonly #maxPins: number;
  readonly #kinds = new Map<string, PinKind>();

  constructor(dir: string, { maxPins }: { maxPins: number }) {
    this.#dir = dir;
    this.#maxPins = maxPins;
  }

  async load(): Promise<void> {
    this.#kinds.clear();
    await mkdir(this.#dir, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.#dir)) {
      if (name.startsWith(TEMPORARY_PREFIX)) await rm(join(this.#dir, name), { force: true });
      else if (name.endsWith(DIRECT_SUFFIX)) this.#take(name.slice(0, -DIRECT_SUFFIX.length), 'direct');
      else this.#take(name, 'recursive');
    }
  }

  get size(): number {
    return this.#kinds.size;
  }

  kindOf(cid: CID): PinKind | undefined {
    return this.#kinds.get(cid.toString());
  }

  *all(): Generator<{ cid: CID; kind: PinKind }> {
    for (const [cid, kind] of this.#kinds) yield { cid: CID.parse(cid), kind };
  }

  /** A recursive pin takes the place of a direct one. @throws IpfsError `INVALID` the other way round, `LIMIT` */
  async add(cid: CID, kind: PinKind): Promise<void> {
    const known = this.kindOf(cid);
    if (known === kind) return;
    if (known === 'recursive') throw new IpfsError('INVALID', `pin: ${cid} already pinned recursively`);
    if (known === undefined && this.#kinds.size >= this.#maxPins) {
      const text = `There are ${this.#maxPins} pins, as many as there may be; remove some first`;
      throw new IpfsError('LIMIT', text);
    }
    this.#kinds.set(cid.toString(), kind);
    try {
      await writeDurably(this.#dir, fileName(cid, kind), new Uint8Array(0));
      if (known !== undefined) await this.#forget(cid, known);
    } catch (error) {
      if (known === undefined) this.#kinds.delete(cid.toString());
      else this.#kinds.set(cid.toString(), known);
      throw error;
    }
  }

  async remove(cid: CID): Promise<void> {
    const kind = this.kindOf(cid);
    if (kind === undefined) return;
    await this.#forget(cid, kind);
    this.#kinds.delete(cid.toString());
  }

  /** Of a crash while one took the other's place, the recursive pin stays. */
  #take(name: string, kind: PinKind): void {
    const cid = CID.parse(name).toString();
    if (this.#kinds.get(cid) !== 'recursive') this.#kinds.set(cid, kind);
  }

  async #forget(cid: CID, kind: PinKind): Promise<void> {
    await rm(join(this.#dir, fileName(cid, kind)), { force: true });
    await syncDirectory(this.#dir);
  }
}

function fileName(cid: CID, kind: PinKind): string {
  return kind === 'direct' ? `${cid}${DIRECT_SUFFIX}` : cid.toString();
}
