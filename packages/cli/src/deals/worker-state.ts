import { FAILED, factsOf, INSTALLED, isChange, type StepFacts, WORKER_SPELL } from '@noctiluca/deployment';
import { changeWith, workerIdOf } from '../workers/survey.js';
import { parsedJson, parseStatus } from '../workers/target/installation.js';
import type { WorkerView } from '../workers/target/target.js';
import type { WantedWorker } from '../workers/wanted-worker.js';
import type { DatedDefinition } from './dated-definition.js';

/** Where the installation of a worker of a deal stands. */
export interface WorkerState {
  /** All that is wanted is there. */
  readonly isInstalled: boolean;
  /** The worker spell has ended with the definition, well or not. */
  readonly isOver: boolean;
  /** In upstream's words. */
  readonly state: string;
  /** Why it failed; empty otherwise. */
  readonly reason: string;
  readonly steps: readonly StepFacts[];
  /** As in `service greeter (install)`. */
  readonly toDo: readonly string[];
}

/**
 * By what is there: the last word of the worker spell may be about another definition, and it calls an installation successful
 * that lacks what it could not make.
 */
export function workerState(
  view: WorkerView,
  { dealId, wanted }: { readonly dealId: string; readonly wanted: WantedWorker },
  { cid, triggers }: DatedDefinition,
): WorkerState {
  const { observation } = view;
  const { plan } = changeWith({ dealId, view }, wanted, { prune: false, triggers });
  // What the worker spell has stored for itself is not wanted by anybody.
  const steps = plan.steps.filter((step) => !('alias' in step && step.alias === WORKER_SPELL)).map(factsOf);
  const left = plan.steps.filter((step) => isChange(step) || step.action === 'conflict').map(factsOf);
  const toDo = left.filter(({ alias }) => alias !== WORKER_SPELL);
  const last = parseStatus(observation.status);
  const isTold = parsedJson(observation.definition) === cid;
  return {
    isInstalled: workerIdOf(view) !== undefined && toDo.length === 0 && last?.state === INSTALLED && isTold,
    isOver: isTold && (last?.state === INSTALLED || last?.state === FAILED),
    state: last?.state ?? 'NOT_STARTED',
    reason: last?.message ?? '',
    steps,
    toDo: toDo.map(({ kind = '', alias = '', action }) => `${kind} ${alias} (${action})`),
  };
}
