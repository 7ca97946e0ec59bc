import type { NodeService } from '@noctiluca/lifecycle';

/** Values the store keeps: what structured JSON can say, plus bytes. */
export type StoreValue =
  | null
  | boolean
  | number
  | string
  | Uint8Array
  | StoreValue[]
  | { [key: string]: StoreValue };

/**
 * One named map inside the store. Reads are synchronous and see every write made before them in this process, also those
 * that are not durable yet. Every method throws `StoreError` `NOT_RUNNING` outside the store's life.
 */
export interface StoreTable<T extends StoreValue> {
  get(key: string): T | undefined;
  /** Entries in key order (that of the keys' UTF-8 bytes), read page by page: a write during the iteration shows ahead of it. */
  entries(options?: { prefix?: string }): Iterable<[key: string, value: T]>;
  /** How many entries there are; the first time for a prefix they are looked at, from then on it costs the same always. */
  count(options?: { prefix?: string }): number;
  /**
   * Takes a copy of the value. Keys may have 1913 bytes of UTF-8.
   * @throws StoreError `OUTSIDE_TRANSACTION`, `KEY_TOO_LONG`, `INVALID_KEY`, `VALUE_TOO_LARGE`, `UNSUPPORTED_VALUE`
   */
  put(key: string, value: T): void;
  /** Removing what is not there is no error. @throws StoreError as `put` */
  remove(key: string): void;
}

/**
 * Durable state of one peer. Writes happen only inside `transaction`: all of them or none are there after a crash, and
 * once its promise resolved they survive `kill -9`.
 */
export interface Store extends NodeService {
  /**
   * A table by name; may be called before start, used after. Names have up to 64 letters, digits and `. _ : / -`.
   * @throws StoreError `INVALID_TABLE_NAME`
   */
  table<T extends StoreValue>(name: string): StoreTable<T>;
  /**
   * Runs `body` at once, before this call returns; a throw rolls everything back and rejects with the thrown error. What
   * was written can be read from then on, and is durable when the promise resolves (many transactions share one sync).
   * Not nestable; the body must not be async.
   * @throws StoreError `WRITE_FAILED`: rolled back, together with every transaction that had followed it
   */
  transaction<R>(body: () => R): Promise<R>;
}

/** Content-addressed files named by CID (`spec/nox.md` §4.1). */
export interface BlobStore extends NodeService {
  /** Writes durably (temporary file, fsync, rename) and returns the CID; an existing blob is left as it is. */
  put(bytes: Uint8Array): Promise<string>;
  /** @throws StoreError `INVALID_CID` for anything that is no CID; `BLOB_CORRUPT` when the content no longer matches it */
  get(cid: string): Promise<Uint8Array | undefined>;
  has(cid: string): Promise<boolean>;
  remove(cid: string): Promise<void>;
  list(): Promise<string[]>;
}
