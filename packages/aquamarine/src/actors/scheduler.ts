import type { AvmCapacity, AvmOutcome, AvmRunOptions } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import type { Ledger } from '../admission/ledger.js';
import type { MemoryBudget } from '../admission/memory-budget.js';
import type { Bounds } from '../bounds.js';
import {
  AVM_AHEAD_US,
  AVM_RETRY_PAUSE_MS,
  LONG_RUN_MS,
  MAX_AVM_FAILURES,
  MIN_RUN_MS,
  OWN_TIME_COUNTS,
  SLOW_AHEAD,
  SLOW_PATIENCE_GROWS,
  SLOW_PATIENCE_MS,
} from '../constants.js';
import type { Activity } from '../observe/activity.js';
import type { DropReason, Drops } from '../observe/drops.js';
import type { Actor, Turn } from './actor.js';
import { FairQueue } from './fair-queue.js';
import type { Interpretation, Interpreter } from './interpreter.js';
import type { Scopes } from './scopes.js';

/** Code of a run without an outcome, as followers see it; AquaVM's own begin higher. */
const NO_OUTCOME = 1;

export interface SchedulerInit {
  readonly bounds: Bounds;
  /** Of the AVM. @default it takes whatever comes, in order */
  readonly capacity?: AvmCapacity | undefined;
}

export interface SchedulerComponents {
  readonly ledger: Ledger;
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

/** A turn that was given. */
interface Run {
  readonly actor: Actor;
  readonly turn: Turn;
  /** What it is taken to cost, µs. */
  readonly guessUs: number;
  readonly isSlow: boolean;
}

/**
 * Gives actors with work their turns in the AVM: one at a time each, and to whoever used least of its time first. Authors
 * with long runs have a way of their own, where they wait for each other (docs/adr/021).
 */
export class Scheduler {
  readonly #bounds: Bounds;
  readonly #capacity: AvmCapacity | undefined;
  readonly #components: SchedulerComponents;
  readonly #queue = new FairQueue<Actor>();
  /** Since when those in it and those handed over from it want their turn, the longest first. */
  readonly #since = new Map<Actor, number>();
  readonly #slowQueue = new FairQueue<Actor>();
  #running = 0;
  #runningSlow = 0;
  /** What runs that were handed over are taken to cost, µs. */
  #aheadUs = 0;
  #pumpIsDue = false;
  #avmIsFull = false;

  constructor({ bounds, capacity }: SchedulerInit, components: SchedulerComponents) {
    this.#bounds = bounds;
    this.#capacity = capacity;
    this.#components = components;
  }

  /** Actors that wait for a turn. */
  get waiting(): number {
    return this.#queue.size + this.#slowQueue.size;
  }

