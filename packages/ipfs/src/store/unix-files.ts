import { type UnixFS, unixfs } from '@helia/unixfs';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import type { CID } from 'multiformats/cid';
import { LINKS_PER_NODE, MAX_ANSWER_BYTES, MAX_ENTRIES } from '../constants.js';
import { IpfsError } from '../errors.js';
import { parsePath } from './cids.js';
import type { DurableBlockstore } from './durable-blockstore.js';
import type { AddEntry, AddedEntry, AddOptions, OpenFile, ReadOptions, TreeEntry } from './store.js';

/** Names that entries without one get while they are imported; no file can be called that. */
const UNNAMED = '\0';

/** Files and directories over blocks: UnixFS. */
export class UnixFiles {
  readonly #unixfs: UnixFS;
  /** Answers CIDs and keeps nothing. */
  readonly #hasher: UnixFS;

  constructor(blockstore: DurableBlockstore) {
    this.#unixfs = unixfs({ blockstore });
    this.#hasher = unixfs({ blockstore: { ...hashingOnly, get: (cid) => blockstore.get(cid) } });
  }

  async *add(entries: AsyncIterable<AddEntry>, options: AddOptions): AsyncGenerator<AddedEntry> {
    const { cidVersion, rawLeaves, chunkBytes, wrapWithDirectory, onlyHash } = options;
    const added = (onlyHash ? this.#hasher : this.#unixfs).addAll(candidates(entries), {
      cidVersion,
      rawLeaves,
      wrapWithDirectory,
      chunker: fixedSize({ chunkSize: chunkBytes }),
      layout: balanced({ maxChildrenPerNode: LINKS_PER_NODE }),
      shardSplitStrategy: 'links-bytes',
      // One after the other: they come out of one request body.
      fileImportConcurrency: 1,
      blockWriteConcurrency: 8,
    });
    for await (const { path = '', cid, size } of added) {
      yield { path: path.startsWith(UNNAMED) ? '' : path, cid, cumulativeSize: size };
    }
  }

  async open(text: string, { offset = 0, length, signal }: ReadOptions = {}): Promise<OpenFile> {
    const { cid, size, type } = await this.stat(text, signal);
    if (type === 'directory') throw new IpfsError('INVALID', 'this dag node is a directory');
    const content = this.#unixfs.cat(cid, {
      offset: Math.min(offset, size),
      length: Math.min(length ?? size, Math.max(0, size - offset)),
      ...(signal === undefined ? {} : { signal }),
    });
    return { size, content: content as AsyncIterable<Uint8Array> };
  }

  async *tree(text: string, { signal }: ReadOptions = {}): AsyncGenerator<TreeEntry> {
    const { cid, segments } = parsePath(text);
    const budget = { entries: MAX_ENTRIES, bytes: MAX_ANSWER_BYTES };
    yield* this.#below(segments.at(-1) ?? cid.toString(), text, budget, signal);
  }

  async *#below(
    path: string,
    text: string,
    budget: { entries: number; bytes: number },
    signal: AbortSignal | undefined,
  ): AsyncGenerator<TreeEntry> {
    const { cid, size, type } = await this.stat(text, signal);
    budget.entries -= 1;
    budget.bytes -= size;
    if (budget.entries < 0) throw new IpfsError('LIMIT', `more than ${MAX_ENTRIES} files and directories`);
    if (budget.bytes < 0) throw tooLong();
    const options = signal === undefined ? {} : { signal };
    if (type !== 'directory') {
      const content = () => this.#unixfs.cat(cid, options) as AsyncIterable<Uint8Array>;
      yield { path, type: 'file', size, content };
      return;
    }
    yield { path, type, size: 0, content: nothing };
    for await (const entry of this.#unixfs.ls(cid, options)) {
      yield* this.#below(`${path}/${entry.name}`, entry.cid.toString(), budget, signal);
    }
  }

  /** Type, size and CID of what a path names. */
  async stat(text: string, signal?: AbortSignal) {
    const { cid, segments } = parsePath(text);
    const stats = await this.#unixfs.stat(cid, {
      ...(segments.length === 0 ? {} : { path: segments.join('/') }),
      ...(signal === undefined ? {} : { signal }),
    });
    if (stats.type !== 'directory' && stats.size > BigInt(MAX_ANSWER_BYTES)) throw tooLong();
    return { cid: stats.cid, type: stats.type, size: stats.type === 'directory' ? 0 : Number(stats.size) };
  }
}

/** A blockstore that forgets. */
const hashingOnly = {
  put: async (cid: CID) => cid,
  has: async () => false,
};

function tooLong(): IpfsError {
  return new IpfsError('LIMIT', `more than the ${MAX_ANSWER_BYTES} bytes that are answered at once`);
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

async function* candidates(entries: AsyncIterable<AddEntry>) {
  let count = 0;
  for await (const entry of entries) {
    count += 1;
    if (count > MAX_ENTRIES) throw new IpfsError('LIMIT', `more than ${MAX_ENTRIES} files and directories`);
    const path = entry.path === '' ? `${UNNAMED}${count}` : entry.path;
    yield entry.kind === 'file' ? { path, content: entry.content } : { path };
  }
}
