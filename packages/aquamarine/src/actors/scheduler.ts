import type { AvmOutcome } from '@noctiluca/avm';
import type { MemoryBudget } from '../admission/memory-budget.js';
import type { Bounds } from '../bounds.js';
import type { Clock } from '../clock.js';
import { AVM_RETRY_PAUSE_MS, MAX_AVM_FAILURES } from '../constants.js';
import { createFifo } from '../fifo.js';
import type { Activity } from '../observe/activity.js';
import type { DropReason, Drops } from '../observe/drops.js';
import type { Actor, Turn } from './actor.js';
import type { Interpretation, Interpreter } from './interpreter.js';
import type { Scopes } from './scopes.js';

/** Code of a run without an outcome, as followers see it; AquaVM's own begin higher. */
const NO_OUTCOME = 1;

export interface SchedulerInit {
  readonly bounds: Bounds;
}

export interface SchedulerComponents {
  readonly budget: MemoryBudget;
  readonly scopes: Scopes;
  readonly interpret: Interpreter;
  readonly activity: Activity;
  readonly drops: Drops;
  readonly clock: Clock;
  /** Called when a mailbox got emptier. */
  readonly onRoom: () => void;
  readonly fates: ActorFates;
}

/** Does what an outcome asks for. */
export type OutcomeHandler = (actor: Actor, outcome: AvmOutcome) => void;

/** What becomes of actors; the plumber's. */
export interface ActorFates {
  readonly onOutcome: OutcomeHandler;
  /** Leaves a tombstone until the deadline. With a `detail` the reason is reported too. */
  end(actor: Actor, reason: DropReason, detail?: string): void;
  expire(actor: Actor): void;
}

/** Gives actors with work their turns in the AVM: one at a time each, in the order in which they got work. */
export class Scheduler {
  readonly #bounds: Bounds;
  readonly #components: SchedulerComponents;
  readonly #queue = createFifo<Actor>();
  #running = 0;
  #pumpIsDue = false;
  #avmIsFull = false;

  constructor({ bounds }: SchedulerInit, components: SchedulerComponents) {
    this.#bounds = bounds;
    this.#components = components;
  }

  /** Queues an actor that has work, unless it is queued or runs. */
  wake(actor: Actor): void {
    if (actor.ready || actor.running || actor.state !== 'alive') return;
    actor.ready = true;
    this.#components.activity.enter();
    actor.run?.enter();
    this.#queue.push(actor);
  }

  /** Starts as many turns as may run. */
  pump(): void {
    while (this.#running < this.#bounds.maxConcurrentRuns && !this.#avmIsFull) {
      const actor = this.#queue.shift();
      if (actor === undefined) return;
      actor.ready = false;
      if (!this.#beginTurn(actor)) this.#leave(actor);
    }
  }

  /** The same after this round of the event loop, so that results that finish in it share a turn. */
  pumpSoon(): void {
    if (this.#pumpIsDue) return;
    this.#pumpIsDue = true;
    setImmediate(() => {
      this.#pumpIsDue = false;
      this.pump();
    });
  }

  /** False when there is no turn: the actor is gone, or about to go (the sweep counts what is in its mailbox). */
  #beginTurn(actor: Actor): boolean {
    const { scopes, clock, fates, interpret, budget, onRoom } = this.#components;
    if (actor.state !== 'alive' || clock.nowMs() > actor.deadlineMs) return false;
    const seed = scopes.seedOf(actor.home.scope);
    if (seed === undefined) {
      fates.end(actor, 'unknown-scope', `${actor.home.label} was removed`);
      return false;
    }
    const turn = actor.beginTurn();
    budget.queued(turn.data === undefined ? 0 : -1, -turn.bytes);
    actor.running = true;
    this.#running++;
    void interpret(actor, turn, seed).then((interpretation) => this.#endTurn(actor, turn, interpretation));
    onRoom();
    return true;
  }

  #endTurn(actor: Actor, turn: Turn, interpretation: Interpretation): void {
    this.#running--;
    actor.running = false;
    if (interpretation.kind !== 'busy') this.#avmIsFull = false;
    try {
      this.#settle(actor, turn, interpretation);
    } catch (error) {
      this.#components.fates.end(actor, 'internal', String(error));
    }
    if (actor.hasWork) this.wake(actor);
    this.#leave(actor);
    this.pump();
  }

  #leave(actor: Actor): void {
    this.#components.activity.leave();
    actor.run?.leave();
  }

