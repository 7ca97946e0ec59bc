import type { JsonValue } from '@noctiluca/marine';
import type { TriggerConfig } from '@noctiluca/spells';

/** One wasm module. */
export interface ModuleDistro {
  /** Import name: what later modules of the service link against. */
  readonly name: string;
  /** CID of the wasm (spec/nox.md §4.1), known without reading it. */
  readonly cid: string;
  /** The bytes; asked for only when a peer lacks them. */
  readonly load: () => Promise<Uint8Array>;
}

/** A call that upgrades the state an earlier version of the service left; made once, after an update. */
export interface MigrationCall {
  readonly functionName: string;
  readonly args: readonly JsonValue[];
}

export interface ServiceConfig {
  /** Executables that modules run: module name to import name to path. @default none */
  readonly binaries?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** What an update does with the service's files: leave them to the successor, drop them, or leave and upgrade them. @default 'keep' */
  readonly onUpdate?: 'keep' | 'reset' | MigrationCall;
}

/** A service to have on a peer. */
export interface ServiceDistro {
  /** Its alias, and the name of its blueprint. */
  readonly name: string;
  /** In link order, the facade last. */
  readonly modules: readonly ModuleDistro[];
  /** @default {} */
  readonly config?: ServiceConfig;
}

/** A spell to have on a peer. */
export interface SpellDistro {
  /** Its alias. */
  readonly name: string;
  /** Its script. */
  readonly air: string;
  /** Initial values, written at installation and whenever they change here; others are the spell's own. */
  readonly kv: Readonly<Record<string, JsonValue>>;
  readonly triggerConfig: TriggerConfig;
}

/** A call of an initialisation. Cut off by a crash it is made again, so it must bear that. */
export interface InitCall {
  /** Unique in its package; in the journal it stands for the call. */
  readonly id: string;
  /** Alias of the service. */
  readonly service: string;
  readonly functionName: string;
  readonly args: readonly JsonValue[];
}

export interface InitCalls {
  readonly calls: readonly InitCall[];
  /** What was left out, and why; sentences for the log and the status. @default none */
  readonly warnings?: readonly string[];
}

/** What makes the services of a package ready, after they were installed. */
export interface InitDistro {
  /** What the calls are made from and can be made from again: another one is another initialisation. */
  readonly config: JsonValue;
  /** The part that the services take only while they are new: another one reinstalls them. @default null */
  readonly fixed?: JsonValue;
  /** `always`: also at each start of the peer, for what does not outlive one. */
  readonly reinitialise: 'always' | 'on-change';
  /** Whether a failing call lets the others be made first. @default false */
  readonly attemptAll?: boolean;
  readonly calls: (context: { readonly nowSec: number }) => InitCalls;
}

/** Services and spells that belong together; plain data, but for what loads and what is asked late. */
export interface PackageDistro {
  /** What configuration enables, and what an embedder replaces. */
  readonly name: string;
  readonly version: string;
  /** Packages to be ready before, if they are enabled. @default none */
  readonly dependsOn?: readonly string[];
  readonly services: readonly ServiceDistro[];
  readonly spells: readonly SpellDistro[];
  readonly init?: InitDistro;
  /** Why it cannot run here; such a package is not enabled by default. */
  readonly unavailable?: string;
}

/** A trigger configuration by the clock alone. */
export function clockTrigger(periodSec: number, startSec = 1): TriggerConfig {
  return {
    clock: { start_sec: startSec, end_sec: 0, period_sec: periodSec },
    connections: { connect: false, disconnect: false },
    blockchain: { start_block: 0, end_block: 0 },
  };
}

/** `packages` with those of `replacements` in the place of their namesakes, or added. */
export function withReplacements(
  packages: readonly PackageDistro[],
  replacements: readonly PackageDistro[],
): PackageDistro[] {
  const byName = new Map([...packages, ...replacements].map((each) => [each.name, each]));
  return [...byName.values()];
}
