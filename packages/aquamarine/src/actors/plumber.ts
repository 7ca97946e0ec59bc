import type { AvmCapacity, AvmOutcome } from '@noctiluca/avm';
import type { PeerScope } from '@noctiluca/host';
import type { Particle, TraceRecorder } from '@noctiluca/particle';
import type { Holder, Origin, Payer } from '../admission/account.js';
import type { ActorDoor } from '../admission/dispatcher.js';
import type { Bounds } from '../bounds.js';
import { ACTOR_OVERHEAD_BYTES, RESERVE_ONE_IN } from '../constants.js';
import type { DropReason } from '../observe/drops.js';
import { ScriptHashes } from '../observe/script-hash.js';
import { textBytes } from '../text-bytes.js';
import { Actor, type ActorScope, type Answer, isSameParticle, signatureKey, tombstoneKey } from './actor.js';
import { createActorIndex } from './actor-index.js';
import { createDeadlines, type Deadlines } from './deadlines.js';
import type { ParticleTrackers } from './particle-tracker.js';
import {
  type ActorFates,
  createScheduler,
  type OutcomeHandler,
  type Scheduler,
  type SchedulerComponents,
} from './scheduler.js';

export interface PlumberInit {
  readonly bounds: Bounds;
  readonly capacity?: AvmCapacity | undefined;
}

export interface PlumberComponents extends Omit<SchedulerComponents, 'fates'> {
  readonly trackers: ParticleTrackers<Actor>;
  readonly trace: TraceRecorder;
}

const HOST: PeerScope = { kind: 'host' };
const EXPIRED = new Error('the particle expired');
const STOPPED = new Error('the peer stopped');
const GAVE_WAY = new Error('the peer needed the room for others');
const OVER = new Error('the particle has ended');

/** Owns the actors (spec/nox.md §2.2–2.3): finds or makes the one of a particle, and ends it in time. */
export class Plumber implements ActorDoor, ActorFates {
  readonly #bounds: Bounds;
  readonly #components: PlumberComponents;
  readonly #actors = createActorIndex();
  readonly #deadlines: Deadlines<Actor>;
  readonly #scheduler: Scheduler;
  readonly #scripts = new ScriptHashes();
  #handleOutcome: OutcomeHandler = () => {};
  #spawned = 0;

  constructor({ bounds, capacity }: PlumberInit, components: PlumberComponents) {
    this.#bounds = bounds;
    this.#components = components;
    this.#deadlines = createDeadlines({}, components.clock, (actor) => this.#onDue(actor));
    this.#scheduler = createScheduler({ bounds, capacity }, { ...components, fates: this });
    components.ledger.onGiveWay((holder) => this.#giveWay(holder));
    components.trackers.onQuiet((followed) => {
      for (const actor of followed) this.#dismiss(actor);
    });
  }

  /** Actors alive. */
  get actors(): number {
    return this.#actors.size;
  }

  /** How long the one that waits longest for the AVM has, milliseconds. */
  get oldestWaitMs(): number {
    return this.#scheduler.oldestWaitMs;
  }

  /** Who does what outcomes ask for; set once, before the first particle. */
  handleOutcomes(handler: OutcomeHandler): void {
    this.#handleOutcome = handler;
  }

  onOutcome(actor: Actor, outcome: AvmOutcome): void {
    this.#handleOutcome(actor, outcome);
  }

  recognise(particle: Particle): 'unknown' | 'same' | 'other' {
    // Every particle from outside begins at the host; workers' actors follow from those.
    const known = this.#actors.find(HOST, signatureKey(particle.signature));
    if (known === undefined) return this.#isBuried(HOST, particle) ? 'same' : 'unknown';
    return isSameParticle(known.particle, particle) ? 'same' : 'other';
  }

  arrive(particle: Particle, origin: Origin): void {
    this.#take(HOST, particle, () => this.#components.ledger.payerOf(origin), true);
  }

  /** As `arrive`, for a particle that goes from one scope of this peer to another. */
  deliver(scope: PeerScope, particle: Particle, { payer, lastRun }: Actor): void {
    this.#take(scope, particle, () => payer, false, lastRun);
  }

  /** Gives an actor the answer to one of its calls; counts it when the actor is gone. */
  answered(actor: Actor, id: number, result: Answer): void {
    if (actor.state !== 'alive') {
      this.#components.drops.drop(actor.particle.id, 'call', 'late-result', `request ${id}`);
      return;
    }
    const taken = this.#fitting(actor, result);
    actor.answer(id, taken);
    this.#components.budget.answered(actor, textBytes(taken.result));
    this.#scheduler.wake(actor);
    if (actor.openCalls === 0) this.#scheduler.pump();
    else this.#scheduler.pumpSoon();
  }

  /** Calls and sends already under way go on. */
  end(actor: Actor, reason: DropReason, detail?: string): void {
    if (actor.state !== 'alive') return;
    const { drops, ledger } = this.#components;
    if (detail !== undefined) drops.drop(actor.particle, 'actor', reason, detail);
    this.#actors.remove(actor);
    // Whoever follows the particle is told when it expires.
    if (actor.run === undefined && actor.deadline !== undefined) this.#deadlines.drop(actor.deadline);
    ledger.bury(actor.payer, tombstoneKey(actor.particle.signature, actor.home.scope), actor.deadlineMs);
    this.#letGo(actor, 'ended', 'actor-ended');
  }

  /** The ledger needs its room: what it has under way ends too. */
  #giveWay(holder: Holder): void {
    const actor = holder as Actor;
    const state = actor.isIdle ? 'idle' : `${actor.openCalls} calls and ${actor.openSends} sends under way`;
    this.end(actor, 'gave-way', `${actor.heldBytes} bytes, ${state}`);
    actor.abort(GAVE_WAY);
  }

