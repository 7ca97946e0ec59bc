import {
  DeploymentError,
  desiredWorker,
  observedAs,
  plan,
  WORKER_SPELL,
  type WorkerObservation,
} from '@noctiluca/deployment';
import { endedNote } from '../spells/clock-state.js';
import { readClocks, resolveTriggers, type SpellTriggers } from './clocks.js';
import { definitionOf } from './definition.js';
import type { Section } from './entries.js';
import { installer } from './installer.js';
import { workerRequest } from './request.js';
import { parsedJson } from './target/installation.js';
import type { WorkerChange, WorkerTarget, WorkerView } from './target/target.js';
import type { WantedWorker } from './wanted-worker.js';

/** A deal on one host. */
export interface Site {
  readonly section: Section;
  /** Name of the entry. */
  readonly worker: string;
  readonly dealId: string;
  readonly target: WorkerTarget;
  /** Undefined: the host did not tell, and `error` says why. */
  readonly view?: WorkerView;
  readonly error?: unknown;
}

/** Looks at a deal on a host; never rejects. */
export async function surveyed(site: Omit<Site, 'view' | 'error'>, wanted?: WantedWorker): Promise<Site> {
  try {
    return { ...site, view: await site.target.look(site.dealId, wanted) };
  } catch (error) {
    return { ...site, error };
  }
}

/** Peer id of the worker that is there. */
export function workerIdOf({ observation }: WorkerView): string | undefined {
  return observation.observed.worker?.id;
}

/** Id of its worker spell. */
export function workerSpellIdOf({ observation }: WorkerView): string | undefined {
  return observation.record?.items[WORKER_SPELL]?.id;
}

/**
 * What is to change, from what there is and what is wanted. Pure but for the clock.
 * @param prune whether what is no longer wanted goes
 * @throws CliError `PROJECT_INVALID` for a clock that makes no sense now
 */
export function changeOf(
  { dealId, view }: { readonly dealId: string; readonly view: WorkerView },
  wanted: WantedWorker,
  prune: boolean,
): WorkerChange {
  const { observation, keepsState } = view;
  const triggers = resolveTriggers(wanted.spells, clocksIn(observation), nowSecOf(view), keepsState);
  return changeWith({ dealId, view }, wanted, { prune, triggers });
}

/** The same for triggers that are known. Pure. */
export function changeWith(
  { dealId, view }: { readonly dealId: string; readonly view: WorkerView },
  wanted: WantedWorker,
  { prune, triggers }: { readonly prune: boolean; readonly triggers: ReadonlyMap<string, SpellTriggers> },
): WorkerChange {
  const { observation, keepsState } = view;
  const definition = definitionOf(wanted, triggers);
  const workerSpell = acceptedScript(observation);
  const request = workerRequest(wanted, { dealId, prune, triggers, definition, workerSpell });
  const desired = desiredWorker(request, {
    ipfs: observation.ipfs,
    keepsState,
    script: () => '',
    load: () => Promise.reject(new DeploymentError('INVALID', 'Nothing is loaded for a plan')),
  });
  const [steps] = plan(desired, observedAs(wanted.name, observation)).packages;
  // The plan tells of clocks that it knows of: a worker spell is not given those that ended.
  const notes = keepsState
    ? steps!.notes
    : [...steps!.notes, ...endedNotes(wanted, triggers, nowSecOf(view))];
  return { plan: { ...steps!, notes }, request, wanted, triggers, definition };
}

const nowSecOf = ({ observation }: WorkerView): number =>
  observation.observed.nowSec ?? Math.floor(Date.now() / 1000);

function endedNotes(
  { spells }: WantedWorker,
  triggers: ReadonlyMap<string, SpellTriggers>,
  nowSec: number,
): string[] {
  return spells.flatMap(
    ({ name, clock }) => endedNote(name, clock, triggers.get(name)!.counted, nowSec) ?? [],
  );
}

/** The script of the worker spell that is there, if it may stay: upstream's, or ours. */
function acceptedScript({ observed, record }: WorkerObservation): string | undefined {
  const id = record?.items[WORKER_SPELL]?.id;
  const script = observed.items.find((item) => item.id === id)?.spell?.scriptDigest;
  return script !== undefined && installer().cids.has(script) ? script : undefined;
}

function clocksIn({ clocks }: WorkerObservation) {
  const text = parsedJson(clocks);
  return readClocks(typeof text === 'string' ? parsedJson(text) : undefined);
}
