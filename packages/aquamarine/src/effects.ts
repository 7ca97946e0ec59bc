import type { AvmOutcome, CallRequest, CallResult } from '@noctiluca/avm';
import type { Host, PeerScope } from '@noctiluca/host';
import { isPeerId, type Particle } from '@noctiluca/particle';
import type { Activity } from './activity.js';
import type { Actor } from './actor.js';
import type { Caller } from './calls.js';
import type { Clock } from './clock.js';
import type { Drops } from './drops.js';
import { createFifo } from './fifo.js';
import type { Sender } from './sender.js';

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
  readonly activity: Activity;
  readonly drops: Drops;
  readonly clock: Clock;
}

/** Where effects come back to. */
export interface EffectsTarget {
  deliver(scope: PeerScope, particle: Particle): void;
  answered(actor: Actor, id: number, result: CallResult): void;
}

/** Does what an outcome asks for: calls on this peer, and the particle onwards. Nothing of it waits for the rest. */
export type Effects = (actor: Actor, outcome: AvmOutcome) => void;

export function createEffects(
  { maxCallsPerActor }: EffectsInit,
  { host, call, send, activity, drops, clock }: EffectsComponents,
  target: EffectsTarget,
): Effects {
  function request(actor: Actor, wanted: CallRequest): void {
    activity.enter();
    actor.run?.enter();
    if (actor.openCalls < maxCallsPerActor) {
      start(actor, wanted);
    } else {
      actor.waitingCalls ??= createFifo();
      actor.waitingCalls.push(wanted);
    }
  }

  function start(actor: Actor, wanted: CallRequest): void {
    if (clock.nowMs() > actor.deadlineMs) {
      drops.drop(actor.particle.id, 'call', 'expired', `${wanted.serviceId}.${wanted.functionName}`);
      activity.leave();
      actor.run?.leave();
      return;
    }
    actor.openCalls++;
    void call(actor, wanted).then((result) => {
      actor.openCalls--;
      startNext(actor);
      target.answered(actor, wanted.id, result);
      activity.leave();
      actor.run?.leave();
    });
  }

  /** One for one, unless the deadline has passed: then all that wait are given up. */
  function startNext(actor: Actor): void {
    while (actor.openCalls < maxCallsPerActor) {
      const next = actor.waitingCalls?.shift();
      if (next === undefined) return;
      start(actor, next);
    }
  }

  function forward(actor: Actor, particle: Particle, peerId: string): void {
    const scope = host.scopeOf(peerId);
    if (scope !== undefined) target.deliver(scope, particle);
    else if (isPeerId(peerId)) send({ peerId, particle, deadlineMs: actor.deadlineMs, owner: actor });
    else drops.drop(particle, 'send', 'invalid-peer-id', `to ${peerId.slice(0, SHOWN_PEER_ID)}`);
  }

  return (actor, outcome) => {
    for (const wanted of outcome.callRequests) request(actor, wanted);
    if (outcome.nextPeerIds.length === 0) return;
    const particle: Particle = { ...actor.particle, data: outcome.data };
    for (const peerId of outcome.nextPeerIds) {
      try {
        forward(actor, particle, peerId);
      } catch (error) {
        // One peer's trouble is never the others' (spec/nox.md §9.2 no. 6).
        drops.drop(particle, 'send', 'internal', `to ${peerId.slice(0, SHOWN_PEER_ID)}: ${String(error)}`);
      }
    }
  };
}
