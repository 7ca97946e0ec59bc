import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { sha256 } from '@noctiluca/common/sha256';
import { hasCode } from '@noctiluca/common/thrown';
import { syncDirectory, TEMPORARY_PREFIX, writeDurably } from '@noctiluca/store/durable-file';
import { FsBlockstore } from 'blockstore-fs';
import { NextToLast } from 'blockstore-fs/sharding';
import { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { MAX_BLOCK_BYTES } from '../constants.js';
import { IpfsError } from '../errors.js';

/** Multihash `sha2-256`, the only one blocks are kept under. */
const SHA2_256 = 0x12;

type Bytes = Uint8Array | Iterable<Uint8Array> | AsyncIterable<Uint8Array>;

/**
 * Blocks in the layout of `blockstore-fs`, which neither syncs nor checks: here a block is on the disk when `put`
 * resolves, and its hash is checked when it is read.
 */
export class DurableBlockstore extends FsBlockstore {
  readonly #maxBytes: number;
  readonly #sharding = new NextToLast();
  readonly #writing = new Map<string, Promise<void>>();
  #usedBytes = 0;
  #blocks = 0;

  constructor(dir: string, { maxBytes }: { maxBytes: number }) {
    super(dir);
    this.#maxBytes = maxBytes;
  }

  get usedBytes(): number {
    return this.#usedBytes;
  }

  get blocks(): number {
    return this.#blocks;
  }

  get maxBytes(): number {
    return this.#maxBytes;
  }

  override async open(): Promise<void> {
    await mkdir(this.path, { recursive: true, mode: 0o700 });
    this.#usedBytes = 0;
    this.#blocks = 0;
    for await (const file of this.#files()) {
      const { size } = await stat(file);
      this.#usedBytes += size;
      this.#blocks += 1;
    }
  }

  /** @throws IpfsError `LIMIT`, `UNSUPPORTED` for another hash than sha2-256 */
  override async put(cid: CID, value: Bytes): Promise<CID> {
    const path = this.#pathOf(cid);
    const bytes = value instanceof Uint8Array ? value : await collect(value);
    if (bytes.byteLength > MAX_BLOCK_BYTES) {
      const limit = `more than the ${MAX_BLOCK_BYTES} that a block may have`;
      throw new IpfsError('LIMIT', `block ${cid} has ${bytes.byteLength} bytes, ${limit}`);
    }
    // Two requests may bring the same block: both are answered when it is safe.
    const writing = this.#writing.get(path) ?? this.#write(path, cid, bytes);
    this.#writing.set(path, writing);
    try {
      await writing;
    } finally {
      this.#writing.delete(path);
    }
    return cid;
  }

  async #write(path: string, cid: CID, bytes: Uint8Array): Promise<void> {
    const known = await readFile(path).catch(ifMissing(undefined));
    if (known !== undefined && hashes(known, cid)) return;
    if (this.#usedBytes + bytes.byteLength > this.#maxBytes) {
      const limit = `${this.#usedBytes} of ${this.#maxBytes} bytes are taken`;
      throw new IpfsError('LIMIT', `${limit}; unpin something and run "repo gc"`);
    }
    const grown = bytes.byteLength - (known?.byteLength ?? 0);
    // Counted before it is written, so that blocks written at the same time see each other.
    this.#usedBytes += grown;
    try {
      const dir = dirname(path);
      const made = await mkdir(dir, { recursive: true });
      await writeDurably(dir, basename(path), bytes);
      if (made !== undefined) await syncDirectory(this.path);
    } catch (error) {
      this.#usedBytes -= grown;
      throw error;
    }
    if (known === undefined) this.#blocks += 1;
  }

  /** @throws IpfsError `NOT_FOUND` in Kubo's words, `DAMAGED` */
  override async *get(cid: CID): AsyncGenerator<Uint8Array> {
    const path = this.#pathOf(cid);
    const bytes = await readFile(path).catch(ifMissing(undefined));
    if (bytes === undefined) {
      throw new IpfsError('NOT_FOUND', `block was not found locally (offline): ipld: could not find ${cid}`);
    }
    if (!hashes(bytes, cid)) {
      throw new IpfsError('DAMAGED', `block ${cid} is damaged: ${path} has other content; add it again`);
    }
    yield new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  override async delete(cid: CID): Promise<void> {
    const path = this.#pathOf(cid);
    const found = await stat(path).catch(ifMissing(undefined));
    if (found === undefined) return;
    await rm(path, { force: true });
    await syncDirectory(dirname(path));
    this.#usedBytes -= found.size;
    this.#blocks -= 1;
  }

  /** Every block, as a CID of its hash with codec `raw`: files do not know the codec. */
  async *hashes(): AsyncGenerator<CID> {
    for await (const file of this.#files())
      yield CID.createV1(raw.code, this.#sharding.decode(file).multihash);
  }

  #pathOf(cid: CID): string {
    if (cid.multihash.code !== SHA2_256 || cid.multihash.digest.byteLength !== 32) {
      throw new IpfsError('UNSUPPORTED', `${cid} is not of sha2-256, the only hash this store knows`);
    }
    const { dir, file } = this.#sharding.encode(cid);
    return join(this.path, dir, file);
  }

  /** Files of blocks; what a crash left unfinished is removed on the way. */
  async *#files(): AsyncGenerator<string> {
    for (const entry of await readdir(this.path, { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const dir = join(this.path, entry.name);
      for (const name of await readdir(dir)) {
        if (name.startsWith(TEMPORARY_PREFIX)) await this.#sweep(join(dir, name));
        else if (name.endsWith(this.#sharding.extension)) yield join(dir, name);
      }
    }
  }

  async #sweep(file: string): Promise<void> {
    if (this.#writing.size === 0) await rm(file, { force: true });
  }
}

function hashes(bytes: Uint8Array, { multihash }: CID): boolean {
  return sha256(bytes).equals(multihash.digest);
}

async function collect(value: Iterable<Uint8Array> | AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of value) chunks.push(chunk);
  return Buffer.concat(chunks);
}

function ifMissing<T>(otherwise: T): (error: unknown) => T {
  return (error) => {
    if (hasCode(error, 'ENOENT')) return otherwise;
    throw error;
  };
}
