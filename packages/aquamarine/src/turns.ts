import type { Activity } from './activity.js';
import type { Actor, Turn } from './actor.js';
import type { Bounds } from './bounds.js';
import type { Budget } from './budget.js';
import type { Clock } from './clock.js';
import { AVM_RETRY_PAUSE_MS, MAX_AVM_FAILURES } from './constants.js';
import type { DropReason, Drops } from './drops.js';
import type { Effects } from './effects.js';
import { createFifo } from './fifo.js';
import type { Interpretation, Interpreter } from './interpreter.js';
import type { Scopes } from './scopes.js';

/** Code of a run without an outcome, as followers see it; AquaVM's own begin higher. */
const NO_OUTCOME = 1;

export interface TurnsComponents {
  readonly bounds: Bounds;
  readonly budget: Budget;
  readonly scopes: Scopes;
  readonly interpret: Interpreter;
  readonly activity: Activity;
  readonly drops: Drops;
  readonly clock: Clock;
  /** Called when a mailbox got emptier. */
  readonly onRoom: () => void;
}

/** What becomes of actors; the plumber's. */
export interface ActorFates {
  /** What an outcome asks for. */
  readonly effects: Effects;
  /** Leaves a tombstone until the deadline. With a `detail` the reason is reported too. */
  end(actor: Actor, reason: DropReason, detail?: string): void;
  expire(actor: Actor): void;
}

/** Gives actors with work their turns in the AVM: one at a time each, in the order in which they got work. */
export interface Turns {
  /** Queues an actor that has work, unless it is queued or runs. */
  wake(actor: Actor): void;
  /** Starts as many turns as may run. */
  pump(): void;
  /** The same after this round of the event loop, so that results that finish in it share a turn. */
  pumpSoon(): void;
}

export function createTurns(components: TurnsComponents, fates: ActorFates): Turns {
  const { bounds, budget, scopes, interpret, activity, drops, clock, onRoom } = components;
  const queue = createFifo<Actor>();
  let running = 0;
  let pumpIsDue = false;
  let avmIsFull = false;

  function wake(actor: Actor): void {
    if (actor.ready || actor.running || actor.state !== 'alive') return;
    actor.ready = true;
    activity.enter();
    actor.run?.enter();
    queue.push(actor);
  }

  function pump(): void {
    while (running < bounds.maxConcurrentRuns && !avmIsFull) {
      const actor = queue.shift();
      if (actor === undefined) return;
      actor.ready = false;
      if (beginTurn(actor)) continue;
      activity.leave();
      actor.run?.leave();
    }
  }

  function pumpSoon(): void {
    if (pumpIsDue) return;
    pumpIsDue = true;
    setImmediate(() => {
      pumpIsDue = false;
      pump();
    });
  }

  /** False when there is no turn: the actor is gone, or about to go (the sweep counts what is in its mailbox). */
  function beginTurn(actor: Actor): boolean {
    if (actor.state !== 'alive' || clock.nowMs() > actor.deadlineMs) return false;
    const seed = scopes.seedOf(actor.home.scope);
    if (seed === undefined) {
      fates.end(actor, 'unknown-scope', `${actor.home.label} was removed`);
      return false;
    }
    const turn = actor.beginTurn();
    budget.queued(turn.data === undefined ? 0 : -1, -turn.bytes);
    actor.running = true;
    running++;
    void interpret(actor, turn, seed).then((interpretation) => endTurn(actor, turn, interpretation));
    onRoom();
    return true;
  }

  function endTurn(actor: Actor, turn: Turn, interpretation: Interpretation): void {
    running--;
    actor.running = false;
    if (interpretation.kind !== 'busy') avmIsFull = false;
    try {
      settle(actor, turn, interpretation);
    } catch (error) {
      fates.end(actor, 'internal', String(error));
    }
    if (actor.hasWork) wake(actor);
    activity.leave();
    actor.run?.leave();
    pump();
  }

  function settle(actor: Actor, turn: Turn, interpretation: Interpretation): void {
    if (actor.state !== 'alive') {
      dropLate(actor, interpretation);
      return;
    }
    if (interpretation.kind === 'busy') putBack(actor, turn);
    if (isLate(actor)) {
      dropLate(actor, interpretation);
      fates.expire(actor);
    } else if (interpretation.kind === 'busy') waitForAvm();
    else if (interpretation.kind === 'failed') onFailure(actor, turn, interpretation);
    else applyOutcome(actor, interpretation.outcome);
  }

  const isLate = (actor: Actor) => actor.due || clock.nowMs() > actor.deadlineMs;

  /** Data is kept whatever ret_code says: AVM returns the former one when the new is no good (spec/nox.md §2.5). */
  function applyOutcome(actor: Actor, outcome: Parameters<Effects>[1]): void {
    actor.run?.interpreted(outcome.retCode, outcome.errorMessage);
    if (budget.keepData(actor, outcome.data)) fates.effects(actor, outcome);
    else fates.end(actor, 'memory-full', `${outcome.data.length} bytes of new data`);
  }

  /** Nothing was executed. */
  function putBack(actor: Actor, turn: Turn): void {
    actor.putBack(turn);
    budget.queued(turn.data === undefined ? 0 : 1, turn.bytes);
  }

  /** A turn of ours that ends opens the way again; the timer is for a queue filled by somebody else. */
  function waitForAvm(): void {
    if (avmIsFull) return;
    avmIsFull = true;
    clock.schedule(() => {
      avmIsFull = false;
      pump();
    }, AVM_RETRY_PAUSE_MS);
  }

  /**
   * The AVM's thread or instance was lost on this turn (deadline, trap, malformed outcome); the last data is as before.
   * The incoming data is what nobody signed, so it is given up first and the call results are tried again without it.
   * An actor that goes on failing ends, and so do copies of its particle: each costs an AVM.
   */
  function onFailure(actor: Actor, turn: Turn, failure: Interpretation & { kind: 'failed' }): void {
    drops.drop(actor.particle, 'avm', failure.reason, failure.detail);
    actor.run?.interpreted(NO_OUTCOME, `${failure.reason}: ${failure.detail}`);
    if (failure.reason === 'avm-closed') fates.end(actor, 'stopped');
    else if (++actor.avmFailures >= MAX_AVM_FAILURES) {
      fates.end(actor, failure.reason, 'given up after repeated failures');
    } else if (turn.data !== undefined && turn.results.size > 0) {
      budget.queued(0, actor.putBackResults(turn));
    }
  }

  function dropLate(actor: Actor, interpretation: Interpretation): void {
    const reason = isLate(actor) ? 'expired' : 'stopped';
    if (interpretation.kind === 'failed') drops.drop(actor.particle.id, 'avm', reason, interpretation.detail);
    if (interpretation.kind === 'busy' && actor.state !== 'alive')
      drops.drop(actor.particle.id, 'avm', reason);
    if (interpretation.kind !== 'outcome') return;
    const { callRequests, nextPeerIds } = interpretation.outcome;
    if (callRequests.length + nextPeerIds.length === 0) return;
    const detail = `effects: ${callRequests.length} calls, ${nextPeerIds.length} next peers`;
    drops.drop(actor.particle.id, 'actor', reason, detail);
  }

  return { wake, pump, pumpSoon };
}
