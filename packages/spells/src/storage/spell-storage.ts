import { rawCidOf, type Store, type StoreTable } from '@noctiluca/store';
import { MAX_LOGS, MAX_MAILBOX, SCRIPT_MAX_BYTES } from '../constants.js';
import { ConvertedSpellError, SpellError } from '../errors.js';
import type { TriggerConfig } from '../trigger-config.js';
import { ErrorLog } from './error-log.js';
import { Journal } from './journal.js';
import { KeyValues } from './key-values.js';

/** Keys that the peer writes for each run: its number and its trigger (spec/nox.md §5.3). */
export const COUNTER_KEY = 'hw_counter';
export const TRIGGER_KEY = 'hw_trigger';

/** A spell; key: its id. */
export type SpellRecord = {
  scriptCid: string;
  /** Counts changes by `set_script` and `spell.update`; 1 after the installation. */
  version: number;
  triggerConfig: TriggerConfig;
};

/** Where a spell is in its clock's plan; key: its id. Written with each run, hence apart from the record. */
export type ScheduleRecord = {
  /** Moment of the first run, from which all others are counted; milliseconds since the epoch. */
  anchorMs: number;
  /** Number of the next run, 0 when there was none. */
  nextIndex: number;
  /** When the last run began, by whatever trigger, milliseconds since the epoch; absent before the first. */
  lastRunMs?: number;
};

export type LogLine = { timestamp: number; message: string };
export type MailboxMessage = { init_peer_id: string; timestamp: number; message: string };

/**
 * All that spells keep, in the peer's store: nothing of it is in memory. Methods that write belong into a transaction,
 * and all of a spell goes with `forget`.
 */
export class SpellStorage {
  readonly values: KeyValues;
  readonly logs: Journal<LogLine>;
  readonly mailbox: Journal<MailboxMessage>;
  readonly errors: ErrorLog;
  readonly #store: Store;
  readonly #spells: StoreTable<SpellRecord>;
  readonly #scripts: StoreTable<string>;
  readonly #schedules: StoreTable<ScheduleRecord>;

  constructor(store: Store) {
    this.#store = store;
    this.values = new KeyValues(store);
    this.logs = new Journal(store, 'spell-logs', MAX_LOGS);
    this.mailbox = new Journal(store, 'spell-mailbox', MAX_MAILBOX);
    this.errors = new ErrorLog(store);
    this.#spells = store.table('spells');
    this.#scripts = store.table('spell-scripts');
    this.#schedules = store.table('spell-schedules');
  }

  /** Resolves when all that `body` wrote is durable; what it throws undoes it. */
  transaction<R>(body: () => R): Promise<R> {
    return this.#store.transaction(body);
  }

  get(spellId: string): SpellRecord | undefined {
    return this.#spells.get(spellId);
  }

  /** @throws SpellError `NOT_FOUND` */
  require(spellId: string): SpellRecord {
    const record = this.get(spellId);
    if (record !== undefined) return record;
    throw new ConvertedSpellError('NOT_FOUND', `Spell ${spellId} not found`);
  }

  script(spellId: string): string | undefined {
    return this.#scripts.get(spellId);
  }

  schedule(spellId: string): ScheduleRecord | undefined {
    return this.#schedules.get(spellId);
  }

  /** @throws SpellError `LIMIT` */
  create(spellId: string, script: string, triggerConfig: TriggerConfig, schedule: ScheduleRecord): void {
    this.#spells.put(spellId, { scriptCid: this.#putScript(spellId, script), version: 1, triggerConfig });
    this.#schedules.put(spellId, schedule);
  }

  /** Another script for the same state. @throws SpellError `NOT_FOUND`, `LIMIT` */
  setScript(spellId: string, script: string): void {
    const record = this.require(spellId);
    this.#spells.put(spellId, { ...record, scriptCid: this.#putScript(spellId, script) });
  }

  /** Counts a change of the spell. @throws SpellError `NOT_FOUND` */
  bumpVersion(spellId: string): void {
    const record = this.require(spellId);
    this.#spells.put(spellId, { ...record, version: record.version + 1 });
  }

  /** Begins the plan of the clock anew. @throws SpellError `NOT_FOUND` */
  setTriggerConfig(spellId: string, triggerConfig: TriggerConfig, schedule: ScheduleRecord): void {
    this.#spells.put(spellId, { ...this.require(spellId), triggerConfig });
    const lastRunMs = this.schedule(spellId)?.lastRunMs;
    this.#schedules.put(spellId, { ...schedule, ...(lastRunMs === undefined ? {} : { lastRunMs }) });
  }

  /** How many runs were begun, which is the number of the next. */
  runs(spellId: string): number {
    const stored = this.values.get(spellId, COUNTER_KEY);
    return typeof stored === 'number' ? stored : 0;
  }

  setSchedule(spellId: string, schedule: ScheduleRecord): void {
    this.#schedules.put(spellId, schedule);
  }

  forget(spellId: string): void {
    this.#spells.remove(spellId);
    this.#scripts.remove(spellId);
    this.#schedules.remove(spellId);
    for (const part of [this.values, this.logs, this.mailbox, this.errors]) part.forget(spellId);
  }

  #putScript(spellId: string, script: string): string {
    const bytes = Buffer.from(script);
    if (bytes.length > SCRIPT_MAX_BYTES) {
      throw new SpellError(
        'LIMIT',
        `A script of ${bytes.length} bytes does not fit: a spell's has ${SCRIPT_MAX_BYTES} at most`,
      );
    }
    this.#scripts.put(spellId, script);
    return rawCidOf(bytes);
  }
}
