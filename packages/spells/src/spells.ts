import type { BuiltinService, NativeService, PeerScope } from '@noctiluca/host';
import type { NodeService } from '@noctiluca/lifecycle';
import type { JsonValue } from '@noctiluca/marine';
import type { LastRow, ParticleErrors } from './storage/error-log.js';
import type { TriggerConfig } from './trigger-config.js';

export interface NewSpell {
  readonly scope: PeerScope;
  /** AIR text. */
  readonly script: string;
  /** What the script finds under `getDataSrv`, by key. */
  readonly data: JsonValue;
  readonly triggerConfig: TriggerConfig;
  /** Given in the same transaction, away from a service that has it. The caller's right to it is not checked here. */
  readonly alias?: string | undefined;
  /** @default the peer of the scope */
  readonly ownerId?: string;
}

/** What of a spell is to change; the rest stays as it is, the state in any case. */
export interface SpellChange {
  readonly script?: string | undefined;
  readonly triggerConfig?: TriggerConfig | undefined;
  /** Keys that are set; others stay. */
  readonly data?: { readonly [key: string]: JsonValue } | undefined;
  /** Keys that are set to a text as it is, as a script's `set_string` does; `data` keeps JSON texts. */
  readonly strings?: { readonly [key: string]: string } | undefined;
  /** Keys that go, with their lists; those that are set too are set. */
  readonly forget?: readonly string[] | undefined;
  /** A text at the end of a list, by the list's key; a list that is full begins anew. */
  readonly push?: { readonly [key: string]: string } | undefined;
  /** Lines for its log. */
  readonly log?: readonly string[] | undefined;
}

/** A spell as it is stored. */
export interface SpellView {
  readonly spellId: string;
  readonly script: string;
  /** Raw sha2-256 CID of the script. */
  readonly scriptCid: string;
  readonly triggerConfig: TriggerConfig;
  /** 1 after the installation, one more after each change of the script or by `update`. */
  readonly version: number;
  /** When the clock will run it next, milliseconds since the epoch; undefined for never. */
  readonly nextRunMs: number | undefined;
  /** When its last run began, milliseconds since the epoch by the peer's clock; undefined before the first. */
  readonly lastRunMs: number | undefined;
  /** Runs that were begun. */
  readonly runs: number;
  /** Whether a run is under way, or waits. */
  readonly isRunning: boolean;
  /** The string under a key; undefined when there is none. */
  value(key: string): string | undefined;
  /** What stands under its keys, in the order of their bytes; lists are left out. */
  values(): Iterable<readonly [key: string, value: string | number]>;
  /** The strings of a list, oldest first; empty when there is none. */
  list(key: string): readonly string[];
  /** Oldest first; `timestamp` in seconds since the epoch. */
  logs(): readonly { readonly timestamp: number; readonly message: string }[];
  /** What its script did not handle, the oldest particle first. */
  errors(): readonly ParticleErrors[];
  /** The newest of these; undefined when there is none, or an earlier version kept it. */
  lastError(): LastRow | undefined;
}

/**
 * Spells of a peer: code that lives on the host or a worker and runs by clock and connections (spec/nox.md §5). For the
 * node's own parts, without checks of access; particles come through `builtins` and `service`.
 */
export interface Spells extends NodeService {
  /** For `createHost`, at build time. */
  readonly service: NativeService;
  /** For `createHost`, at build time. */
  readonly builtins: readonly BuiltinService[];
  /**
   * One transaction; the spell runs from then on as its config says.
   * @returns its id @throws SpellError `INVALID` (config, data), `LIMIT`; HostError `INVALID` (alias), `LIMIT`, `NOT_FOUND`
   */
  install(spell: NewSpell): Promise<string>;
  /** One transaction; the state is kept and the version counted up. @throws SpellError `NOT_FOUND`, `INVALID`, `LIMIT` */
  update(scope: PeerScope, idOrAlias: string, change: SpellChange): Promise<void>;
  /** @throws HostError `NOT_FOUND`, `FORBIDDEN` when it is no spell */
  remove(scope: PeerScope, idOrAlias: string): Promise<void>;
  get(scope: PeerScope, idOrAlias: string): SpellView | undefined;
  /** Ids. */
  list(scope: PeerScope): string[];
  /** Nothing is triggered before: the node calls it when its system services are there (spec/nox.md §7.7). */
  startScheduling(): void;
}
