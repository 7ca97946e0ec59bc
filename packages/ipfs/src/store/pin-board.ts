import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { IpfsError } from '../errors.js';
import type { PinKind, Pins } from './pins.js';
import { type ReadBlock, reachableBlocks } from './reachable-blocks.js';
import type { PinFilter, PinnedEntry, PinReason } from './store.js';

/** Pins, and what they hold. */
export class PinBoard {
  readonly #pins: Pins;
  readonly #read: ReadBlock;

  constructor(pins: Pins, read: ReadBlock) {
    this.#pins = pins;
    this.#read = read;
  }

  /** @throws IpfsError `NOT_FOUND` unless everything it is to hold is here */
  async pin(cid: CID, kind: PinKind): Promise<void> {
    try {
      if (kind === 'direct') await this.#read(cid);
      else for await (const _ of reachableBlocks([cid], this.#read));
    } catch (error) {
      if (error instanceof IpfsError && error.code === 'NOT_FOUND') {
        throw new IpfsError('NOT_FOUND', `pin: ${error.message}`, { cause: error });
      }
      throw error;
    }
    await this.#pins.add(cid, kind);
  }

  /** @throws IpfsError `NOT_FOUND`, `INVALID` in Kubo's words */
  async unpin(cid: CID, recursive: boolean): Promise<void> {
    const kind = this.#pins.kindOf(cid);
    if (kind === undefined) throw new IpfsError('NOT_FOUND', 'not pinned or pinned indirectly');
    if (kind === 'recursive' && !recursive) throw new IpfsError('INVALID', `${cid} is pinned recursively`);
    await this.#pins.remove(cid);
  }

  /** Undefined: it is not pinned that way. */
  async reasonOf(cid: CID, filter: PinFilter): Promise<PinReason | undefined> {
    const kind = this.#pins.kindOf(cid);
    if (kind !== undefined && (filter === 'all' || filter === kind)) return { kind };
    if (filter !== 'all' && filter !== 'indirect') return undefined;
    const seen = new Set<string>();
    for (const root of this.#recursive()) {
      for await (const below of reachableBlocks([root], this.#read, { seen })) {
        if (below.equals(cid) && !below.equals(root)) return { kind: 'indirect', through: root };
      }
    }
    return undefined;
  }

  async *list(filter: PinFilter): AsyncGenerator<PinnedEntry> {
    const listed = new Set<string>();
    for (const { cid, kind } of this.#pins.all()) {
      if (filter !== 'all' && filter !== kind) continue;
      listed.add(cid.toString());
      yield { cid, reason: { kind } };
    }
    if (filter !== 'all' && filter !== 'indirect') return;
    const seen = new Set<string>();
    for (const root of this.#recursive()) {
      for await (const cid of reachableBlocks([root], this.#read, { seen })) {
        if (cid.equals(root) || listed.has(cid.toString())) continue;
        yield { cid, reason: { kind: 'indirect', through: root } };
      }
    }
  }

  /** Everything that pins hold, as CIDs of the hash with codec `raw`: blocks on disk do not know their codec. */
  async multihashes(signal: AbortSignal | undefined): Promise<Set<string>> {
    const kept = new Set<string>();
    const keep = (cid: CID) => kept.add(CID.createV1(raw.code, cid.multihash).toString());
    for (const { cid, kind } of this.#pins.all()) if (kind === 'direct') keep(cid);
    for await (const cid of reachableBlocks(this.#recursive(), this.#read, { signal })) keep(cid);
    return kept;
  }

  *#recursive(): Generator<CID> {
    for (const { cid, kind } of this.#pins.all()) if (kind === 'recursive') yield cid;
  }
}