  /**
   * How long somebody waits for its turn at least, milliseconds: no more run than there are threads, so that of one more than
   * these one waits. Those with long runs are left out: they are made to wait.
   */
  get oldestWaitMs(): number {
    const running = this.#capacity?.threads ?? 1;
    const sinceMs = [...this.#since.values()].at(running);
    return sinceMs === undefined ? 0 : this.#components.clock.monotonicMs() - sinceMs;
  }

  /** Queues an actor that has work, unless it is queued or runs. */
  wake(actor: Actor): void {
    if (actor.ready || actor.running || actor.state !== 'alive') return;
    actor.ready = true;
    this.#components.ledger.setBusy(actor, true);
    this.#components.activity.enter();
    actor.run?.enter();
    const nowMs = this.#components.clock.monotonicMs();
    actor.readySinceMs = nowMs;
    const queue = this.#isSlow(actor, nowMs) ? this.#slowQueue : this.#queue;
    queue.push(actor.payer.turns, actor, nowMs);
    if (queue === this.#queue) this.#since.set(actor, nowMs);
  }

  /** Starts as many turns as may run. */
  pump(): void {
    while (this.#mayRun() && this.#next(this.#queue, false));
    while (this.#mayRunSlow() && this.#next(this.#slowQueue, true));
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

  /**
   * What is handed over waits in the order it was: only so much, then, that its time is short. One behind each that runs
   * at least: the AVM breaks off a long run for those that wait behind it.
   */
  #mayRun(): boolean {
    if (this.#avmIsFull || this.#running >= this.#bounds.maxConcurrentRuns) return false;
    if (this.#capacity === undefined) return true;
    const { threads, window } = this.#capacity;
    return this.#running < 2 * threads || (this.#running < window && this.#aheadUs < threads * AVM_AHEAD_US);
  }

  #mayRunSlow(): boolean {
    return this.#runningSlow < SLOW_AHEAD * (this.#capacity?.slow ?? 0) && !this.#avmIsFull;
  }

  #isSlow({ payer, slowPatienceMs }: Actor, nowMs: number): boolean {
    if ((this.#capacity?.slow ?? 0) === 0) return false;
    if (slowPatienceMs !== undefined) return true;
    const { author, connection, isOurs } = payer;
    if (author.time.isSlow(nowMs) || author.time.isCostly) return true;
    return !isOurs && connection.time.isSlow(nowMs);
  }

  /** False when nobody waits. */
  #next(queue: FairQueue<Actor>, isSlow: boolean): boolean {
    const actor = queue.take();
    if (actor === undefined) return false;
    actor.ready = false;
    if (!this.#beginTurn(actor, isSlow)) this.#leave(actor);
    return true;
  }

  /** False when there is no turn: the actor is gone, or about to go (the sweep counts what is in its mailbox). */
  #beginTurn(actor: Actor, isSlow: boolean): boolean {
    const { scopes, clock, fates, interpret, budget, onRoom } = this.#components;
    if (actor.state !== 'alive' || clock.nowMs() > actor.deadlineMs) return false;
    const seed = scopes.seedOf(actor.home.scope);
    if (seed === undefined) {
      fates.end(actor, 'unknown-scope', `${actor.home.label} was removed`);
      return false;
    }
    const turn = actor.beginTurn();
    budget.began(actor, turn);
    const guessUs = Math.min(actor.payer.author.time.costUs, AVM_AHEAD_US / 2);
    const run = { actor, turn, isSlow, guessUs };
    this.#enter(run);
    void interpret(actor, turn, seed, this.#options(run)).then((interpretation) =>
      this.#endTurn(run, interpretation),
    );
    onRoom();
    return true;
  }

  #options({ actor, isSlow }: Run): AvmRunOptions | undefined {
    if ((this.#capacity?.slow ?? 0) === 0) return undefined;
    const { connection, author } = actor.payer;
    if (!isSlow) return { group: connection.key };
    const strikes = author.time.strikes(this.#components.clock.monotonicMs());
    const { deadlineMs } = this.#capacity!;
    return {
      isSlow,
      group: author.key,
      patienceMs: actor.slowPatienceMs ?? SLOW_PATIENCE_MS,
      deadlineMs: Math.min(deadlineMs, Math.max(MIN_RUN_MS, deadlineMs / 2 ** strikes)),
    };
  }

  #enter({ actor, guessUs, isSlow }: Run): void {
    actor.running = true;
    if (isSlow) this.#runningSlow++;
    else {
      this.#running++;
      this.#aheadUs += guessUs;
    }
    this.#charge(actor, guessUs, this.#components.clock.monotonicMs());
  }

  #endTurn(run: Run, interpretation: Interpretation): void {
    const { actor, turn } = run;
    this.#exit(run, interpretation);
    if (interpretation.kind !== 'busy') this.#avmIsFull = false;
    this.#components.budget.ended(actor, turn);
    try {
      this.#settle(actor, turn, interpretation);
    } catch (error) {
      this.#components.fates.end(actor, 'internal', String(error));
    }
    if (actor.hasWork) this.wake(actor);
    this.#leave(actor);
    this.pump();
  }

  #exit({ actor, guessUs, isSlow }: Run, interpretation: Interpretation): void {
    actor.running = false;
    this.#since.delete(actor);
    if (isSlow) this.#runningSlow--;
    else {
      this.#running--;
      this.#aheadUs -= guessUs;
    }
    const nowMs = this.#components.clock.monotonicMs();
    this.#charge(actor, interpretation.ranMs * 1000 - guessUs, nowMs);
    this.#note(actor, interpretation, isSlow, nowMs);
  }

  #charge({ payer }: Actor, us: number, nowMs: number): void {
    const counted = payer.isOurs ? us * OWN_TIME_COUNTS : us;
    for (const time of payer.turns) time.charge(counted, nowMs);
  }

  /** What the run tells of its author. */
  #note(actor: Actor, interpretation: Interpretation, isSlow: boolean, nowMs: number): void {
    const { author, connection } = actor.payer;
    const { kind, ranMs } = interpretation;
    if (kind === 'busy' || (kind === 'preempted' && ranMs === 0)) return;
    author.time.ran(ranMs * 1000);
    if (ranMs >= LONG_RUN_MS && author.time.wasSlow(ranMs, nowMs)) connection.time.hadSlowAuthor(nowMs);
    if (isSlow && ranMs < LONG_RUN_MS / 2) author.time.wasFast();
    if (kind === 'preempted') actor.slowPatienceMs = patienceAfter(actor, isSlow);
    if (kind === 'failed' && interpretation.reason === 'avm-deadline') author.time.strike(nowMs);
  }

  #leave(actor: Actor): void {
    if (!actor.ready) this.#since.delete(actor);
    this.#components.activity.leave();
    actor.run?.leave();
    this.#components.ledger.setBusy(actor, !actor.isIdle);
  }

  #settle(actor: Actor, turn: Turn, interpretation: Interpretation): void {
    if (actor.state !== 'alive') {
      this.#dropLate(actor, interpretation);
      return;
    }
    const { kind } = interpretation;
    if (kind === 'busy' || kind === 'preempted') this.#putBack(actor, turn);
    if (this.#isLate(actor)) {
      this.#dropLate(actor, interpretation);
      this.#components.fates.expire(actor);
    } else if (interpretation.kind === 'busy') this.#waitForAvm();
    else if (interpretation.kind === 'failed') this.#onFailure(actor, turn, interpretation);
    else if (interpretation.kind === 'outcome') this.#applyOutcome(actor, interpretation.outcome);
  }

