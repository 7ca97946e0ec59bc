import { isChange, type StepFacts, WORKER_SPELL } from '@noctiluca/deployment';
import type { Section } from './entries.js';

/** What became of one worker on one host, or would become. */
export interface WorkerReport {
  readonly section: Section;
  /** Name of the entry. */
  readonly worker: string;
  readonly hostId: string;
  /** What the host is called. */
  readonly peer: string;
  readonly dealId: string;
  readonly workerId?: string;
  /** Id of its worker spell. */
  readonly spellId?: string;
  readonly steps: readonly StepFacts[];
  /** Sentences about what was decided and why. */
  readonly notes: readonly string[];
  readonly definition?: string;
  readonly error?: string;
}

/** Steps as a user thinks of them: the worker spell is shown only when nothing else tells that it changes. */
export function shownSteps(steps: readonly StepFacts[]): readonly StepFacts[] {
  const isWorkerSpell = ({ alias }: StepFacts) => alias === WORKER_SPELL;
  const others = steps.filter((step) => !isWorkerSpell(step));
  // What is left stands in no definition any more, which the worker spell is told.
  if (others.some((step) => isChange(step) || step.action === 'leave')) return others;
  return steps.filter((step) => !isWorkerSpell(step) || isChange(step));
}
