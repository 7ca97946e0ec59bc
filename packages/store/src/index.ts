/**
 * Durable state of one peer: a transactional store of small values, and content-addressed files for large ones. What was
 * acknowledged survives `kill -9`.
 *
 * @example
 * ```ts
 * import { createStore } from '@noctiluca/store';
 *
 * const store = createStore({ dir: './persistent/state' });
 * const aliases = store.table<{ serviceId: string }>('aliases');
 * await store.start(new AbortController().signal);
 *
 * await store.transaction(() => {
 *   if (aliases.get('registry') === undefined) aliases.put('registry', { serviceId: '5c0f' });
 * }); // resolved: it is on the disk
 * for (const [alias, { serviceId }] of aliases.entries({ prefix: 'reg' })) console.log(alias, serviceId);
 *
 * await store.stop(new AbortController().signal);
 * ```
 */
export { assertContentCid, cidOf, isContentCid, rawCidOf } from './blobs/cid.js';
export type { BlobStoreComponents, BlobStoreInit } from './blobs/file-blob-store.js';
export { createBlobStore } from './blobs/file-blob-store.js';
export {
  CID_CHUNK_BYTES,
  DEFAULT_MAX_BLOB_BYTES,
  DEFAULT_MAX_VALUE_BYTES,
  MAX_KEY_BYTES,
  STORE_SCHEMA_VERSION,
} from './constants.js';
export type { StoreErrorCode } from './errors.js';
export { StoreError } from './errors.js';
export type { StoreComponents, StoreInit } from './lmdb/lmdb-store.js';
export { createStore } from './lmdb/lmdb-store.js';
export type { Migration } from './lmdb/schema.js';
export type { BlobStore, Store, StoreTable, StoreValue } from './store.js';
