import type { Clock } from '@noctiluca/common/clock';
import { checkTimes, type Particle, type TimeLimits, type VerifyResult } from '@noctiluca/particle';
import type { Bounds } from '../bounds.js';
import { MAX_SIGNATURE_BYTES } from '../constants.js';
import type { DropReason, Drops } from '../observe/drops.js';
import type { Metrics } from '../observe/metrics.js';
import type { Origin } from './account.js';
import type { Backpressure, Passage } from './backpressure.js';

export interface DispatcherInit {
  readonly limits: TimeLimits;
  readonly bounds: Pick<Bounds, 'maxParticleDataBytes' | 'maxScriptBytes'>;
}

export interface DispatcherComponents {
  readonly actors: ActorDoor;
  readonly backpressure: Backpressure;
  readonly verify: ParticleVerifier;
  readonly metrics: Metrics;
  readonly drops: Drops;
  readonly clock: Clock;
}

/** Where particles go on to. */
export interface ActorDoor {
  /** What is known of the particle's signature: nothing, that it is this particle's, or that it is another's. */
  recognise(particle: Particle): 'unknown' | 'same' | 'other';
  /**
   * Takes a particle whose signature and times were checked, from outside or made here: its actor's mailbox has it then,
   * or it was dropped with the reason.
   */
  arrive(particle: Particle, origin: Origin): void;
}

/** Checks a particle's signature; may answer later, for instance from another thread. */
export type ParticleVerifier = (particle: Particle) => VerifyResult | Promise<VerifyResult>;

/** The door: what passes it is in time, signed by its author, and there is room for it. */
export interface Dispatcher {
  /**
   * Resolves when the particle is in a mailbox or was dropped.
   * @param isOurs made and signed in this process: the signature is not checked
   */
  accept(particle: Particle, bytes: number, origin: Origin, isOurs?: boolean): Promise<void>;
}

/** Order: the cheapest check first, the wait for room before the costly one. */
export function createDispatcher(
  { limits, bounds }: DispatcherInit,
  components: DispatcherComponents,
): Dispatcher {
  const { actors, backpressure, verify, metrics, drops, clock } = components;

  function isInTime(particle: Particle): boolean {
    const verdict = checkTimes(particle, clock.nowMs(), limits);
    if (verdict === 'ok') return true;
    if (verdict === 'expired') metrics.expired(particle.id);
    drops.drop(particle, 'dispatcher', verdict);
    return false;
  }

  /** What nox only counts, by default, is not taken in here: it would grow with each run (docs/adr/021). */
  function isSmallEnough({ id, script, data }: Particle): boolean {
    const tooLarge = scriptTooLarge(script) ?? tooMany('data', data.length, bounds.maxParticleDataBytes);
    if (tooLarge === undefined) return true;
    drops.drop(id, 'dispatcher', 'too-large', tooLarge);
    return false;
  }

  /** Counted only when it may be: a unit of UTF-16 has up to three bytes in UTF-8. */
  function scriptTooLarge(script: string): string | undefined {
    const { maxScriptBytes } = bounds;
    if (script.length * 3 <= maxScriptBytes) return undefined;
    const bytes = script.length > maxScriptBytes ? script.length : Buffer.byteLength(script);
    return tooMany('script', bytes, maxScriptBytes);
  }

  function tooMany(what: string, bytes: number, most: number): string | undefined {
    return bytes > most ? `${what}: ${bytes} bytes, at most ${most}` : undefined;
  }

  /** A copy of a particle that is alive here was verified with the first of them; only `data` may differ. */
  function isGenuine(particle: Particle): boolean | Promise<boolean> {
    if (particle.signature.length > MAX_SIGNATURE_BYTES) {
      return refuse(particle, 'bad-signature', `${particle.signature.length} bytes long`);
    }
    const known = actors.recognise(particle);
    if (known === 'same') return true;
    if (known === 'other')
      return refuse(particle, 'signature-reused', 'another particle carries this signature');
    try {
      const result = verify(particle);
      if (!(result instanceof Promise)) return isSigned(particle, result);
      const failed = (error: unknown) => refuse(particle, 'bad-signature', String(error));
      return result.then((late) => isSigned(particle, late), failed);
    } catch (error) {
      return refuse(particle, 'bad-signature', String(error));
    }
  }

  function isSigned(particle: Particle, result: VerifyResult): boolean {
    return result.ok || refuse(particle, 'bad-signature', result.reason);
  }

  function refuse(particle: Particle, reason: DropReason, detail: string): false {
    drops.drop(particle, 'dispatcher', reason, detail);
    return false;
  }

  /** Past the backpressure. */
  async function admit(particle: Particle, origin: Origin, isOurs: boolean): Promise<void> {
    try {
      const genuine = isOurs || isGenuine(particle);
      // Without a wait in between, copies that came one after the other also go on in that order.
      if (genuine === true || (genuine !== false && (await genuine))) actors.arrive(particle, origin);
    } finally {
      backpressure.leave();
    }
  }

  async function admitLate(
    particle: Particle,
    passage: Passage,
    origin: Origin,
    isOurs: boolean,
  ): Promise<void> {
    if (passage !== 'free') turnAway(particle, passage);
    else if (isInTime(particle)) return admit(particle, origin, isOurs);
    else backpressure.leave();
  }

  function turnAway(particle: Particle, passage: Exclude<Passage, 'free'>): void {
    drops.drop(particle, 'dispatcher', passage === 'closed' ? 'not-running' : passage);
  }

  return {
    async accept(particle, bytes, origin, isOurs = false) {
      if (!isInTime(particle) || !isSmallEnough(particle)) return;
      const passage = backpressure.enter(origin, bytes);
      if (passage === 'free') return admit(particle, origin, isOurs);
      if (passage === 'full') {
        return new Promise((resolve) =>
          backpressure.wait(origin, bytes, (late) => resolve(admitLate(particle, late, origin, isOurs))),
        );
      }
      turnAway(particle, passage);
    },
  };
}
