import { checkTimes, type Particle, type TimeLimits, type VerifyResult } from '@noctiluca/particle';
import type { Clock } from './clock.js';
import { MAX_SIGNATURE_BYTES } from './constants.js';
import type { Drops } from './drops.js';
import type { Gate } from './gate.js';
import type { Metrics } from './metrics.js';
import type { Plumber } from './plumber.js';

export interface DispatcherInit {
  readonly limits: TimeLimits;
}

export interface DispatcherComponents {
  readonly plumber: Pick<Plumber, 'recognise' | 'deliver'>;
  readonly gate: Gate;
  readonly verify: ParticleVerifier;
  readonly metrics: Metrics;
  readonly drops: Drops;
  readonly clock: Clock;
}

/** Checks a particle's signature; may answer later, for instance from another thread. */
export type ParticleVerifier = (particle: Particle) => VerifyResult | Promise<VerifyResult>;

/** The door: what passes it is in time, signed by its author, and there is room for it. */
export interface Dispatcher {
  /** Resolves when the particle is in a mailbox or was dropped. */
  accept(particle: Particle, bytes: number): Promise<void>;
}

/** Order: the cheapest check first, the wait for room before the costly one. */
export function createDispatcher({ limits }: DispatcherInit, components: DispatcherComponents): Dispatcher {
  const { plumber, gate, verify, metrics, drops, clock } = components;

  function isInTime(particle: Particle): boolean {
    const verdict = checkTimes(particle, clock.nowMs(), limits);
    if (verdict === 'ok') return true;
    if (verdict === 'expired') metrics.expired(particle.id);
    drops.drop(particle.id, 'dispatcher', verdict);
    return false;
  }

  /** A copy of a particle that is alive here was verified with the first of them; only `data` may differ. */
  async function isGenuine(particle: Particle): Promise<boolean> {
    if (particle.signature.length > MAX_SIGNATURE_BYTES) {
      drops.drop(particle.id, 'dispatcher', 'bad-signature', `${particle.signature.length} bytes long`);
      return false;
    }
    const known = plumber.recognise(particle);
    if (known === 'same') return true;
    if (known === 'other') {
      drops.drop(particle.id, 'dispatcher', 'signature-reused', 'another particle carries this signature');
      return false;
    }
    const result = await verifySafely(particle);
    if (!result.ok) drops.drop(particle.id, 'dispatcher', 'bad-signature', result.reason);
    return result.ok;
  }

  async function verifySafely(particle: Particle): Promise<VerifyResult> {
    try {
      return await verify(particle);
    } catch (error) {
      return { ok: false, code: 'bad-signature', reason: String(error) };
    }
  }

  return {
    async accept(particle, bytes) {
      if (!isInTime(particle)) return;
      const entered = gate.enter(bytes);
      const passage = typeof entered === 'string' ? entered : await entered;
      if (passage === 'closed') return drops.drop(particle.id, 'dispatcher', 'not-running');
      if (passage === 'overloaded') return drops.drop(particle.id, 'dispatcher', 'overloaded');
      try {
        if (passage === 'waited' && !isInTime(particle)) return;
        if (await isGenuine(particle)) plumber.deliver({ kind: 'host' }, particle);
      } finally {
        gate.leave();
      }
    },
  };
}
