import { type JsonValue, printJson } from '@noctiluca/marine/json';
import type { InitCall } from '../distro.js';
import { DeploymentError } from '../errors.js';
import type { InitRecord } from '../journal.js';
import { MAX_INIT_CALLS } from '../limits.js';
import type { Step } from '../plan/step.js';
import type { DeployTarget } from '../target/target.js';
import type { PackageJournal } from './package-journal.js';

type InitialiseStep = Extract<Step, { action: 'initialise' }>;

export interface InitialiseContext {
  readonly target: DeployTarget;
  readonly journal: PackageJournal;
  readonly life: string;
  readonly nowSec: number;
  readonly signal: AbortSignal;
  readonly onWarning: (warning: string) => void;
}

/**
 * Makes the calls of an initialisation that were not made before, each noted in the journal when it ended well.
 * @throws DeploymentError `CALL_REFUSED`; what the target throws. With `attemptAll` the first failure, after the others
 * were attempted
 */
export async function initialise({ init, done }: InitialiseStep, context: InitialiseContext): Promise<void> {
  const { target, journal, life, nowSec, signal, onWarning } = context;
  const { calls, warnings = [] } = init.calls({ nowSec });
  if (calls.length > MAX_INIT_CALLS) {
    const reason = `An initialisation of ${calls.length} calls: there may be ${MAX_INIT_CALLS}`;
    throw new DeploymentError('INVALID', reason);
  }
  for (const warning of warnings) onWarning(warning);
  const { digest, fixed } = init;
  let record: InitRecord = { digest, fixed, done: [...done], complete: false, life };
  await journal.initialised(record);
  const failures: unknown[] = [];
  for (const call of calls) {
    if (record.done.includes(call.id)) continue;
    signal.throwIfAborted();
    try {
      await makeCall(call, target);
    } catch (error) {
      failures.push(error);
      if (!init.attemptAll) break;
      continue;
    }
    record = { ...record, done: [...record.done, call.id] };
    await journal.initialised(record);
  }
  if (failures.length > 0) throw failures[0];
  await journal.initialised({ ...record, complete: true });
}

async function makeCall({ service, functionName, args }: InitCall, target: DeployTarget): Promise<void> {
  requireSuccess(service, functionName, await target.call(service, functionName, args));
}

/** Upstream's rule and texts (spec/nox.md §6.2). @throws DeploymentError `CALL_REFUSED` */
export function requireSuccess(service: string, functionName: string, result: JsonValue): void {
  const call = `Call ${service}.${functionName}`;
  const { success, error } = (result ?? {}) as { success?: JsonValue; error?: JsonValue };
  if (success === true) return;
  if (success === false) {
    const text = typeof error === 'string' ? error : printJson(error ?? null);
    throw new DeploymentError('CALL_REFUSED', `${call} returned error: ${text}`);
  }
  throw new DeploymentError('CALL_REFUSED', `${call} return invalid result: ${printJson(result)}`);
}
