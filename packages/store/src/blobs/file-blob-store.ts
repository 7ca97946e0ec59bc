import { mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { DEFAULT_MAX_BLOB_BYTES } from '../constants.js';
import { syncDirectory, syncDirectoryTree, TEMPORARY_PREFIX, writeDurably } from '../durable-file.js';
import { StoreError } from '../errors.js';
import type { BlobStore } from '../store.js';
import { assertContentCid, cidOf, isContentCid } from './cid.js';

export interface BlobStoreInit {
  /** Directory of the files `<cid><extension>`; created at start. Files of other names are left alone. */
  dir: string;
  /** What file names end with. @default '.wasm' */
  extension?: string;
  /** Name among the parts of a node. @default 'blob-store' */
  name?: string;
  /** Largest blob, bytes. @default 104857600 */
  maxBlobBytes?: number;
}

export interface BlobStoreComponents {
  logger?: Logger;
}

class FileBlobStore implements BlobStore {
  readonly name: string;
  readonly #dir: string;
  readonly #extension: string;
  readonly #maxBlobBytes: number;
  readonly #log: Logger;
  #state: 'idle' | 'running' | 'stopped' = 'idle';
  #swept = 0;
  /** The last change of each blob that is still under way; the next one of the same blob goes behind it. */
  readonly #changing = new Map<string, Promise<void>>();

  constructor(init: BlobStoreInit, { logger: log = silentLogger }: BlobStoreComponents) {
    const { dir, extension = '.wasm', name = 'blob-store', maxBlobBytes = DEFAULT_MAX_BLOB_BYTES } = init;
    this.name = name;
    this.#dir = resolve(dir);
    this.#extension = extension;
    this.#maxBlobBytes = maxBlobBytes;
    this.#log = log.child({ module: 'blob-store' });
  }

  async start(signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    if (this.#state !== 'idle') {
      throw new StoreError('STARTED_TWICE', `The blob store in ${this.#dir} was already started.`);
    }
    await mkdir(this.#dir, { recursive: true });
    syncDirectoryTree(this.#dir);
    await this.#sweep();
    this.#state = 'running';
    this.#log.info({ dir: this.#dir, swept: this.#swept }, 'Opened blob store');
  }

  async #sweep(): Promise<void> {
    const leftovers = (await readdir(this.#dir)).filter((name) => name.startsWith(TEMPORARY_PREFIX));
    for (const name of leftovers) await rm(join(this.#dir, name), { force: true, recursive: true });
    this.#swept = leftovers.length;
    if (leftovers.length > 0)
      this.#log.warn({ dir: this.#dir, files: leftovers.length }, 'Removed half-written files');
  }

  async stop(): Promise<void> {
    this.#state = 'stopped';
    await Promise.all(this.#changing.values());
  }

  async put(bytes: Uint8Array): Promise<string> {
    this.#assertRunning();
    if (bytes.byteLength > this.#maxBlobBytes) {
      throw new StoreError(
        'BLOB_TOO_LARGE',
        `A blob of ${bytes.byteLength} bytes is more than the ${this.#maxBlobBytes} that this store takes.`,
      );
    }
    const cid = cidOf(bytes);
    await this.#change(cid, async () => {
      if (await this.#holds(cid, bytes.byteLength)) return;
      await writeDurably(this.#dir, this.#fileName(cid), bytes);
    });
    return cid;
  }

  /**
   * @throws StoreError `INVALID_CID`; `BLOB_CORRUPT` when the file no longer holds what its name says; `BLOB_TOO_LARGE`
   */
  async get(cid: string): Promise<Uint8Array | undefined> {
    assertContentCid(cid);
    this.#assertRunning();
    const size = await this.#sizeOf(cid);
    if (size === undefined) return undefined;
    if (size > this.#maxBlobBytes) {
      throw new StoreError(
        'BLOB_TOO_LARGE',
        `Blob ${cid} has ${size} bytes, more than the ${this.#maxBlobBytes} allowed.`,
      );
    }
    const bytes = await unlessMissing(readFile(this.#pathOf(cid)));
    if (bytes === undefined) return undefined;
    if (cidOf(bytes) !== cid) {
      throw new StoreError(
        'BLOB_CORRUPT',
        `${this.#pathOf(cid)} does not hold what its name says (${bytes.byteLength} bytes read): the disk or somebody ` +
          'changed it. Add the blob again.',
      );
    }
    return new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  async has(cid: string): Promise<boolean> {
    assertContentCid(cid);
    this.#assertRunning();
    return (await this.#sizeOf(cid)) !== undefined;
  }

  async remove(cid: string): Promise<void> {
    assertContentCid(cid);
    this.#assertRunning();
    await this.#change(cid, async () => {
      await rm(this.#pathOf(cid), { force: true });
      await syncDirectory(this.#dir);
    });
  }

  async list(): Promise<string[]> {
    this.#assertRunning();
    const names = (await readdir(this.#dir)).filter((name) => name.endsWith(this.#extension));
    const cids = names.map((name) => name.slice(0, name.length - this.#extension.length));
    return cids.filter(isContentCid).sort();
  }

  describe(): Record<string, unknown> {
    return { dir: this.#dir, maxBlobBytes: this.#maxBlobBytes, sweptAtStart: this.#swept };
  }

  async #change(cid: string, work: () => Promise<void>): Promise<void> {
    const before = this.#changing.get(cid) ?? Promise.resolve();
    const change = before.then(work);
    const settled = change.then(
      () => {},
      () => {},
    );
    this.#changing.set(cid, settled);
    try {
      await change;
    } finally {
      if (this.#changing.get(cid) === settled) this.#changing.delete(cid);
    }
  }

  /** Whether the file is there and sound; a damaged one is to be written anew. */
  async #holds(cid: string, sizeBytes: number): Promise<boolean> {
    if ((await this.#sizeOf(cid)) !== sizeBytes) return false;
    const bytes = await unlessMissing(readFile(this.#pathOf(cid)));
    return bytes !== undefined && cidOf(bytes) === cid;
  }

  async #sizeOf(cid: string): Promise<number | undefined> {
    const found = await unlessMissing(stat(this.#pathOf(cid)));
    return found?.size;
  }

  #fileName(cid: string): string {
    return `${cid}${this.#extension}`;
  }

  #pathOf(cid: string): string {
    return join(this.#dir, this.#fileName(cid));
  }

  #assertRunning(): void {
    if (this.#state === 'running') return;
    const when = this.#state === 'idle' ? 'has not been started' : 'has been stopped';
    throw new StoreError('NOT_RUNNING', `The blob store in ${this.#dir} ${when}, so it cannot be used.`);
  }
}

async function unlessMissing<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Content-addressed files in `init.dir`. Touches nothing before `start`, which also removes half-written files. */
export function createBlobStore(init: BlobStoreInit, components: BlobStoreComponents = {}): BlobStore {
  return new FileBlobStore(init, components);
}
