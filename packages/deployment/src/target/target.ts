import type { JsonValue } from '@noctiluca/marine';
import type { TriggerConfig } from '@noctiluca/spells';
import type { DesiredService, DesiredSpell } from '../desired.js';
import type { ItemKind, PackageRecord } from '../journal.js';
import type { Observed } from '../observed.js';

/** What an update of a spell writes; what is left out stays. */
export interface SpellUpdate {
  readonly script?: string;
  readonly triggerConfig?: TriggerConfig;
  /** JSON texts by name. */
  readonly kv?: Readonly<Record<string, string>>;
}

/**
 * A peer as the deployer sees it: this process's, or a remote one. Each method is one step, done or not done when the peer
 * dies in the middle of it.
 */
export interface DeployTarget {
  readonly peerId: string;
  /** @param aliases what holds these is told, besides what the journal names */
  observe(aliases: readonly string[]): Promise<Observed>;
  /** Writes the journal's record of a package durably; undefined removes it. */
  record(name: string, record: PackageRecord | undefined): Promise<void>;
  /** Adds modules and blueprint, and creates the service under its alias. @returns its id */
  installService(service: DesiredService): Promise<string>;
  /** Puts a new service in the place of one: it has its aliases and, if so wanted, its files. @returns the new id */
  replaceService(id: string, service: DesiredService, keepState: boolean): Promise<string>;
  /** Starts a service anew with other executables. */
  configureService(id: string, service: DesiredService): Promise<void>;
  installSpell(spell: DesiredSpell): Promise<string>;
  updateSpell(id: string, update: SpellUpdate): Promise<void>;
  /** What is gone already is no error. */
  remove(kind: ItemKind, id: string): Promise<void>;
  /** Makes the worker that the scope is. @returns its peer id */
  installWorker?(): Promise<string>;
  /** Calls a function as the host. @returns its result */
  call(alias: string, functionName: string, args: readonly JsonValue[]): Promise<JsonValue>;
}
