import type { AvmOutcome, CallResult } from '@noctiluca/avm';
import type { PeerScope } from '@noctiluca/host';
import type { Particle } from '@noctiluca/particle';
import type { ActorDoor } from '../admission/dispatcher.js';
import type { Bounds } from '../bounds.js';
import { ACTOR_OVERHEAD_BYTES } from '../constants.js';
import type { DropReason } from '../observe/drops.js';
import { Actor, type ActorScope, isSameParticle, signatureKey } from './actor.js';
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
}

export interface PlumberComponents extends Omit<SchedulerComponents, 'fates'> {
  readonly trackers: ParticleTrackers<Actor>;
}

const HOST: PeerScope = { kind: 'host' };
const EXPIRED = new Error('the particle expired');
const STOPPED = new Error('the peer stopped');
const OVER = new Error('the particle has ended');

/** Owns the actors (spec/nox.md §2.2–2.3): finds or makes the one of a particle, and ends it in time. */
export class Plumber implements ActorDoor, ActorFates {
  readonly #bounds: Bounds;
  readonly #components: PlumberComponents;
  readonly #actors = createActorIndex();
  readonly #deadlines: Deadlines<Actor>;
  readonly #scheduler: Scheduler;
  #handleOutcome: OutcomeHandler = () => {};
  #spawned = 0;

  constructor({ bounds }: PlumberInit, components: PlumberComponents) {
    this.#bounds = bounds;
    this.#components = components;
    this.#deadlines = createDeadlines({}, components.clock, (actor) => this.#onDue(actor));
    this.#scheduler = createScheduler({ bounds }, { ...components, fates: this });
    components.trackers.onQuiet((followed) => {
      for (const actor of followed) this.#dismiss(actor);
    });
  }

  /** Actors alive, and tombstones. */
  get actors(): number {
    return this.#actors.size;
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
    if (known === undefined) return 'unknown';
    return isSameParticle(known.particle, particle) ? 'same' : 'other';
  }

  arrive(particle: Particle): void {
    this.#take(HOST, particle, true);
  }

  /** As `arrive`, for a particle that goes from one scope of this peer to another. */
  deliver(scope: PeerScope, particle: Particle): void {
    this.#take(scope, particle, false);
  }

  /** Gives an actor the answer to one of its calls; counts it when the actor is gone. */
  answered(actor: Actor, id: number, result: CallResult): void {
    if (actor.state !== 'alive') {
      this.#components.drops.drop(actor.particle.id, 'call', 'late-result', `request ${id}`);
      return;
    }
    actor.answer(id, result);
    this.#components.budget.queued(0, result.result.length);
    this.#scheduler.wake(actor);
    if (actor.openCalls === 0) this.#scheduler.pump();
    else this.#scheduler.pumpSoon();
  }

  /** Calls and sends already under way go on. */
  end(actor: Actor, reason: DropReason, detail?: string): void {
    if (actor.state !== 'alive') return;
    if (detail !== undefined) this.#components.drops.drop(actor.particle, 'actor', reason, detail);
    this.#letGo(actor, 'ended', 'actor-ended');
  }

  expire(actor: Actor): void {
    this.#remove(actor, 'expired', EXPIRED);
  }

  /** Ends every actor at once. What runs in the AVM is not interrupted, its outcome is dropped. */
  abort(): void {
    this.#deadlines.clear();
    for (const actor of this.#actors.all()) this.#remove(actor, 'stopped', STOPPED);
    this.#scheduler.pump();
  }

  #take(scope: PeerScope, particle: Particle, isFromOutside: boolean): void {
    const { scopes, drops, budget } = this.#components;
    const home = scopes.of(scope);
    const key = signatureKey(particle.signature);
    const known = this.#actors.find(scope, key);
    if (isFromOutside) known?.run?.returned();
    const refused =
      this.#refusal(home, particle) ??
      (known ? this.#refusalOf(known, particle) : this.#refusalOfNew(particle));
    if (refused !== undefined || home === undefined) {
      drops.drop(particle, 'actor', refused ?? 'unknown-scope', labelOf(scope));
      return;
    }
    const actor = known ?? this.#spawn(key, particle, home);
    actor.post(particle.data);
    budget.queued(1, particle.data.length);
    this.#scheduler.wake(actor);
    this.#scheduler.pump();
  }

  #refusal(home: ActorScope | undefined, particle: Particle): DropReason | undefined {
    const { scopes, clock, budget } = this.#components;
    if (home === undefined) return 'unknown-scope';
    if (!scopes.admits(home.scope, particle.initPeerId)) return 'inactive-scope';
    if (clock.nowMs() > particle.timestamp + particle.ttl) return 'expired';
    return budget.mayQueue(particle.data.length) ? undefined : 'overloaded';
  }

  /** Actors and their data go by expiry, which may take long: waiting for that would only hold up other particles. */
  #refusalOfNew({ script, data }: Particle): DropReason | undefined {
    if (this.#actors.size >= this.#bounds.maxActors) return 'too-many-actors';
    const bytes = ACTOR_OVERHEAD_BYTES + script.length + data.length;
    return this.#components.budget.mayHold(bytes) ? undefined : 'memory-full';
  }

  #refusalOf(actor: Actor, particle: Particle): DropReason | undefined {
    if (!isSameParticle(actor.particle, particle)) return 'signature-reused';
    if (actor.state !== 'alive') return 'actor-ended';
    if (actor.mailboxSize >= this.#bounds.maxMailbox) return 'mailbox-full';
    return this.#components.budget.mayHold(particle.data.length) ? undefined : 'memory-full';
  }

  #spawn(key: string, particle: Particle, home: ActorScope): Actor {
    const { trackers, budget } = this.#components;
    const actor = new Actor(key, particle, home, `${++this.#spawned}`);
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
    if (actor.running) actor.abort(EXPIRED);
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
    this.#actors.remove(actor);
    if (actor.deadline !== undefined) this.#deadlines.drop(actor.deadline);
    this.#letGo(actor, 'removed', 'actor-ended');
    actor.abort(OVER);
  }

  #letGo(actor: Actor, state: 'ended' | 'removed', reason: DropReason): void {
    const { budget, drops, activity, onRoom } = this.#components;
    const { id } = actor.particle;
    const left = actor.release(state);
    budget.queued(-left.particles, -left.bytes);
    budget.free(actor);
    for (let i = 0; i < left.particles; i++) drops.drop(id, 'actor', reason);
    for (let i = 0; i < left.results; i++) drops.drop(id, 'call', 'late-result');
    for (let i = 0; i < left.calls; i++) {
      drops.drop(id, 'call', reason, 'never made');
      activity.leave();
      actor.run?.leave();
    }
    onRoom();
  }
}

export function createPlumber(init: PlumberInit, components: PlumberComponents): Plumber {
  return new Plumber(init, components);
}

function labelOf(scope: PeerScope): string {
  return scope.kind === 'host' ? 'host' : scope.workerId;
}
