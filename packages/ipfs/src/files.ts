import { type UnixFS, unixfs } from '@helia/unixfs';
import * as dagCbor from '@ipld/dag-cbor';
import * as dagJson from '@ipld/dag-json';
import { FsBlockstore } from 'blockstore-fs';
import { fixedSize } from 'ipfs-unixfs-importer/chunker';
import { balanced } from 'ipfs-unixfs-importer/layout';
import type { CID } from 'multiformats/cid';
import * as raw from 'multiformats/codecs/raw';
import { CHUNK_BYTES, MAX_CHILDREN } from './constants.js';

/** How `ipfs add` makes files, so that equal files get equal CIDs. */
const KUBO_FILES = {
  cidVersion: 1,
  rawLeaves: true,
  reduceSingleLeafToSelf: true,
  chunker: fixedSize({ chunkSize: CHUNK_BYTES }),
  layout: balanced({ maxChildrenPerNode: MAX_CHILDREN }),
} as const;

const CODECS = { 'dag-json': dagJson, 'dag-cbor': dagCbor, raw } as const;

/** Codecs of `dag put` and `dag get`. */
export type DagCodec = keyof typeof CODECS;

/** The libraries behind a store, and its blocks. Heavy to load, hence a module of its own. */
export interface Files {
  readonly blocks: FsBlockstore;
  readonly unixfs: UnixFS;
  readonly codecs: typeof CODECS;
  add(bytes: Uint8Array, signal?: AbortSignal): Promise<CID>;
}

export async function openFiles(dir: string): Promise<Files> {
  const blocks = new FsBlockstore(dir);
  await blocks.open();
  const files = unixfs({ blockstore: blocks });
  return {
    blocks,
    unixfs: files,
    codecs: CODECS,
    add: (bytes, signal) => files.addBytes(bytes, { ...KUBO_FILES, ...(signal && { signal }) }),
  };
}
