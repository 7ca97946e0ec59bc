import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { type Database, open, type RootDatabase } from 'lmdb';
import { syncDirectoryTree } from '../durable-file.js';
import { StoreError } from '../errors.js';
import type { StoreValue } from '../store.js';
import { assertOpenable } from './data-file.js';

/** Encoded values by full key; `null` removes. */
export type Changes = Map<string, Uint8Array | null>;

/** Where a page of entries begins and ends. */
export interface PageRange {
  from: string;
  /** Leaves out `from` itself. */
  isAfter: boolean;
  /** Bytes of the first key that is too far. */
  end: Uint8Array;
  limit: number;
}

/** The part of lmdb that the store stands on. Everything returned is a copy, so that nothing holds a read transaction. */
export interface Engine {
  get(key: string): Uint8Array | undefined;
  page(range: PageRange): [key: string, bytes: Uint8Array][];
  /** All changes or none; resolves once they are on the disk (written, synced, and the new root page synced). */
  write(changes: Changes): Promise<void>;
  encode(value: StoreValue): Uint8Array;
  decode(bytes: Uint8Array): StoreValue;
  stats(): { entries: number; sizeBytes: number };
  close(): Promise<void>;
}

/** lmdb-js has this on every database with an encoding, but not in its types. */
interface WithEncoder {
  encoder: { encode(value: StoreValue): Uint8Array; decode(bytes: Uint8Array): StoreValue };
}

/** Opens or creates the environment in an existing directory. @throws StoreError `UNREADABLE`, `IN_USE` */
export async function openEngine(dir: string, mapSizeBytes: number): Promise<Engine> {
  const { root, data } = openDatabases(dir, mapSizeBytes);
  data.getBinary(Buffer.of(0));
  const others = otherReaders(root);
  if (others.length > 0) {
    await root.close();
    throw new StoreError(
      'IN_USE',
      `The store in ${dir} is in use by process ${others.join(', ')}. One store belongs to one process: stop the other ` +
        'one, or configure another directory.',
    );
  }
  return engineOf(root, data);
}

function openDatabases(dir: string, mapSizeBytes: number) {
  try {
    assertOpenable(dir);
    const root = open<StoreValue, string>({
      path: dir,
      noSubdir: false,
      maxDbs: 2,
      mapSize: mapSizeBytes,
      // With overlapping syncs a commit is announced before it is durable, and lmdb-js's `flushed` does not cover every
      // kind of transaction. Without them there is one event: committed means synced.
      overlappingSync: false,
      // The batches of an event turn have a promise of their own that nobody can reach; it would end the process when a
      // write fails. Every write here is an explicit batch.
      eventTurnBatching: false,
      encoding: 'msgpack',
      encoder: { useRecords: false, mapsAsObjects: true },
    });
    const data = root.openDB<Buffer, Uint8Array>({
      name: 'tables',
      encoding: 'binary',
      keyEncoding: 'binary',
    });
    // lmdb makes them readable for the group and others; what is in them may be secret keys.
    for (const file of ['data.mdb', 'lock.mdb']) chmodSync(join(dir, file), 0o600);
    syncDirectoryTree(dir);
    return { root, data };
  } catch (error) {
    throw new StoreError(
      'UNREADABLE',
      `The store in ${dir} cannot be opened: ${messageOf(error)}. Check the ` +
        'permissions and the free space; a damaged store must be moved away or restored from a backup.',
      { cause: error },
    );
  }
}

/**
 * Processes that hold a reader's slot besides this one. The kernel gives a dead process's slot back (`readerCheck`), so
 * neither `kill -9` nor a reused process id leaves a store locked.
 */
function otherReaders(root: RootDatabase<StoreValue, string>): number[] {
  root.readerCheck();
  const pids = root
    .readerList()
    .split('\n')
    .map((line) => Number.parseInt(line.trim(), 10));
  return [...new Set(pids)].filter((pid) => pid > 0 && pid !== process.pid);
}

function engineOf(
  root: RootDatabase<StoreValue, string> & Partial<WithEncoder>,
  data: Database<Buffer, Uint8Array>,
): Engine {
  const { encoder } = root;
  if (encoder === undefined) throw new StoreError('UNREADABLE', 'This version of lmdb has no encoder');
  return {
    get: (key) => data.getBinary(Buffer.from(key)),
    page({ from, isAfter, end, limit }) {
      const start = Buffer.from(from);
      const entries = data.getRange({ start, end, limit, exclusiveStart: isAfter });
      return [...entries].map(({ key, value }) => [Buffer.from(key).toString(), value]);
    },
    async write(changes) {
      const written = root.batch(() => {
        for (const [key, bytes] of changes) {
          if (bytes === null) data.remove(Buffer.from(key));
          else data.put(Buffer.from(key), Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
        }
      });
      await written.catch(rethrowCause);
      root.resetReadTxn();
    },
    encode: (value) => encoder.encode(value),
    // a Buffer would make the decoder answer Buffers where bytes were put
    decode: (bytes) => encoder.decode(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength)),
    stats: () => statsOf(data),
    close: () => root.close(),
  };
}

function statsOf(data: Database<Buffer, Uint8Array>): { entries: number; sizeBytes: number } {
  const {
    entryCount = 0,
    lastPageNumber = 0,
    pageSize = 0,
  }: Partial<Record<string, number>> = data.getStats();
  return { entries: entryCount, sizeBytes: (lastPageNumber + 1) * pageSize };
}

/** lmdb-js rejects with a general error that carries a promise, itself rejected with the real one. */
async function rethrowCause(error: unknown): Promise<never> {
  if (error instanceof Error && 'commitError' in error && error.commitError instanceof Promise)
    await error.commitError;
  throw error;
}
