import type { CID } from 'multiformats/cid';
import type { Codec } from './codecs.js';
import type { PinKind } from './pins.js';

/** A file or directory to be added; its content is read once, before the next entry is asked for. */
export type AddEntry =
  | { readonly kind: 'file'; readonly path: string; readonly content: AsyncIterable<Uint8Array> }
  | { readonly kind: 'directory'; readonly path: string };

/** How files become blocks; Kubo's options of the same names. */
export interface AddOptions {
  readonly cidVersion: 0 | 1;
  readonly rawLeaves: boolean;
  readonly chunkBytes: number;
  readonly wrapWithDirectory: boolean;
  readonly pin: boolean;
  readonly onlyHash: boolean;
}

export interface AddedEntry {
  /** Empty for a file without a name, and for the directory around all. */
  readonly path: string;
  readonly cid: CID;
  /** Bytes of all its blocks. */
  readonly cumulativeSize: bigint;
}

/** A file or directory below a path, for an archive. */
export interface TreeEntry {
  readonly path: string;
  readonly type: 'file' | 'directory';
  /** Bytes; 0 for a directory. */
  readonly size: number;
  content(): AsyncIterable<Uint8Array>;
}

export interface ReadOptions {
  readonly offset?: number;
  readonly length?: number;
  readonly signal?: AbortSignal;
}

export interface OpenFile {
  /** Bytes of the whole file. */
  readonly size: number;
  readonly content: AsyncIterable<Uint8Array>;
}

/** Why a CID counts as pinned: by itself, or through the recursive pin it lies below. */
export type PinReason = { readonly kind: PinKind } | { readonly kind: 'indirect'; readonly through: CID };

export interface PinnedEntry {
  readonly cid: CID;
  readonly reason: PinReason;
}

/** Which pins are asked for. */
export type PinFilter = PinKind | 'indirect' | 'all';

export interface PutNodeOptions {
  readonly inputCodec: Codec;
  readonly storeCodec: Codec;
  readonly pin: boolean;
}

export interface StoreStats {
  readonly blocks: number;
  readonly usedBytes: number;
  readonly maxBytes: number;
  readonly pins: number;
}

/**
 * Files, nodes and blocks by CID, on the disk before a write is answered. A text `path` is a CID with names behind it.
 * Methods throw IpfsError: `INVALID`, `NOT_FOUND`, `LIMIT`, `DAMAGED`, `UNSUPPORTED`, `NOT_RUNNING`.
 */
export interface Files {
  readonly dir: string;
  stats(): StoreStats;
  add(entries: AsyncIterable<AddEntry>, options: AddOptions): AsyncGenerator<AddedEntry>;
  openFile(path: string, options?: ReadOptions): Promise<OpenFile>;
  /** Parents first; the first entry is the path itself. */
  tree(path: string, options?: ReadOptions): AsyncGenerator<TreeEntry>;
  getBlock(cid: string): Promise<{ cid: CID; bytes: Uint8Array }>;
  putBlock(bytes: Uint8Array, codec: Codec, options: { version: 0 | 1; pin: boolean }): Promise<CID>;
  /** @throws IpfsError `INVALID` when it is pinned */
  removeBlock(cid: string): Promise<CID>;
  putNode(bytes: Uint8Array, options: PutNodeOptions): Promise<CID>;
  getNode(path: string, outputCodec: Codec): Promise<Uint8Array>;
  pin(path: string, kind: PinKind): Promise<CID>;
  unpin(path: string, options: { recursive: boolean }): Promise<CID>;
  pins(filter: PinFilter): AsyncGenerator<PinnedEntry>;
  /** @throws IpfsError `NOT_FOUND`: `path '<path>' is not pinned` */
  pinOf(path: string, filter: PinFilter): Promise<PinnedEntry>;
  /** Removes what no pin holds. @returns what was removed */
  collectGarbage(signal?: AbortSignal): AsyncGenerator<CID>;
  /** Ends it once whoever writes is done. */
  close(): Promise<void>;
}
