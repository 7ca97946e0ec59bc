export type { BlobStore, Store, StoreTable, StoreValue } from './store.js';
