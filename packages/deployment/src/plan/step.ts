import type { DesiredInit, DesiredService, DesiredSpell } from '../desired.js';
import type { MigrationCall } from '../distro.js';
import type { ItemKind, PackageRecord } from '../journal.js';

/**
 * What to do about one thing of a package.
 *
 * - `keep`: it is there as it should be;
 * - `install`: its alias names nothing;
 * - `update`: it differs, and its state stays: a service of another blueprint takes over files and aliases, a spell gets
 *   another script, trigger configuration or initial values;
 * - `reinstall`: it differs in what its state cannot take, and starts without;
 * - `migrate`: the state it took over is upgraded by its own function;
 * - `remove`: nobody wants it any more;
 * - `leave`: nobody wants it any more, and it stays because nothing was to be pruned;
 * - `initialise`: the package's calls;
 * - `conflict`: its alias names something the deployer did not make, or its worker rests. The package is left alone.
 *
 * Where the scope is a worker, the first step is about the worker itself.
 */
export type Step =
  | { readonly action: 'keep'; readonly kind: StepKind; readonly alias: string; readonly id: string }
  | { readonly action: 'install'; readonly kind: 'worker'; readonly alias: string }
  | ServiceStep<'install'>
  | SpellStep<'install'>
  | (ServiceStep<'update'> & { readonly id: string; readonly changes: readonly ServiceChange[] })
  | (SpellStep<'update'> & {
      readonly id: string;
      readonly changes: readonly SpellChange[];
      /** Names of the initial values to write. */
      readonly keys: readonly string[];
    })
  | (ServiceStep<'reinstall'> & { readonly id: string; readonly reason: string })
  | {
      readonly action: 'migrate';
      readonly kind: 'service';
      readonly alias: string;
      readonly call: MigrationCall;
    }
  | { readonly action: 'remove'; readonly kind: ItemKind; readonly alias: string; readonly id: string }
  | { readonly action: 'leave'; readonly kind: ItemKind; readonly alias: string; readonly id: string }
  | {
      readonly action: 'initialise';
      readonly init: DesiredInit;
      readonly reason: string;
      /** Calls that an interrupted initialisation has made. */
      readonly done: readonly string[];
    }
  | {
      readonly action: 'conflict';
      readonly kind: StepKind;
      readonly alias: string;
      readonly id: string;
      readonly reason: string;
    };

/** A step that changes a service or a spell. */
export type ItemStep = Exclude<
  Step,
  { readonly action: 'keep' | 'leave' | 'conflict' | 'initialise' } | { readonly kind: 'worker' }
>;

export type StepAction = Step['action'];
/** What a step is about. */
export type StepKind = ItemKind | 'worker';
export type ServiceChange = 'blueprint' | 'configuration';
export type SpellChange = 'script' | 'trigger' | 'kv';

interface ServiceStep<Action> {
  readonly action: Action;
  readonly kind: 'service';
  readonly alias: string;
  readonly service: DesiredService;
}

interface SpellStep<Action> {
  readonly action: Action;
  readonly kind: 'spell';
  readonly alias: string;
  readonly spell: DesiredSpell;
}

/** The steps of one package, in order. */
export interface PackagePlan {
  readonly name: string;
  /** Version it will have; of one that is removed, the one it has. */
  readonly version: string;
  /** Whether the package is wanted. */
  readonly change: 'deploy' | 'remove';
  readonly dependsOn: readonly string[];
  readonly steps: readonly Step[];
  /** Aliases the journal is to forget: nothing of the package is, or stays, under them. */
  readonly forget: readonly string[];
  /** What the journal says now. */
  readonly record: PackageRecord | undefined;
  /** What it says of things that were another package's. */
  readonly adopted: PackageRecord['items'];
  /** Sentences about what was decided and why. */
  readonly notes: readonly string[];
}

export interface Plan {
  /** Packages to be removed, then those to be had, each in the order they were given. */
  readonly packages: readonly PackagePlan[];
}

/** Whether taking the steps would change the peer. */
export function isChange({ action }: Pick<Step, 'action'>): boolean {
  return action !== 'keep' && action !== 'leave' && action !== 'conflict';
}

/** Plain data about a step, for people and programs. */
export interface StepFacts {
  readonly action: StepAction;
  readonly kind?: StepKind;
  readonly alias?: string;
  readonly id?: string;
  /** What differs, or why. */
  readonly reason?: string;
}

export function factsOf(step: Step): StepFacts {
  switch (step.action) {
    case 'keep':
    case 'remove':
    case 'leave':
      return { action: step.action, kind: step.kind, alias: step.alias, id: step.id };
    case 'install':
      return { action: step.action, kind: step.kind, alias: step.alias };
    case 'update':
      return {
        action: step.action,
        kind: step.kind,
        alias: step.alias,
        id: step.id,
        reason: `${step.changes.map((change) => CHANGES[change]).join(', ')} changed`,
      };
    case 'migrate':
      return {
        action: step.action,
        kind: step.kind,
        alias: step.alias,
        reason: `by ${step.call.functionName}`,
      };
    case 'initialise':
      return { action: step.action, reason: step.reason };
    case 'reinstall':
    case 'conflict':
      return {
        action: step.action,
        kind: step.kind,
        alias: step.alias,
        id: step.id,
        reason: step.reason,
      };
  }
}

const CHANGES: Readonly<Record<ServiceChange | SpellChange, string>> = {
  blueprint: 'blueprint',
  configuration: 'executables',
  script: 'script',
  trigger: 'trigger configuration',
  kv: 'initial values',
};

/** A step in a sentence: `install service 'registry'`. */
export function stepText(step: Step): string {
  return step.action === 'initialise' ? 'initialise' : `${step.action} ${step.kind} '${step.alias}'`;
}
