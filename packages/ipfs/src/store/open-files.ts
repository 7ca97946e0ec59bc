import { join } from 'node:path';
import { CID } from 'multiformats/cid';
import { sha256 } from 'multiformats/hashes/sha2';
import { IpfsError } from '../errors.js';
import { parseCid, parsePath } from './cids.js';
import type { Codec } from './codecs.js';
import { DurableBlockstore } from './durable-blockstore.js';
import { encodeNode, readNode } from './nodes.js';
import { PinBoard } from './pin-board.js';
import { type PinKind, Pins } from './pins.js';
import { SharedLock } from './shared-lock.js';
import type {
  AddEntry,
  AddedEntry,
  AddOptions,
  Files,
  PinFilter,
  PutNodeOptions,
  ReadOptions,
} from './store.js';
import { UnixFiles } from './unix-files.js';

export interface OpenFilesInit {
  readonly dir: string;
  readonly maxBytes: number;
  readonly maxPins: number;
}

/** Files by CID in a directory: UnixFS over `blockstore-fs`, with pins. */
class StoredFiles implements Files {
  readonly dir: string;
  readonly #blockstore: DurableBlockstore;
  readonly #unixFiles: UnixFiles;
  readonly #pins: Pins;
  readonly #board: PinBoard;
  /** Shared by whoever adds, exclusive for whoever removes: nothing vanishes between its writing and its pin. */
  readonly #lock = new SharedLock();
  #closed = false;

  constructor({ dir, maxBytes, maxPins }: OpenFilesInit) {
    this.dir = dir;
    this.#blockstore = new DurableBlockstore(join(dir, 'blocks'), { maxBytes });
    this.#unixFiles = new UnixFiles(this.#blockstore);
    this.#pins = new Pins(join(dir, 'pins'), { maxPins });
    this.#board = new PinBoard(this.#pins, (cid) => this.#read(cid));
  }

  async open(): Promise<void> {
    await this.#blockstore.open();
    await this.#pins.load();
  }

  async close(): Promise<void> {
    this.#closed = true;
    (await this.#lock.exclusive())();
  }

  stats() {
    const { blocks, usedBytes, maxBytes } = this.#blockstore;
    return { blocks, usedBytes, maxBytes, pins: this.#pins.size };
  }

  async *add(entries: AsyncIterable<AddEntry>, options: AddOptions): AsyncGenerator<AddedEntry> {
    const release = await this.#begin('shared');
    try {
      for await (const added of this.#unixFiles.add(entries, options)) {
        const isTop = options.wrapWithDirectory ? added.path === '' : !added.path.includes('/');
        if (isTop && options.pin && !options.onlyHash) await this.#pins.add(added.cid, 'recursive');
        yield added;
      }
    } finally {
      release();
    }
  }

  async openFile(path: string, options: ReadOptions = {}) {
    this.#assertRunning();
    return this.#unixFiles.open(path, options);
  }

  async *tree(path: string, options: ReadOptions = {}) {
    this.#assertRunning();
    yield* this.#unixFiles.tree(path, options);
  }

  async getBlock(text: string): Promise<{ cid: CID; bytes: Uint8Array }> {
    this.#assertRunning();
    const cid = parseCid(text);
    return { cid, bytes: await this.#read(cid) };
  }

  async putBlock(bytes: Uint8Array, codec: Codec, { version, pin }: { version: 0 | 1; pin: boolean }) {
    const cid = CID.create(version, codec.code, await sha256.digest(bytes));
    return this.#adding(async () => {
      await this.#blockstore.put(cid, bytes);
      if (pin) await this.#board.pin(cid, 'recursive');
      return cid;
    });
  }

  async removeBlock(text: string): Promise<CID> {
    const cid = parseCid(text);
    const release = await this.#begin('exclusive');
    try {
      const reason = await this.#board.reasonOf(cid, 'all');
      if (reason !== undefined) throw new IpfsError('INVALID', `pinned: ${reason.kind}`);
      if (!(await this.#blockstore.has(cid))) throw new IpfsError('NOT_FOUND', `ipld: could not find ${cid}`);
      await this.#blockstore.delete(cid);
      return cid;
    } finally {
      release();
    }
  }

  async putNode(bytes: Uint8Array, options: PutNodeOptions): Promise<CID> {
    const { cid, block } = await encodeNode(bytes, options);
    return this.#adding(async () => {
      await this.#blockstore.put(cid, block);
      if (options.pin) await this.#board.pin(cid, 'recursive');
      return cid;
    });
  }

  async getNode(path: string, outputCodec: Codec): Promise<Uint8Array> {
    this.#assertRunning();
    return readNode(path, outputCodec, (cid) => this.#read(cid));
  }

  async pin(path: string, kind: PinKind): Promise<CID> {
    const cid = await this.#resolve(path);
    return this.#adding(async () => {
      await this.#board.pin(cid, kind);
      return cid;
    });
  }

  async unpin(path: string, { recursive }: { recursive: boolean }): Promise<CID> {
    const cid = await this.#resolve(path);
    return this.#adding(async () => {
      await this.#board.unpin(cid, recursive);
      return cid;
    });
  }

  async *pins(filter: PinFilter) {
    this.#assertRunning();
    yield* this.#board.list(filter);
  }

  async pinOf(path: string, filter: PinFilter) {
    const cid = await this.#resolve(path);
    const reason = await this.#board.reasonOf(cid, filter);
    if (reason === undefined) throw new IpfsError('NOT_FOUND', `path '${path}' is not pinned`);
    return { cid, reason };
  }

  async *collectGarbage(signal?: AbortSignal): AsyncGenerator<CID> {
    const release = await this.#begin('exclusive');
    try {
      const kept = await this.#board.multihashes(signal);
      for await (const cid of this.#blockstore.hashes()) {
        signal?.throwIfAborted();
        if (kept.has(cid.toString())) continue;
        await this.#blockstore.delete(cid);
        yield cid;
      }
    } finally {
      release();
    }
  }

  /** A path's last CID: of a file or directory, or of a node. */
  async #resolve(text: string): Promise<CID> {
    this.#assertRunning();
    const { cid, segments } = parsePath(text);
    return segments.length === 0 ? cid : (await this.#unixFiles.stat(text)).cid;
  }

  async #read(cid: CID): Promise<Uint8Array> {
    for await (const bytes of this.#blockstore.get(cid)) return bytes;
    return new Uint8Array(0);
  }

  async #adding<T>(work: () => Promise<T>): Promise<T> {
    const release = await this.#begin('shared');
    try {
      return await work();
    } finally {
      release();
    }
  }

  async #begin(how: 'shared' | 'exclusive'): Promise<() => void> {
    this.#assertRunning();
    return how === 'shared' ? this.#lock.shared() : this.#lock.exclusive();
  }

  #assertRunning(): void {
    if (this.#closed) throw new IpfsError('NOT_RUNNING', 'The IPFS store is stopped');
  }
}

/** Opens what a directory holds; it is made when it is missing. */
export async function openFiles(init: OpenFilesInit): Promise<Files> {
  const files = new StoredFiles(init);
  await files.open();
  return files;
}
