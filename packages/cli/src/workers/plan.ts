import { definitionCid, type RecordedClocks, resolveTriggers, type SpellTriggers } from './definition.js';
import type { DesiredWorker, WorkerService, WorkerSpell } from './desired.js';

/** What a host has of one entry of `hosts:`. */
export interface ObservedWorker {
  /** Undefined when there is no worker. */
  readonly workerId?: string;
  /** Services and spells on the worker. */
  readonly services: readonly ObservedEntry[];
  /** Strings that the worker spell has stored, of those that were asked for. */
  readonly values: ReadonlyMap<string, string>;
  readonly clocks: RecordedClocks;
  /** State of the last installation. */
  readonly state?: string;
}

export interface ObservedEntry {
  readonly id: string;
  readonly isSpell: boolean;
  readonly blueprintId: string;
  readonly aliases: readonly string[];
  /** Empty for a service. */
  readonly scriptCid: string;
}

/** What of a spell or worker spell changes. */
export type Aspect = 'script' | 'clock' | 'arguments' | 'definition' | 'installation';

/**
 * What becomes of the worker, of a service or of a spell.
 *
 * - `keep`: it is as wanted;
 * - `create`: it is not there, or what is there is broken and goes;
 * - `update`: `changes` tells what of a spell; of a service it is the blueprint, and its state goes with the old one;
 * - `remove`: the project does not want it any more, or an interrupted deployment left it without a name.
 */
export interface WorkerStep {
  readonly kind: 'worker' | 'service' | 'spell';
  readonly action: 'keep' | 'create' | 'update' | 'remove';
  readonly name: string;
  /** Id of what is there now. */
  readonly id?: string;
  readonly changes?: readonly Aspect[];
}

/** A thing that has no place in the definition, as `update_install` of aqua/workers takes it. */
export interface Leftover {
  readonly name: string;
  readonly id: string;
  readonly is_spell: boolean;
  readonly keys: string[];
}

export interface WorkerPlan {
  readonly steps: readonly WorkerStep[];
  /** How: not at all, by a worker spell of upstream's, or by telling the one that is there. */
  readonly way: 'nothing' | 'install' | 'update';
  readonly definition: string;
  readonly triggers: ReadonlyMap<string, SpellTriggers>;
  /** Spells that get another script and keep their state. */
  readonly scripts: readonly { readonly spell_id: string; readonly script: string }[];
  readonly leftovers: readonly Leftover[];
}

export interface PlanContext {
  /** What delays of clocks count from. */
  readonly nowSec: number;
  /** CIDs of scripts a worker spell may have. */
  readonly installerCids: ReadonlySet<string>;
}

export const WORKER_SPELL = 'worker-spell';
export const INSTALLED = 'INSTALLATION_SUCCESSFUL';
/** Keys of the worker spell with its definition, and with our record of clocks. */
export const DEFINITION_KEY = 'h_worker_def_cid';
export const CLOCKS_KEY = 'h_clocks';
/** Key under which our worker spell notes the last change it made. */
export const APPLIED_KEY = 'applied_change';

/** Keys under which the worker spell speaks of a service or spell (spec/fluence-cli.md §3, Phase D). */
export function keysOf(name: string, isSpell: boolean): string[] {
  return isSpell ? [name, `trigger_config:${name}`, `init_args:${name}`] : [name, `blueprint:${name}`];
}

/** Steps that bring one host from what it has to what is wanted. Pure. */
export function planWorker(
  desired: DesiredWorker,
  observed: ObservedWorker,
  { nowSec, installerCids }: PlanContext,
): WorkerPlan {
  const triggers = resolveTriggers(desired.spells, observed.clocks, nowSec);
  const definition = definitionCid(desired, triggers);
  const installer = named(observed, WORKER_SPELL);
  if (observed.workerId === undefined || installer === undefined) {
    const steps = freshSteps(desired, observed);
    return { steps, way: 'install', definition, triggers, scripts: [], leftovers: [] };
  }
  const planned = [
    ...desired.services.map((service) => planService(service, observed)),
    ...desired.spells.map((spell) => planSpell(spell, triggers.get(spell.name)!, observed)),
  ];
  const removed = leftovers(desired, observed);
  const changes = installerChanges(observed, definition, installerCids.has(installer.scriptCid));
  const isChanged = removed.length > 0 || planned.some(({ step }) => step.action !== 'keep');
  const worker: WorkerStep = {
    kind: 'worker',
    name: desired.name,
    id: observed.workerId,
    ...(isChanged || changes.length === 0
      ? { action: 'keep' as const }
      : { action: 'update' as const, changes }),
  };
  return {
    steps: [worker, ...planned.map(({ step }) => step), ...removed.map(removal)],
    way: isChanged || changes.length > 0 ? 'update' : 'nothing',
    definition,
    triggers,
    scripts: planned.flatMap(({ script }) => script ?? []),
    leftovers: [...planned.flatMap(({ leftover }) => leftover ?? []), ...removed],
  };
}

