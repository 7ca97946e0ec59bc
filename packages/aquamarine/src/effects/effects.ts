import type { AvmOutcome, CallRequest } from '@noctiluca/avm';
import type { Clock } from '@noctiluca/common/clock';
import { createFifo } from '@noctiluca/common/fifo';
import type { Host, PeerScope } from '@noctiluca/host';
import type { Network } from '@noctiluca/network';
import { isPeerId, type Particle } from '@noctiluca/particle';
import type { Actor, Answer } from '../actors/actor.js';
import type { Ledger } from '../admission/ledger.js';
import type { Activity } from '../observe/activity.js';
import type { Drops } from '../observe/drops.js';
import type { Caller } from './calls.js';
import type { Sender } from './sender.js';

/** Arguments from this size on are read at their turn. */
const LARGE_ARGUMENTS_BYTES = 64 * 1024;

/** Characters of a peer id shown when it is none. */
const SHOWN_PEER_ID = 64;

export interface EffectsInit {
  /** Open calls of one actor; more wait for an answer. */
  readonly maxCallsPerActor: number;
}

export interface EffectsComponents {
  readonly host: Pick<Host, 'scopeOf'>;
  readonly call: Caller;
  readonly send: Sender['send'];
  readonly ledger: Ledger;
  readonly network: Pick<Network, 'newestConnection'>;
  readonly activity: Activity;
  readonly drops: Drops;
  readonly clock: Clock;
  readonly target: EffectsTarget;
}

/** Where effects come back to. */
export interface EffectsTarget {
  /** @param from the actor that sends it on */
  deliver(scope: PeerScope, particle: Particle, from: Actor): void;
  answered(actor: Actor, id: number, result: Answer): void;
}

/** Does what an outcome asks for: calls on this peer, and the particle onwards. Nothing of it waits for the rest. */
export class Effects {
  readonly #maxCallsPerActor: number;
  readonly #components: EffectsComponents;
  #lastLarge: Promise<void> = Promise.resolve();

  constructor({ maxCallsPerActor }: EffectsInit, components: EffectsComponents) {
    this.#maxCallsPerActor = maxCallsPerActor;
    this.#components = components;
  }

  apply(actor: Actor, outcome: AvmOutcome): void {
    for (const wanted of outcome.callRequests) this.#request(actor, wanted);
    const isNews = outcome.callRequests.length > 0 || outcome.nextPeerIds.length > 0;
    if (!isNews && this.#hasLostAnswer(actor)) {
      this.#forward(actor, { ...actor.particle, data: outcome.data }, actor.particle.initPeerId);
    }
    if (outcome.nextPeerIds.length > 0) this.#sendOn(actor, outcome);
  }

  #request(actor: Actor, wanted: CallRequest): void {
    const { activity, ledger } = this.#components;
    activity.enter();
    actor.run?.enter();
    const bytes = wanted.sizeBytes ?? 0;
    const refused =
      wanted.refused ?? (bytes > 0 && !ledger.admit(actor.payer, { bytes }) ? noRoom(wanted) : undefined);
    // Giving way for others may have been this actor's own fate.
    if (refused !== undefined || actor.state !== 'alive') {
      queueMicrotask(() => this.#answer(actor, wanted, refusedCall(refused ?? noRoom(wanted))));
      return;
    }
    ledger.hold(actor, bytes);
    if (actor.openCalls < this.#maxCallsPerActor) {
      this.#start(actor, wanted, actor.lastRun);
    } else {
      actor.waitingCalls ??= createFifo();
      actor.waitingCalls.push({ request: wanted, run: actor.lastRun });
    }
  }

  #start(actor: Actor, wanted: CallRequest, run: number): void {
    const { clock, drops, ledger } = this.#components;
    if (clock.nowMs() > actor.deadlineMs) {
      drops.drop(actor.particle.id, 'call', 'expired', `${wanted.serviceId}.${wanted.functionName}`);
      ledger.hold(actor, -(wanted.sizeBytes ?? 0));
      this.#leave(actor);
      return;
    }
    actor.openCalls++;
    void this.#call(actor, wanted, run).then((result) => {
      actor.openCalls--;
      ledger.hold(actor, -(wanted.sizeBytes ?? 0));
      this.#startNext(actor);
      this.#answer(actor, wanted, result);
    });
  }

  /** Reading large arguments takes the main thread some ten milliseconds: one after the other, with others in between. */
  #call(actor: Actor, wanted: CallRequest, run: number): Promise<Answer> {
    const { call } = this.#components;
    if ((wanted.sizeBytes ?? 0) < LARGE_ARGUMENTS_BYTES) return call(actor, wanted, run);
    const turn = this.#lastLarge.then(() => new Promise<void>((resolve) => setImmediate(resolve)));
    this.#lastLarge = turn;
    return turn.then(() => call(actor, wanted, run));
  }

  #answer(actor: Actor, wanted: CallRequest, result: Answer): void {
    this.#components.target.answered(actor, wanted.id, result);
    this.#leave(actor);
  }

  /** One for one, unless the deadline has passed: then all that wait are given up. */
  #startNext(actor: Actor): void {
    while (actor.openCalls < this.#maxCallsPerActor) {
      const next = actor.waitingCalls?.shift();
      if (next === undefined) return;
      this.#start(actor, next.request, next.run);
    }
  }

  #leave(actor: Actor): void {
    this.#components.activity.leave();
    actor.run?.leave();
    this.#components.ledger.setBusy(actor, !actor.isIdle);
  }

  #sendOn(actor: Actor, { data, nextPeerIds }: AvmOutcome): void {
    const particle: Particle = { ...actor.particle, data };
    for (const peerId of nextPeerIds) {
      try {
        this.#forward(actor, particle, peerId);
      } catch (error) {
        // One peer's trouble is never the others' (spec/nox.md §9.2 no. 6).
        const detail = `to ${peerId.slice(0, SHOWN_PEER_ID)}: ${String(error)}`;
        this.#components.drops.drop(particle, 'send', 'internal', detail);
      }
    }
  }

  #forward(actor: Actor, particle: Particle, peerId: string): void {
    const { host, target, send, drops } = this.#components;
    const scope = host.scopeOf(peerId);
    if (scope !== undefined) target.deliver(scope, particle, actor);
    else if (isPeerId(peerId)) {
      send({ peerId, particle, deadlineMs: actor.deadlineMs, owner: actor, run: actor.lastRun });
    } else drops.drop(particle, 'send', 'invalid-peer-id', `to ${peerId.slice(0, SHOWN_PEER_ID)}`);
  }

  /**
   * An author that sends its particle again, over another connection than it was answered over, has lost the answer with the
   * other one. AquaVM takes the answer for sent, and says nothing to that.
   */
  #hasLostAnswer({ particle, answeredOver, openCalls }: Actor): boolean {
    return (
      openCalls === 0 &&
      answeredOver !== undefined &&
      this.#components.network.newestConnection(particle.initPeerId) > answeredOver
    );
  }
}

function noRoom({ serviceId, functionName, sizeBytes }: CallRequest): string {
  return `this peer has no room for the arguments of ${serviceId}.${functionName} now: ${sizeBytes} bytes`;
}

function refusedCall(reason: string): Answer {
  return { retCode: 1, result: JSON.stringify(`The call was not made: ${reason}`) };
}

export function createEffects(init: EffectsInit, components: EffectsComponents): Effects {
  return new Effects(init, components);
}