  #isLate(actor: Actor): boolean {
    return actor.due || this.#components.clock.nowMs() > actor.deadlineMs;
  }

  /** Data is kept whatever ret_code says: AVM returns the former one when the new is no good (spec/nox.md §2.5). */
  #applyOutcome(actor: Actor, outcome: AvmOutcome): void {
    const { budget, fates } = this.#components;
    actor.run?.interpreted(outcome.retCode, outcome.errorMessage);
    if (budget.keepData(actor, outcome.data)) fates.onOutcome(actor, outcome);
    else {
      const isTooLarge = outcome.data.length > this.#bounds.maxParticleDataBytes;
      fates.end(actor, isTooLarge ? 'too-large' : 'memory-full', `${outcome.data.length} bytes of new data`);
    }
  }

  /** Nothing was executed. */
  #putBack(actor: Actor, turn: Turn): void {
    actor.putBack(turn);
    this.#components.budget.putBack(actor, turn);
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
    else if (this.#countFailure(actor, failure) >= MAX_AVM_FAILURES) {
      fates.end(actor, failure.reason, 'given up after repeated failures');
    } else if (turn.data !== undefined && turn.results.size > 0) {
      budget.answered(actor, actor.putBackResults(turn));
    }
  }

  /** One past the deadline weighs as much as two: it kept a thread busy all that time. */
  #countFailure(actor: Actor, { reason }: { readonly reason: DropReason }): number {
    actor.avmFailures += reason === 'avm-deadline' ? 2 : 1;
    return actor.avmFailures;
  }

  #dropLate(actor: Actor, interpretation: Interpretation): void {
    const { drops } = this.#components;
    const reason = this.#isLate(actor) ? 'expired' : 'stopped';
    if (interpretation.kind === 'failed') drops.drop(actor.particle.id, 'avm', reason, interpretation.detail);
    const isUndone = interpretation.kind === 'busy' || interpretation.kind === 'preempted';
    if (isUndone && actor.state !== 'alive') drops.drop(actor.particle.id, 'avm', reason);
    if (interpretation.kind !== 'outcome') return;
    const { callRequests, nextPeerIds } = interpretation.outcome;
    if (callRequests.length + nextPeerIds.length === 0) return;
    const detail = `effects: ${callRequests.length} calls, ${nextPeerIds.length} next peers`;
    drops.drop(actor.particle.id, 'actor', reason, detail);
  }
}

/** Preempted where others have no patience, it goes where they have some; there they get more of it each time. */
function patienceAfter({ slowPatienceMs = SLOW_PATIENCE_MS }: Actor, wasSlow: boolean): number {
  return wasSlow ? slowPatienceMs * SLOW_PATIENCE_GROWS : slowPatienceMs;
}

export function createScheduler(init: SchedulerInit, components: SchedulerComponents): Scheduler {
  return new Scheduler(init, components);
}
