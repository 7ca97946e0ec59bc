import { messageOf } from '@noctiluca/common/thrown';
import type { DesiredSpell } from '../desired.js';
import { DeploymentError } from '../errors.js';
import {
  factsOf,
  type ItemStep,
  type PackagePlan,
  type Step,
  type StepFacts,
  stepText,
} from '../plan/step.js';
import type { DeployTarget } from '../target/target.js';
import { endedNote, hasEnded } from '../trigger.js';
import { initialise, requireSuccess } from './init-calls.js';
import { PackageJournal } from './package-journal.js';

export interface ApplyContext {
  /** Of the peer, as it was observed. */
  readonly life: string;
  /** Ends the work between two steps. */
  readonly signal: AbortSignal;
  /** Clock, milliseconds since the epoch. */
  readonly now: () => number;
  /** Told when a step is begun and when it ended well. */
  readonly onStep?: (step: StepReport) => void;
}

/** A step of a package and where it is. */
export interface StepReport extends StepFacts {
  readonly package: string;
  readonly state: 'begun' | 'done';
}

/** What became of a package. */
export interface PackageReport {
  readonly name: string;
  readonly steps: readonly StepFacts[];
  readonly warnings: readonly string[];
  /** Absent: all went well. */
  readonly error?: DeploymentError;
}

/**
 * Takes the steps of one package in order, each noted in the journal before and after. Never rejects: the first step that
 * fails ends the package, and is told.
 */
export async function applyPackage(
  plan: PackagePlan,
  target: DeployTarget,
  context: ApplyContext,
): Promise<PackageReport> {
  const { name } = plan;
  const taken: StepFacts[] = [];
  const warnings: string[] = [...plan.notes];
  const report = (error?: DeploymentError): PackageReport => ({
    name,
    steps: taken,
    warnings,
    ...(error === undefined ? {} : { error }),
  });
  const journal = new PackageJournal(plan, target);
  const onWarning = (warning: string) => {
    if (!warnings.includes(warning)) warnings.push(warning);
  };
  const worker = new StepTaker(target, journal, context, onWarning);
  let at: Step | undefined;
  try {
    for (const step of plan.steps) {
      at = step;
      context.signal.throwIfAborted();
      context.onStep?.({ ...factsOf(step), package: name, state: 'begun' });
      const id = await worker.take(step);
      const facts = { ...factsOf(step), ...(id === undefined ? {} : { id }) };
      taken.push(facts);
      context.onStep?.({ ...facts, package: name, state: 'done' });
    }
    at = undefined;
    await journal.finish();
    return report();
  } catch (cause) {
    return report(failureOf(name, at, cause));
  }
}

function failureOf(name: string, step: Step | undefined, cause: unknown): DeploymentError {
  const text = step === undefined ? 'write the journal' : stepText(step);
  if (step?.action === 'conflict') {
    const code = step.kind === 'worker' ? 'WORKER_REFUSED' : 'ALIAS_CONFLICT';
    return new DeploymentError(code, `Package '${name}': ${messageOf(cause)}`, { package: name, step: text });
  }
  const message = `Package '${name}' failed to ${text}: ${messageOf(cause)}`;
  return new DeploymentError('STEP_FAILED', message, { package: name, step: text, cause });
}

function setsTrigger(step: ItemStep): step is ItemStep & { readonly spell: DesiredSpell } {
  if (!('spell' in step)) return false;
  return step.action === 'install' || step.changes.includes('trigger');
}

/** Takes single steps. */
class StepTaker {
  readonly #target: DeployTarget;
  readonly #journal: PackageJournal;
  readonly #context: ApplyContext;
  readonly #onWarning: (warning: string) => void;

  constructor(
    target: DeployTarget,
    journal: PackageJournal,
    context: ApplyContext,
    onWarning: (warning: string) => void,
  ) {
    this.#target = target;
    this.#journal = journal;
    this.#context = context;
    this.#onWarning = onWarning;
  }

  /** @returns the id of what is there now, for a step that makes or keeps something */
  async take(step: Step): Promise<string | undefined> {
    if (step.action === 'keep' || step.action === 'leave') return step.id;
    if (step.action === 'conflict') throw new DeploymentError('ALIAS_CONFLICT', step.reason);
    if (step.action === 'initialise') {
      const { life, signal, now } = this.#context;
      const nowSec = Math.floor(now() / 1000);
      const [target, journal, onWarning] = [this.#target, this.#journal, this.#onWarning];
      await initialise(step, { target, journal, life, nowSec, signal, onWarning });
      return undefined;
    }
    if (step.kind === 'worker') return this.#makeWorker();
    if (setsTrigger(step)) this.#noteEnd(step.spell);
    await this.#journal.begin(step);
    const id = await this.#change(step);
    await this.#journal.end(step, id ?? '');
    return id;
  }

  /** The clock may have ended since the plan was made. */
  #noteEnd(spell: DesiredSpell): void {
    const { now } = this.#context;
    if (hasEnded(spell.triggerConfig, Math.floor(now() / 1000))) this.#onWarning(endedNote(spell));
  }

  #makeWorker(): Promise<string> {
    const made = this.#target.installWorker?.();
    return made ?? Promise.reject(new DeploymentError('INVALID', 'This target is no worker'));
  }

  async #change(step: ItemStep) {
    const target = this.#target;
    switch (step.action) {
      case 'install':
        return step.kind === 'service'
          ? target.installService(step.service)
          : target.installSpell(step.spell);
      case 'reinstall':
        return target.replaceService(step.id, step.service, false);
      case 'update':
        return this.#update(step);
      case 'migrate': {
        const { functionName, args } = step.call;
        requireSuccess(step.alias, functionName, await target.call(step.alias, functionName, args));
        return undefined;
      }
      case 'remove':
        await target.remove(step.kind, step.id);
        return undefined;
    }
  }

  async #update(step: Extract<Step, { action: 'update' }>): Promise<string> {
    const { id } = step;
    if (step.kind === 'service') {
      if (step.changes.includes('blueprint')) return this.#target.replaceService(id, step.service, true);
      await this.#target.configureService(id, step.service);
      return id;
    }
    const { script, triggerConfig, kv } = step.spell;
    await this.#target.updateSpell(id, {
      ...(step.changes.includes('script') ? { script } : {}),
      ...(step.changes.includes('trigger') ? { triggerConfig } : {}),
      ...(step.keys.length > 0 ? { kv: Object.fromEntries(step.keys.map((key) => [key, kv[key]!])) } : {}),
    });
    return id;
  }
}
