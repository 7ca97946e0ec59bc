import { mkdirSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { DEFAULT_MAP_SIZE_BYTES, DEFAULT_MAX_VALUE_BYTES, STORE_SCHEMA_VERSION } from '../constants.js';
import { StoreError } from '../errors.js';
import type { Store, StoreTable, StoreValue } from '../store.js';
import { type Changes, type Engine, openEngine } from './engine.js';
import { entriesOf, type Source } from './entries.js';
import { EntryCounts } from './entry-counts.js';
import { assertKey, isPossibleKey, SCHEMA_KEY, tablePrefix } from './keys.js';
import { type Migration, migrationSteps, readSchemaVersion } from './schema.js';
import { assertStorable } from './values.js';
import { WriteQueue } from './write-queue.js';

export interface StoreInit {
  /** Directory of the store; created at start, for this user alone. Its files are 0600. */
  dir: string;
  /** Name among the parts of a node. @default 'store' */
  name?: string;
  /** Address space first reserved, bytes; grows as needed. @default 67108864 */
  mapSizeBytes?: number;
  /** Largest encoded value, bytes. @default 16777216 */
  maxValueBytes?: number;
  /** Version of what the tables hold. @default STORE_SCHEMA_VERSION */
  schemaVersion?: number;
  /** Steps by the version that they start from. @default none */
  migrations?: Readonly<Record<number, Migration>>;
}

export interface StoreComponents {
  logger?: Logger;
}

/** Directories open in this process: lmdb shares one environment there, so two stores would not see each other's writes. */
const openDirs = new Set<string>();

class LmdbStore implements Store {
  readonly name: string;
  readonly #init: Required<StoreInit>;
  readonly #log: Logger;
  #isStarted = false;
  #heldDir: string | undefined;
  #engine: Engine | undefined;
  #queue: WriteQueue | undefined;
  /** Changes of the transaction whose body runs right now. */
  #open: Changes | undefined;
  #transactions = 0;
  readonly #counts = new EntryCounts();

  constructor(init: StoreInit, { logger: log = silentLogger }: StoreComponents) {
    this.#init = {
      name: 'store',
      mapSizeBytes: DEFAULT_MAP_SIZE_BYTES,
      maxValueBytes: DEFAULT_MAX_VALUE_BYTES,
      schemaVersion: STORE_SCHEMA_VERSION,
      migrations: {},
      ...init,
      dir: resolve(init.dir),
    };
    this.name = this.#init.name;
    this.#log = log.child({ module: 'store' });
  }

  async start(signal: AbortSignal): Promise<void> {
    const { dir, mapSizeBytes } = this.#init;
    signal.throwIfAborted();
    if (this.#isStarted) throw new StoreError('STARTED_TWICE', `The store in ${dir} was already started.`);
    this.#isStarted = true;
    this.#hold(dir);
    try {
      const engine = await openEngine(dir, mapSizeBytes);
      this.#engine = engine;
      this.#queue = new WriteQueue(
        (changes) => engine.write(changes),
        () => this.#counts.clear(),
      );
      await this.#settleSchema(engine);
      this.#log.info({ dir, ...engine.stats() }, 'Opened store');
    } catch (error) {
      await this.#close();
      throw error;
    }
  }

  #hold(dir: string): void {
    mkdirSync(dir, { recursive: true, mode: 0o700 });
    const real = realpathSync(dir);
    if (openDirs.has(real)) {
      throw new StoreError(
        'IN_USE',
        `The store in ${dir} is already open in this process. Share the one store.`,
      );
    }
    openDirs.add(real);
    this.#heldDir = real;
  }

  async #settleSchema(engine: Engine): Promise<void> {
    const { schemaVersion, migrations } = this.#init;
    const found = readSchemaVersion(engine, engine.get(SCHEMA_KEY));
    if (found === schemaVersion) return;
    const steps = found === undefined ? [] : migrationSteps(found, schemaVersion, migrations);
    await this.transaction(() => {
      for (const step of steps) step(this);
      this.#writable(SCHEMA_KEY).set(SCHEMA_KEY, engine.encode(schemaVersion));
    });
    if (steps.length > 0) this.#log.info({ from: found, to: schemaVersion }, 'Migrated store');
  }

  /** Waits for every write on its way; the signal cannot hurry a disk. */
  async stop(): Promise<void> {
    await this.#close();
  }

  async #close(): Promise<void> {
    const engine = this.#engine;
    const queue = this.#queue;
    this.#engine = undefined;
    this.#queue = undefined;
    this.#counts.clear();
    await queue?.drained();
    await engine?.close();
    if (this.#heldDir !== undefined) openDirs.delete(this.#heldDir);
    this.#heldDir = undefined;
  }

  table<T extends StoreValue>(name: string): StoreTable<T> {
    const prefix = tablePrefix(name);
    const source = { engine: () => this.#running(), layers: () => this.#layers() };
    const decode = (bytes: Uint8Array) => this.#running().decode(bytes) as T;
    return {
      get: (key) => {
        const bytes = isPossibleKey(key) ? this.#read(prefix + key) : undefined;
        return bytes === undefined ? undefined : decode(bytes);
      },
      *entries({ prefix: keyPrefix = '' } = {}) {
        if (!isPossibleKey(keyPrefix)) return;
        for (const [key, bytes] of entriesOf(source, prefix + keyPrefix))
          yield [key.slice(prefix.length), decode(bytes)];
      },
      count: ({ prefix: keyPrefix = '' } = {}) =>
        isPossibleKey(keyPrefix) ? this.#count(prefix + keyPrefix, source) : 0,
      put: (key, value) => {
        assertKey(key);
        this.#set(prefix, key, this.#encode(key, value));
      },
      remove: (key) => {
        assertKey(key);
        this.#set(prefix, key, null);
      },
    };
  }

  async transaction<R>(body: () => R): Promise<R> {
    this.#running();
    if (this.#open !== undefined) {
      throw new StoreError(
        'NESTED_TRANSACTION',
        'A transaction was begun inside another: pass its work to the outer one.',
      );
    }
    const { result, changes } = this.#collect(body);
    this.#transactions += 1;
    // One that wrote nothing has still seen, and may answer for, what others are only about to make durable.
    await (changes.size === 0 ? this.#queue?.durable() : this.#queue?.add(changes));
    return result;
  }

  #collect<R>(body: () => R): { result: R; changes: Changes } {
    const changes: Changes = new Map();
    this.#open = changes;
    try {
      const result = body();
      if (isThenable(result)) {
        throw new StoreError(
          'ASYNC_TRANSACTION',
          'The body of a transaction answered a promise; it must be done when it returns. Nothing was written: await ' +
            'before the transaction, not in it.',
        );
      }
      return { result, changes };
    } catch (error) {
      this.#counts.forget(changes.keys());
      throw error;
    } finally {
      this.#open = undefined;
    }
  }

  #running(): Engine {
    if (this.#engine !== undefined) return this.#engine;
    const when = this.#isStarted ? 'has been stopped' : 'has not been started';
    throw new StoreError('NOT_RUNNING', `The store in ${this.#init.dir} ${when}, so it cannot be used.`);
  }

  #layers(): readonly Changes[] {
    const queued = this.#queue?.layers ?? [];
    return this.#open === undefined ? queued : [...queued, this.#open];
  }

  #read(key: string): Uint8Array | undefined {
    const engine = this.#running();
    for (const layer of this.#layers().toReversed()) {
      const bytes = layer.get(key);
      if (bytes !== undefined) return bytes ?? undefined;
    }
    return engine.get(key);
  }

  #count(prefix: string, source: Source): number {
    this.#running();
    const known = this.#counts.get(prefix);
    if (known !== undefined) return known;
    let count = 0;
    for (const _ of entriesOf(source, prefix)) count += 1;
    if (count > 0) this.#counts.set(prefix, count);
    return count;
  }

  #set(tablePrefix: string, key: string, bytes: Uint8Array | null): void {
    const changes = this.#writable(key);
    const fullKey = tablePrefix + key;
    if (this.#counts.has(tablePrefix)) {
      const wasThere = this.#read(fullKey) !== undefined;
      if (wasThere !== (bytes !== null)) this.#counts.changed(fullKey, wasThere ? -1 : 1);
    }
    changes.set(fullKey, bytes);
  }

  #writable(key: string): Changes {
    this.#running();
    if (this.#open !== undefined) return this.#open;
    throw new StoreError(
      'OUTSIDE_TRANSACTION',
      `${JSON.stringify(key.slice(0, 80))} was written outside a transaction: use \`store.transaction(() => …)\`, and ` +
        'write before its body returns.',
    );
  }

  #encode(key: string, value: StoreValue): Uint8Array {
    assertStorable(value);
    const bytes = this.#running().encode(value);
    const { maxValueBytes } = this.#init;
    if (bytes.byteLength <= maxValueBytes) return bytes;
    throw new StoreError(
      'VALUE_TOO_LARGE',
      `The value of ${JSON.stringify(key.slice(0, 80))} takes ${bytes.byteLength} bytes, more than the ${maxValueBytes} ` +
        'allowed. Keep large content in the blob store.',
    );
  }

  describe(): Record<string, unknown> {
    const { dir, schemaVersion } = this.#init;
    if (this.#engine === undefined) return { dir, schemaVersion };
    const { batches, failures } = this.#queue?.counts ?? { batches: 0, failures: 0 };
    return {
      dir,
      schemaVersion,
      ...this.#engine.stats(),
      transactions: this.#transactions,
      writes: batches,
      failedWrites: failures,
    };
  }
}

function isThenable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'then' in value && typeof value.then === 'function';
}

/** The durable state of one peer in `init.dir`, on lmdb. Opens nothing before `start`. */
export function createStore(init: StoreInit, components: StoreComponents = {}): Store {
  return new LmdbStore(init, components);
}
