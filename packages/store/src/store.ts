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

/** One named map inside the store. Reads are synchronous and see every write made before them in this process. */
export interface StoreTable<T extends StoreValue> {
  get(key: string): T | undefined;
  /** Entries in key order. */
  entries(options?: { prefix?: string }): Iterable<[key: string, value: T]>;
  put(key: string, value: T): void;
  remove(key: string): void;
}

/**
 * Durable state of one peer. Writes happen only inside `transaction`: all of them or none are there after a crash, and
 * once its promise resolved they survive `kill -9`.
 */
export interface Store extends NodeService {
  /** A table by name; may be called before start, used after. Writing outside a transaction throws `StoreError`. */
  table<T extends StoreValue>(name: string): StoreTable<T>;
  /** Runs `body` synchronously; a throw rolls everything back and rejects with the thrown error. Not nestable. */
  transaction<R>(body: () => R): Promise<R>;
}

/** Content-addressed files named by CID (`spec/nox.md` §4.1). */
export interface BlobStore extends NodeService {
  /** Writes durably (temporary file, fsync, rename) and returns the CID; an existing blob is left as it is. */
  put(bytes: Uint8Array): Promise<string>;
  get(cid: string): Promise<Uint8Array | undefined>;
  has(cid: string): Promise<boolean>;
  remove(cid: string): Promise<void>;
  list(): Promise<string[]>;
}
