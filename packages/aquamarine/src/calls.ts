import type { CallRequest, CallResult } from '@noctiluca/avm';
import type { FunctionOutcome, Host } from '@noctiluca/host';
import type { TraceRecorder } from '@noctiluca/particle';
import type { Actor } from './actor.js';
import type { Clock } from './clock.js';
import { cutText } from './cut-text.js';
import type { Metrics } from './metrics.js';

/** Longest text taken from something thrown, UTF-16 units. */
const MAX_THROWN_TEXT = 1_024;

export interface CallsComponents {
  readonly host: Pick<Host, 'call'>;
  readonly metrics: Metrics;
  readonly trace: TraceRecorder;
  readonly clock: Clock;
}

/** Makes one call for an actor. Never rejects: whatever happens becomes an answer that a script can catch. */
export type Caller = (actor: Actor, request: CallRequest) => Promise<CallResult>;

export function createCaller({ host, metrics, trace, clock }: CallsComponents): Caller {
  return async (actor, request) => {
    const startedMs = clock.monotonicMs();
    const result = await answer(host, actor, request);
    const durationMs = clock.monotonicMs() - startedMs;
    metrics.called(durationMs / 1000, result.retCode === 0);
    trace.record(actor.particle.id, {
      kind: 'called',
      scope: actor.home.label,
      serviceId: request.serviceId,
      functionName: request.functionName,
      retCode: result.retCode,
      ...(result.retCode === 0 ? {} : { error: result.result }),
      durationMs,
    });
    return result;
  };
}

async function answer(host: Pick<Host, 'call'>, actor: Actor, request: CallRequest): Promise<CallResult> {
  try {
    return toCallResult(await host.call(request, actor.context), request);
  } catch (error) {
    // A host never rejects (its contract); should one do so, only this call fails (spec/nox.md §9.2 no. 13).
    return { retCode: 1, result: JSON.stringify(`Error: ${cutText(String(error), MAX_THROWN_TEXT)}`) };
  }
}

/** Spec/nox.md §2.8. */
export function toCallResult(outcome: FunctionOutcome, request: CallRequest): CallResult {
  switch (outcome.kind) {
    case 'ok':
      return { retCode: 0, result: outcome.json };
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
