import type { CallRequest, CallResult } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import type { FunctionOutcome, Host } from '@noctiluca/host';
import type { TraceRecorder } from '@noctiluca/particle';
import type { Actor, Answer } from '../actors/actor.js';
import { MAX_RESULT_DEPTH, TRACE_VALUE_LIMIT } from '../constants.js';
import type { Notices } from '../notices/notices.js';
import { cutText } from '../observe/cut-text.js';
import type { CalledKind, Metrics } from '../observe/metrics.js';
import { valueText } from '../observe/value-text.js';
import { nestsDeeperThan } from './json-depth.js';

/** Longest text taken from something thrown, UTF-16 units. */
const MAX_THROWN_TEXT = 1_024;

export interface CallsInit {
  readonly maxCallResultBytes: number;
}

export interface CallsComponents {
  readonly host: Pick<Host, 'call'>;
  readonly metrics: Metrics;
  readonly trace: TraceRecorder;
  readonly clock: Clock;
  /** @default nobody is told */
  readonly notices?: Pick<Notices, 'callFailed'>;
}

/**
 * Makes one call for an actor. Never rejects: whatever happens becomes an answer that a script can catch.
 * @param run number of the run that asked for it
 */
export type Caller = (actor: Actor, request: CallRequest, run: number) => Promise<Answer>;

export function createCaller(
  { maxCallResultBytes }: CallsInit,
  { host, metrics, trace, clock, notices }: CallsComponents,
): Caller {
  return async (actor, request, run) => {
    const startedMs = clock.monotonicMs();
    let outcome: FunctionOutcome;
    try {
      outcome = await host.call(request, actor.context());
    } catch (error) {
      outcome = broken(error);
    }
    const { retCode, result } = bounded(toCallResult(outcome, request), maxCallResultBytes, request);
    const durationMs = clock.monotonicMs() - startedMs;
    metrics.called(whoAnswered(outcome), durationMs / 1000, retCode === 0);
    const { id: callId, serviceId, functionName } = request;
    const seq = trace.record(actor.particle.id, {
      kind: 'called',
      scope: actor.home.label,
      callId,
      serviceId,
      functionName,
      args: valueText(request.args, TRACE_VALUE_LIMIT),
      retCode,
      result: retCode === 0 ? result : undefined,
      error: retCode === 0 ? undefined : result,
      run,
      durationMs,
    });
    if (retCode !== 0) notices?.callFailed(actor, request, result);
    return { retCode, result, seq };
  };
}

/** A host never rejects (its contract); should one do so, only this call fails (spec/nox.md §9.2 no. 13). */
function broken(error: unknown): FunctionOutcome {
  return { kind: 'error', json: JSON.stringify(`Error: ${cutText(String(error), MAX_THROWN_TEXT)}`) };
}

function whoAnswered(outcome: FunctionOutcome): CalledKind {
  return outcome.kind === 'not-defined' ? 'none' : (outcome.functionKind ?? 'custom');
}

/** Spec/nox.md §2.8. */
export function toCallResult(outcome: FunctionOutcome, request: CallRequest): CallResult {
  switch (outcome.kind) {
    case 'ok':
      return nestsDeeperThan(outcome.json, MAX_RESULT_DEPTH)
        ? { retCode: 1, result: tooDeep(request) }
        : { retCode: 0, result: outcome.json };
    case 'empty':
      return { retCode: 0, result: '""' };
    case 'error':
      return { retCode: 1, result: outcome.json };
    case 'not-defined': {
      const { serviceId, functionName } = request;
      const message = `Service with id '${serviceId}' not found (function ${functionName})`;
      return { retCode: 1, result: JSON.stringify(message) };
    }
  }
}

function bounded(answer: CallResult, limit: number, { serviceId, functionName }: CallRequest): CallResult {
  if (answer.result.length <= limit) return answer;
  const text = `The result of ${serviceId}.${functionName} is ${answer.result.length} bytes, at most ${limit} are taken`;
  return { retCode: 1, result: JSON.stringify(text) };
}

function tooDeep({ serviceId, functionName }: CallRequest): string {
  return JSON.stringify(
    `The result of ${serviceId}.${functionName} has arrays and objects inside each other on more than ${MAX_RESULT_DEPTH} levels: AquaVM reads no more`,
  );
}
