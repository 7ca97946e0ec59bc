import type { TriggerConfig } from '../spells/trigger-config.js';
import type { RecordedClocks } from './definition.js';
import type { Leftover, ObservedWorker } from './plan.js';

/** What the worker spell is told: its new definition, and what makes way for it. */
export interface WorkerChange {
  readonly id: string;
  readonly definition: string;
  readonly scripts: { readonly spell_id: string; readonly script: string }[];
  readonly leftovers: Leftover[];
}

export interface SpellLog {
  /** Seconds since the epoch. */
  readonly timestamp: number;
  readonly message: string;
}

/** Where the installation of a worker stands. */
export interface Installation {
  /** Id of the last change made; empty before the first. */
  readonly applied: string;
  /** State of the last status; undefined before the first. */
  readonly state: string | undefined;
  /** Its message: why it failed. */
  readonly message: string;
  readonly logs: readonly SpellLog[];
  /** What no script handled, a line each, by particle. */
  readonly errors: ReadonlyMap<string, string>;
}

/** Workers of one host: on a remote host every method is one compiled Aqua script of `aqua/workers`. */
export interface WorkerTarget {
  readonly hostId: string;
  observe(dealId: string, keys: readonly string[]): Promise<ObservedWorker>;
  /** Gives a spell other data, and a script and triggers when there are any, in one transaction. */
  update(workerId: string, spellId: string, update: WorkerUpdate): Promise<void>;
  follow(workerId: string): Promise<Installation>;
  logs(workerId: string, spell: string): Promise<readonly SpellLog[]>;
  remove(workerId: string): Promise<void>;
}

export interface WorkerUpdate {
  readonly script?: string;
  readonly change: WorkerChange;
  readonly clocks: RecordedClocks;
  readonly triggers?: TriggerConfig;
}
