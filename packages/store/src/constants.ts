/** Version of what this package itself lays down; a store written by a newer version is refused. */
export const STORE_SCHEMA_VERSION = 1;

/** Address space first reserved for the store, bytes; lmdb grows it as needed, the file is never larger than its content. */
export const DEFAULT_MAP_SIZE_BYTES = 64 * 1024 * 1024;

/** Largest encoded value, bytes. */
export const DEFAULT_MAX_VALUE_BYTES = 16 * 1024 * 1024;

/** lmdb's longest key at its 4 KiB pages, bytes (`lmdb: open.js`, DEFAULT_MAX_KEY_SIZE). */
export const LMDB_MAX_KEY_BYTES = 1978;

/** Longest table name, bytes; names are ASCII. */
export const MAX_TABLE_NAME_BYTES = 64;

/** Longest key of a table in UTF-8, bytes: what lmdb leaves after the table's name and a separator. */
export const MAX_KEY_BYTES = LMDB_MAX_KEY_BYTES - MAX_TABLE_NAME_BYTES - 1;

/** Deepest nesting of a value; far below what the stack allows when it is read back. */
export const MAX_VALUE_DEPTH = 256;

/** Entries read at once while iterating. */
export const PAGE_ENTRIES = 256;

/** Chunk of a module's CID, bytes (`spec/nox.md` §4.1); content up to one chunk is a raw block. */
export const CID_CHUNK_BYTES = 262_144;

/** Largest blob, bytes. nox takes modules out of particles and vault files; the largest known one is below 10 MB. */
export const DEFAULT_MAX_BLOB_BYTES = 100 * 1024 * 1024;
