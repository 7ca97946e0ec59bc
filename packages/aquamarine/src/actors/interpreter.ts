import type { AvmOutcome, AvmRequest, AvmRunner, AvmRunOptions } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import { codeOf } from '@noctiluca/common/thrown';
import type { Logger } from '@noctiluca/lifecycle';
import type { TraceRecorder } from '@noctiluca/particle';
import { TRACE_TEXT_LIMIT } from '../constants.js';
import { cutText } from '../observe/cut-text.js';
import type { DropReason } from '../observe/drops.js';
import type { Metrics } from '../observe/metrics.js';
import type { Recordings } from '../observe/recordings.js';
import type { Actor, Turn } from './actor.js';

const EMPTY = new Uint8Array(0);

export interface InterpreterComponents {
  readonly avm: AvmRunner;
  readonly metrics: Metrics;
  readonly logger: Logger;
  readonly trace: TraceRecorder;
  /** @default nothing is recorded */
  readonly recordings?: Pick<Recordings, 'record'> | undefined;
  readonly clock: Clock;
}

/**
 * `busy`: the AVM's queue is full and nothing was executed. `preempted`: it was broken off because others waited, or did
 * not begin. `failed`: executed, or tried to, without an outcome.
 */
export type Interpretation = {
  /** Time of the AVM that it took, ms. */
  readonly ranMs: number;
} & (
  | { readonly kind: 'outcome'; readonly outcome: AvmOutcome }
  | { readonly kind: 'busy' | 'preempted' }
  | { readonly kind: 'failed'; readonly reason: DropReason; readonly detail: string }
);

/** Runs the AVM once for an actor. Never rejects. */
export type Interpreter = (
  actor: Actor,
  turn: Turn,
  seed: Uint8Array,
  options?: AvmRunOptions,
) => Promise<Interpretation>;

const REASONS: Readonly<Record<string, DropReason>> = {
  AVM_DEADLINE: 'avm-deadline',
  AVM_TRAP: 'avm-trap',
  AVM_MALFORMED_OUTCOME: 'avm-malformed-outcome',
  AVM_OUTCOME_TOO_LARGE: 'avm-outcome-too-large',
  AVM_CLOSED: 'avm-closed',
};

export function createInterpreter(components: InterpreterComponents): Interpreter {
  const { avm, clock } = components;
  return async (actor, turn, seed, options) => {
    const startedMs = clock.monotonicMs();
    const readyMs = actor.readySinceMs;
    try {
      const outcome = await avm.run(requestOf(actor, turn, seed), actor.affinity, options);
      const durationMs = clock.monotonicMs() - startedMs;
      const ranMs = outcome.runMs ?? durationMs;
      actor.home.metrics.interpreted(durationMs / 1000, true);
      const waitMs = Math.max(0, startedMs - readyMs + durationMs - ranMs);
      actor.lastRun = traceRun(actor, turn, outcome, waitMs, ranMs, components.trace);
      record(actor, turn, outcome, components);
      report(actor, outcome, components);
      return { kind: 'outcome', outcome, ranMs };
    } catch (error) {
      const code = codeOf(error) ?? '';
      const ranMs = ranMsOf(error);
      if (code === 'AVM_QUEUE_FULL') return { kind: 'busy', ranMs: 0 };
      if (code === 'AVM_PREEMPTED') return { kind: 'preempted', ranMs };
      actor.home.metrics.interpreted((clock.monotonicMs() - startedMs) / 1000, false);
      return { kind: 'failed', reason: REASONS[code] ?? 'avm-error', detail: String(error), ranMs };
    }
  };
}

function requestOf(actor: Actor, turn: Turn, seed: Uint8Array): AvmRequest {
  const { id, initPeerId, timestamp, ttl, script } = actor.particle;
  return {
    particleId: id,
    initPeerId,
    timestamp,
    ttl,
    script,
    prevData: actor.prevData,
    data: turn.data ?? EMPTY,
    callResults: turn.results,
    currentPeerId: actor.home.peerId,
    seed,
  };
}

/** @returns the number of the run */
function traceRun(
  { particle, home }: Actor,
  { arrival, answers }: Turn,
  outcome: AvmOutcome,
  waitMs: number,
  durationMs: number,
  trace: TraceRecorder,
): number {
  const { retCode, errorMessage, nextPeerIds: nextPeers } = outcome;
  return trace.record(particle.id, {
    kind: 'interpreted',
    scope: home.label,
    retCode,
    error: retCode === 0 ? undefined : errorMessage,
    calls: outcome.callRequests.length,
    nextPeers,
    arrival,
    results: answers.length === 0 ? undefined : answers,
    waitMs,
    durationMs,
    bytes: outcome.data.length,
  });
}

/** Before the outcome's data takes the place of the last. */
function record(actor: Actor, turn: Turn, outcome: AvmOutcome, { recordings }: InterpreterComponents): void {
  recordings?.record(actor.particle, {
    peerId: actor.home.peerId,
    seq: actor.lastRun,
    isFirst: actor.prevData.length === 0,
    data: turn.data,
    results: turn.results,
    outcome,
  });
}

/** An outcome with a ret_code is a success of the machinery: what it says is for the particle's author. */
function report(actor: Actor, outcome: AvmOutcome, components: InterpreterComponents): void {
  const { metrics, logger } = components;
  const { retCode, errorMessage, exceeded } = outcome;
  const scope = actor.home.label;
  if (retCode !== 0) {
    metrics.retCode(retCode);
    const said = cutText(errorMessage, TRACE_TEXT_LIMIT);
    logger.debug({ particleId: actor.particle.id, scope, retCode, errorMessage: said }, 'Script failed');
  }
  if (exceeded.air || exceeded.particle || exceeded.callResult) {
    metrics.exceeded(exceeded);
    logger.debug({ particleId: actor.particle.id, scope, exceeded }, 'Soft limit exceeded');
  }
}

function ranMsOf(error: unknown): number {
  const ranMs = typeof error === 'object' && error !== null ? Reflect.get(error, 'ranMs') : 0;
  return typeof ranMs === 'number' ? ranMs : 0;
}