  #settle(actor: Actor, turn: Turn, interpretation: Interpretation): void {
    if (actor.state !== 'alive') {
      this.#dropLate(actor, interpretation);
      return;
    }
    if (interpretation.kind === 'busy') this.#putBack(actor, turn);
    if (this.#isLate(actor)) {
      this.#dropLate(actor, interpretation);
      this.#components.fates.expire(actor);
    } else if (interpretation.kind === 'busy') this.#waitForAvm();
    else if (interpretation.kind === 'failed') this.#onFailure(actor, turn, interpretation);
    else this.#applyOutcome(actor, interpretation.outcome);
  }

  #isLate(actor: Actor): boolean {
    return actor.due || this.#components.clock.nowMs() > actor.deadlineMs;
  }

  /** Data is kept whatever ret_code says: AVM returns the former one when the new is no good (spec/nox.md §2.5). */
  #applyOutcome(actor: Actor, outcome: AvmOutcome): void {
    const { budget, fates } = this.#components;
    actor.run?.interpreted(outcome.retCode, outcome.errorMessage);
    if (budget.keepData(actor, outcome.data)) fates.onOutcome(actor, outcome);
    else fates.end(actor, 'memory-full', `${outcome.data.length} bytes of new data`);
  }

  /** Nothing was executed. */
  #putBack(actor: Actor, turn: Turn): void {
    actor.putBack(turn);
    this.#components.budget.queued(turn.data === undefined ? 0 : 1, turn.bytes);
  }

  /** A turn of ours that ends opens the way again; the timer is for a queue filled by somebody else. */
  #waitForAvm(): void {
    if (this.#avmIsFull) return;
    this.#avmIsFull = true;
    this.#components.clock.schedule(() => {
      this.#avmIsFull = false;
      this.pump();
    }, AVM_RETRY_PAUSE_MS);
  }

  /**
   * The AVM's thread or instance was lost on this turn (deadline, trap, malformed outcome); the last data is as before.
   * The incoming data is what nobody signed, so it is given up first and the call results are tried again without it.
   * An actor that goes on failing ends, and so do copies of its particle: each costs an AVM.
   */
  #onFailure(actor: Actor, turn: Turn, failure: Interpretation & { kind: 'failed' }): void {
    const { drops, fates, budget } = this.#components;
    drops.drop(actor.particle, 'avm', failure.reason, failure.detail);
    actor.run?.interpreted(NO_OUTCOME, `${failure.reason}: ${failure.detail}`);
    if (failure.reason === 'avm-closed') fates.end(actor, 'stopped');
    else if (++actor.avmFailures >= MAX_AVM_FAILURES) {
      fates.end(actor, failure.reason, 'given up after repeated failures');
    } else if (turn.data !== undefined && turn.results.size > 0) {
      budget.queued(0, actor.putBackResults(turn));
    }
  }

  #dropLate(actor: Actor, interpretation: Interpretation): void {
    const { drops } = this.#components;
    const reason = this.#isLate(actor) ? 'expired' : 'stopped';
    if (interpretation.kind === 'failed') drops.drop(actor.particle.id, 'avm', reason, interpretation.detail);
    if (interpretation.kind === 'busy' && actor.state !== 'alive')
      drops.drop(actor.particle.id, 'avm', reason);
    if (interpretation.kind !== 'outcome') return;
    const { callRequests, nextPeerIds } = interpretation.outcome;
    if (callRequests.length + nextPeerIds.length === 0) return;
    const detail = `effects: ${callRequests.length} calls, ${nextPeerIds.length} next peers`;
    drops.drop(actor.particle.id, 'actor', reason, detail);
  }
}

export function createScheduler(init: SchedulerInit, components: SchedulerComponents): Scheduler {
  return new Scheduler(init, components);
}