  expire(actor: Actor): void {
    this.#remove(actor, 'expired', EXPIRED);
  }

  /** Ends every actor at once. What runs in the AVM is not interrupted, its outcome is dropped. */
  abort(): void {
    this.#deadlines.clear();
    for (const actor of this.#actors.all()) this.#remove(actor, 'stopped', STOPPED);
    this.#components.ledger.stop();
    this.#scheduler.pump();
  }

  /** The result, or what a script gets to catch instead: a particle's data grows by it, and memory is shared. */
  #fitting(actor: Actor, result: Answer): Answer {
    const { maxParticleDataBytes } = this.#bounds;
    const bytes = textBytes(result.result);
    // Smaller ones are as small as the error would be.
    if (bytes < SMALL_RESULT_BYTES) return result;
    const grown = actor.prevData.length + actor.resultsBytes + bytes;
    if (grown > maxParticleDataBytes * DATA_SHARE_OF_RESULTS)
      return refusedResult(`the particle's data would be ${grown} bytes with this result of ${bytes}`);
    if (this.#components.ledger.admit(actor.payer, { bytes })) return result;
    return refusedResult(`this peer has no room for a result of ${bytes} bytes now`);
  }

  /** @param run the one that passed it on, if it comes from here */
  #take(
    scope: PeerScope,
    particle: Particle,
    payerOf: () => Payer,
    isFromOutside: boolean,
    run?: number,
  ): void {
    const { scopes, drops, budget } = this.#components;
    const home = scopes.of(scope);
    const key = signatureKey(particle.signature);
    const known = this.#actors.find(scope, key);
    if (isFromOutside) known?.run?.returned();
    const refused = this.#refusal(home, particle) ?? (known ? this.#refusalOf(known, particle) : undefined);
    if (refused !== undefined || home === undefined) {
      drops.drop(particle, 'actor', refused ?? 'unknown-scope', labelOf(scope));
      return;
    }
    const actor = known ?? this.#admitNew(key, particle, home, payerOf);
    if (actor === undefined) return;
    actor.post(particle.data, this.#traceArrival(actor, particle.data.length, run));
    budget.posted(actor, particle.data.length);
    this.#scheduler.wake(actor);
    this.#scheduler.pump();
  }

  #traceArrival({ home, particle, payer }: Actor, bytes: number, run?: number): number {
    return this.#components.trace.record(particle.id, {
      kind: 'arrived',
      scope: home.label,
      bytes,
      // One text for all of an author's.
      initPeerId: payer.author.key,
      timestamp: particle.timestamp,
      ttlMs: particle.ttl,
      script: this.#scripts.of(particle.script),
      run,
    });
  }

  #refusal(home: ActorScope | undefined, particle: Particle): DropReason | undefined {
    const { scopes, clock, budget } = this.#components;
    if (home === undefined) return 'unknown-scope';
    if (!scopes.admits(home.scope, particle.initPeerId)) return 'inactive-scope';
    if (clock.nowMs() > particle.timestamp + particle.ttl) return 'expired';
    return budget.mayQueue(particle.data.length) ? undefined : 'overloaded';
  }

  #admitNew(key: string, particle: Particle, home: ActorScope, payerOf: () => Payer): Actor | undefined {
    const { ledger, drops } = this.#components;
    const { script, data } = particle;
    if (this.#isBuried(home.scope, particle)) {
      drops.drop(particle, 'actor', 'actor-ended', labelOf(home.scope));
      return undefined;
    }
    const payer = payerOf();
    const bytes = ACTOR_OVERHEAD_BYTES + textBytes(script) + data.length;
    if (ledger.admit(payer, { bytes, actors: 1 })) return this.#spawn(key, particle, home, payer);
    const isTableFull = this.#actors.size >= this.#bounds.maxActors * (1 - 1 / RESERVE_ONE_IN);
    drops.drop(particle, 'actor', isTableFull ? 'too-many-actors' : 'memory-full', labelOf(home.scope));
    ledger.settle(payer);
    return undefined;
  }

  #isBuried(scope: PeerScope, { initPeerId, signature }: Particle): boolean {
    return this.#components.ledger.isBuried(initPeerId, () => tombstoneKey(signature, scope));
  }

  #refusalOf(actor: Actor, particle: Particle): DropReason | undefined {
    if (!isSameParticle(actor.particle, particle)) return 'signature-reused';
    if (actor.state !== 'alive') return 'actor-ended';
    if (actor.mailboxSize >= this.#bounds.maxMailbox) return 'mailbox-full';
    return this.#components.ledger.admit(actor.payer, { bytes: particle.data.length })
      ? undefined
      : 'memory-full';
  }

  #spawn(key: string, particle: Particle, home: ActorScope, payer: Payer): Actor {
    const { trackers, budget } = this.#components;
    const actor = new Actor(key, particle, home, payer, `${++this.#spawned}`);
    this.#actors.add(actor);
    actor.deadline = this.#deadlines.add(actor, actor.deadlineMs);
    actor.run = trackers.of(key);
    actor.run?.adopt(actor);
    budget.hold(actor);
    return actor;
  }

  #onDue(actor: Actor): void {
    actor.due = true;
    // A running one is removed when its turn ends; what it has under way need not wait for that.
    if (actor.state === 'ended') actor.run?.removed('expired');
    else if (actor.running) actor.abort(EXPIRED);
    else this.expire(actor);
  }

  #remove(actor: Actor, reason: 'expired' | 'stopped', error: Error): void {
    this.#actors.remove(actor);
    this.#letGo(actor, 'removed', reason);
    actor.abort(error);
    actor.run?.removed(reason);
  }

  /** Of a particle that is over and never left this peer: no copy of it can come. */
  #dismiss(actor: Actor): void {
    if (actor.state === 'removed') return;
    const { ledger } = this.#components;
    ledger.forget(actor.payer, tombstoneKey(actor.particle.signature, actor.home.scope));
    this.#actors.remove(actor);
    if (actor.deadline !== undefined) this.#deadlines.drop(actor.deadline);
    this.#letGo(actor, 'removed', 'actor-ended');
    actor.abort(OVER);
  }

  #letGo(actor: Actor, state: 'ended' | 'removed', reason: DropReason): void {
    const { budget, ledger, drops, activity, onRoom } = this.#components;
    const { id } = actor.particle;
    const left = actor.release(state);
    budget.dropped(actor, left.particles, left.mailboxBytes, left.resultBytes);
    for (const { request } of left.calls) ledger.hold(actor, -(request.sizeBytes ?? 0));
    budget.free(actor);
    for (let i = 0; i < left.particles; i++) drops.drop(id, 'actor', reason);
    for (let i = 0; i < left.results; i++) drops.drop(id, 'call', 'late-result');
    for (let i = 0; i < left.calls.length; i++) {
      drops.drop(id, 'call', reason, 'never made');
      activity.leave();
      actor.run?.leave();
    }
    onRoom();
  }
}

/** Results below this are taken whatever there is. */
const SMALL_RESULT_BYTES = 4_096;
/** Of a particle's data, what results may fill: AquaVM adds to them. */
const DATA_SHARE_OF_RESULTS = 7 / 8;

function refusedResult(reason: string): Answer {
  return { retCode: 1, result: JSON.stringify(`The result was not taken: ${reason}`) };
}

export function createPlumber(init: PlumberInit, components: PlumberComponents): Plumber {
  return new Plumber(init, components);
}

function labelOf(scope: PeerScope): string {
  return scope.kind === 'host' ? 'host' : scope.workerId;
}