interface Planned {
  readonly step: WorkerStep;
  readonly script?: { readonly spell_id: string; readonly script: string };
  readonly leftover?: Leftover;
}

function freshSteps({ name, services, spells }: DesiredWorker, { workerId }: ObservedWorker): WorkerStep[] {
  const worker: WorkerStep =
    workerId === undefined
      ? { kind: 'worker', action: 'create', name }
      : { kind: 'worker', action: 'update', name, id: workerId, changes: ['installation'] };
  return [
    worker,
    ...services.map((service) => ({ kind: 'service', action: 'create', name: service.name }) as const),
    ...spells.map((spell) => ({ kind: 'spell', action: 'create', name: spell.name }) as const),
  ];
}

function planService({ name, blueprintId }: WorkerService, observed: ObservedWorker): Planned {
  const known = observed.values.get(name);
  const step = { kind: 'service', name } as const;
  if (known === undefined) return { step: { ...step, action: 'create' } };
  const present = observed.services.find(({ id }) => id === known);
  if (present === undefined || present.isSpell || !present.aliases.includes(name)) {
    // the worker spell trusts its own keys: a service that is gone would never be made again
    return { step: { ...step, action: 'create' }, leftover: broken(name, known, present) };
  }
  if (present.blueprintId !== blueprintId) return { step: { ...step, action: 'update', id: known } };
  return { step: { ...step, action: 'keep', id: known } };
}

function planSpell(spell: WorkerSpell, triggers: SpellTriggers, observed: ObservedWorker): Planned {
  const { name } = spell;
  const known = observed.values.get(name);
  const step = { kind: 'spell', name } as const;
  if (known === undefined) return { step: { ...step, action: 'create' } };
  const present = observed.services.find(({ id }) => id === known);
  if (present === undefined || !present.isSpell || !present.aliases.includes(name)) {
    return { step: { ...step, action: 'create' }, leftover: broken(name, known, present) };
  }
  const changes: Aspect[] = [];
  if (present.scriptCid !== spell.scriptCid) changes.push('script');
  if (observed.values.get(`trigger_config:${name}`) !== triggers.cid) changes.push('clock');
  if (observed.values.get(`init_args:${name}`) !== spell.initArgsCid) changes.push('arguments');
  if (changes.length === 0) return { step: { ...step, action: 'keep', id: known } };
  const isNewScript = changes.includes('script');
  return {
    step: { ...step, action: 'update', id: known, changes },
    ...(isNewScript ? { script: { spell_id: known, script: spell.scriptCid } } : {}),
  };
}

function broken(name: string, id: string, present: ObservedEntry | undefined): Leftover {
  const isSpell = present?.isSpell ?? false;
  const keys = [...new Set([...keysOf(name, false), ...keysOf(name, true)])];
  return { name, id, is_spell: isSpell, keys };
}

/** What the worker spell put there once and the definition does not name, and what it made before it could note it. */
function leftovers(desired: DesiredWorker, observed: ObservedWorker): Leftover[] {
  const wanted = new Set([...desired.services, ...desired.spells].map(({ name }) => name));
  const blueprints = new Set(desired.services.map(({ blueprintId }) => blueprintId));
  const known = new Set([...wanted].map((name) => observed.values.get(name)));
  return observed.services.flatMap(({ id, isSpell, aliases, blueprintId }): Leftover[] => {
    if (known.has(id) || aliases.includes(WORKER_SPELL)) return [];
    const name = aliases.find((alias) => !wanted.has(alias) && observed.values.get(alias) === id);
    if (name !== undefined) return [{ name, id, is_spell: isSpell, keys: keysOf(name, isSpell) }];
    const isNameless = aliases.length === 0 && !isSpell && blueprints.has(blueprintId);
    // its alias is about to go to the one that the worker spell makes
    const isShadowed = aliases.some((alias) => wanted.has(alias));
    return isNameless || isShadowed ? [{ name: '', id, is_spell: isSpell, keys: [] }] : [];
  });
}

function removal({ name, id, is_spell }: Leftover): WorkerStep {
  return { kind: is_spell ? 'spell' : 'service', action: 'remove', name: name || 'unnamed leftover', id };
}

function installerChanges(observed: ObservedWorker, definition: string, isKnownScript: boolean): Aspect[] {
  const changes: Aspect[] = [];
  if (!isKnownScript) changes.push('script');
  if (storedText(observed.values.get(DEFINITION_KEY)) !== definition) changes.push('definition');
  if (observed.state !== INSTALLED) changes.push('installation');
  return changes;
}

/** The worker spell keeps its arguments as JSON texts. */
function storedText(json: string | undefined): unknown {
  if (json === undefined) return undefined;
  try {
    return JSON.parse(json);
  } catch {
    return undefined;
  }
}

function named({ services }: ObservedWorker, alias: string): ObservedEntry | undefined {
  return services.find(({ aliases }) => aliases.includes(alias));
}
