import type { CallResult } from '@noctiluca/avm';
import type { PeerScope } from '@noctiluca/host';
import type { Particle } from '@noctiluca/particle';
import { Actor, type ActorScope, isSameParticle, signatureKey } from './actor.js';
import { createActorIndex } from './actor-index.js';
import { ACTOR_OVERHEAD_BYTES } from './constants.js';
import { createDeadlines } from './deadlines.js';
import type { DropReason } from './drops.js';
import type { Effects } from './effects.js';
import type { Runs } from './runs.js';
import { createTurns, type TurnsComponents } from './turns.js';

export interface PlumberComponents extends TurnsComponents {
  readonly runs: Runs<Actor>;
}

/** Owns the actors (spec/nox.md §2.2–2.3): finds or makes the one of a particle, and ends it in time. */
export interface Plumber {
  readonly actors: number;
  /** What is known of the particle's signature: nothing, that it is this particle's, or that it is another's. */
  recognise(particle: Particle): 'unknown' | 'same' | 'other';
  /**
   * Takes a particle whose signature and times were checked, from outside or made here: its actor's mailbox has it then,
   * or it was dropped with the reason.
   */
  arrive(particle: Particle): void;
  /** The same for one that goes from one scope of this peer to another. */
  deliver(scope: PeerScope, particle: Particle): void;
  /** Gives an actor the answer to one of its calls; counts it when the actor is gone. */
  answered(actor: Actor, id: number, result: CallResult): void;
  /** Ends every actor at once. What runs in the AVM is not interrupted, its outcome is dropped. */
  abort(): void;
}

const HOST: PeerScope = { kind: 'host' };
const EXPIRED = new Error('the particle expired');
const STOPPED = new Error('the peer stopped');
const OVER = new Error('the particle has ended');

/** @param effects read late, because effects lead back here */
export function createPlumber(components: PlumberComponents, effects: () => Effects): Plumber {
  const { bounds, budget, scopes, activity, drops, clock, runs, onRoom } = components;
  const actors = createActorIndex();
  const deadlines = createDeadlines<Actor>({}, clock, onDue);
  const turns = createTurns(components, {
    effects: (actor, outcome) => effects()(actor, outcome),
    end: (actor, reason, detail) => end(actor, reason, detail),
    expire: (actor) => remove(actor, 'expired', EXPIRED),
  });
  let spawned = 0;
  runs.onQuiet((followed) => followed.forEach(dismiss));

  function take(scope: PeerScope, particle: Particle, isFromOutside: boolean): void {
    const home = scopes.of(scope);
    const key = signatureKey(particle.signature);
    const known = actors.find(scope, key);
    if (isFromOutside) known?.run?.returned();
    const refused = refusal(home, particle) ?? (known ? refusalOf(known, particle) : refusalOfNew(particle));
    if (refused !== undefined || home === undefined) {
      drops.drop(particle, 'actor', refused ?? 'unknown-scope', labelOf(scope));
      return;
    }
    const actor = known ?? spawn(key, particle, home);
    actor.post(particle.data);
    budget.queued(1, particle.data.length);
    turns.wake(actor);
    turns.pump();
  }

  function refusal(home: ActorScope | undefined, particle: Particle): DropReason | undefined {
    if (home === undefined) return 'unknown-scope';
    if (!scopes.admits(home.scope, particle.initPeerId)) return 'inactive-scope';
    if (clock.nowMs() > particle.timestamp + particle.ttl) return 'expired';
    return budget.mayQueue(particle.data.length) ? undefined : 'overloaded';
  }

  /** Actors and their data go by expiry, which may take long: waiting for that would only hold up other particles. */
  function refusalOfNew({ script, data }: Particle): DropReason | undefined {
    if (actors.size >= bounds.maxActors) return 'too-many-actors';
    return budget.mayHold(ACTOR_OVERHEAD_BYTES + script.length + data.length) ? undefined : 'memory-full';
  }

  function refusalOf(actor: Actor, particle: Particle): DropReason | undefined {
    if (!isSameParticle(actor.particle, particle)) return 'signature-reused';
    if (actor.state !== 'alive') return 'actor-ended';
    if (actor.mailboxSize >= bounds.maxMailbox) return 'mailbox-full';
    return budget.mayHold(particle.data.length) ? undefined : 'memory-full';
  }

  function spawn(key: string, particle: Particle, home: ActorScope): Actor {
    const actor = new Actor(key, particle, home, `${++spawned}`);
    actors.add(actor);
    actor.deadline = deadlines.add(actor, actor.deadlineMs);
    actor.run = runs.of(key);
    actor.run?.adopt(actor);
    budget.hold(actor);
    return actor;
  }

  function answered(actor: Actor, id: number, result: CallResult): void {
    if (actor.state !== 'alive') {
      drops.drop(actor.particle.id, 'call', 'late-result', `request ${id}`);
      return;
    }
    actor.answer(id, result);
    budget.queued(0, result.result.length);
    turns.wake(actor);
    if (actor.openCalls === 0) turns.pump();
    else turns.pumpSoon();
  }

  function onDue(actor: Actor): void {
    actor.due = true;
    // A running one is removed when its turn ends; what it has under way need not wait for that.
    if (actor.running) actor.abort(EXPIRED);
    else remove(actor, 'expired', EXPIRED);
  }

  /** Calls and sends already under way go on. */
  function end(actor: Actor, reason: DropReason, detail?: string): void {
    if (actor.state !== 'alive') return;
    if (detail !== undefined) drops.drop(actor.particle, 'actor', reason, detail);
    letGo(actor, 'ended', 'actor-ended');
  }

  function remove(actor: Actor, reason: 'expired' | 'stopped', error: Error): void {
    actors.remove(actor);
    letGo(actor, 'removed', reason);
    actor.abort(error);
    actor.run?.removed(reason);
  }

  /** Of a particle that is over and never left this peer: no copy of it can come. */
  function dismiss(actor: Actor): void {
    if (actor.state === 'removed') return;
    actors.remove(actor);
    if (actor.deadline !== undefined) deadlines.drop(actor.deadline);
    letGo(actor, 'removed', 'actor-ended');
    actor.abort(OVER);
  }

  function letGo(actor: Actor, state: 'ended' | 'removed', reason: DropReason): void {
    const left = actor.release(state);
    budget.queued(-left.particles, -left.bytes);
    budget.free(actor);
    for (let i = 0; i < left.particles; i++) drops.drop(actor.particle.id, 'actor', reason);
    for (let i = 0; i < left.results; i++) drops.drop(actor.particle.id, 'call', 'late-result');
    for (let i = 0; i < left.calls; i++) {
      drops.drop(actor.particle.id, 'call', reason, 'never made');
      activity.leave();
      actor.run?.leave();
    }
    onRoom();
  }

  return {
    get actors() {
      return actors.size;
    },
    recognise(particle) {
      // Every particle from outside begins at the host; workers' actors follow from those.
      const known = actors.find(HOST, signatureKey(particle.signature));
      if (known === undefined) return 'unknown';
      return isSameParticle(known.particle, particle) ? 'same' : 'other';
    },
    arrive: (particle) => take(HOST, particle, true),
    deliver: (scope, particle) => take(scope, particle, false),
    answered,
    abort() {
      deadlines.clear();
      for (const actor of actors.all()) remove(actor, 'stopped', STOPPED);
      turns.pump();
    },
  };
}

function labelOf(scope: PeerScope): string {
  return scope.kind === 'host' ? 'host' : scope.workerId;
}
