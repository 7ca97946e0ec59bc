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

const DONE = Promise.resolve();

/**
 * The door: what passes it is in time, signed by its author, and there is room for it. Order: the cheapest check first, the
 * wait for room before the costly one.
 */
export class Dispatcher {
  readonly #init: DispatcherInit;
  readonly #components: DispatcherComponents;

  constructor(init: DispatcherInit, components: DispatcherComponents) {
    this.#init = init;
    this.#components = components;
  }

  /**
   * Resolves when the particle is in a mailbox or was dropped.
   * @param isOurs made and signed in this process: the signature is not checked
   */
  accept(particle: Particle, bytes: number, origin: Origin, isOurs = false): Promise<void> {
    if (!this.#isInTime(particle) || !this.#isSmallEnough(particle)) return DONE;
    const { backpressure } = this.#components;
    const passage = backpressure.enter(origin, bytes);
    if (passage === 'free') return this.#admit(particle, origin, isOurs);
    if (passage !== 'full') {
      this.#turnAway(particle, passage);
      return DONE;
    }
    return new Promise((resolve) =>
      backpressure.wait(origin, bytes, (late) => resolve(this.#admitLate(particle, late, origin, isOurs))),
    );
  }

  /** Past the backpressure. */
  async #admit(particle: Particle, origin: Origin, isOurs: boolean): Promise<void> {
    const { actors, backpressure } = this.#components;
    try {
      const genuine = isOurs || this.#isGenuine(particle);
      // Without a wait in between, copies that came one after the other also go on in that order.
      if (genuine === true || (genuine !== false && (await genuine))) actors.arrive(particle, origin);
    } finally {
      backpressure.leave();
    }
  }

  async #admitLate(particle: Particle, passage: Passage, origin: Origin, isOurs: boolean): Promise<void> {
    if (passage !== 'free') this.#turnAway(particle, passage);
    else if (this.#isInTime(particle)) return this.#admit(particle, origin, isOurs);
    else this.#components.backpressure.leave();
  }

  #turnAway(particle: Particle, passage: Exclude<Passage, 'free'>): void {
    this.#components.drops.drop(particle, 'dispatcher', passage === 'closed' ? 'not-running' : passage);
  }

  #isInTime(particle: Particle): boolean {
    const { clock, metrics, drops } = this.#components;
    const verdict = checkTimes(particle, clock.nowMs(), this.#init.limits);
    if (verdict === 'ok') return true;
    if (verdict === 'expired') metrics.expired(particle.id);
    drops.drop(particle, 'dispatcher', verdict);
    return false;
  }

  /** What nox only counts, by default, is not taken in here: it would grow with each run (docs/adr/021). */
  #isSmallEnough({ id, script, data }: Particle): boolean {
    const { maxScriptBytes, maxParticleDataBytes } = this.#init.bounds;
    const tooLarge =
      scriptTooLarge(script, maxScriptBytes) ?? tooMany('data', data.length, maxParticleDataBytes);
    if (tooLarge === undefined) return true;
    this.#components.drops.drop(id, 'dispatcher', 'too-large', tooLarge);
    return false;
  }

  /** A copy of a particle that is alive here was verified with the first of them; only `data` may differ. */
  #isGenuine(particle: Particle): boolean | Promise<boolean> {
    if (particle.signature.length > MAX_SIGNATURE_BYTES) {
      return this.#refuse(particle, 'bad-signature', `${particle.signature.length} bytes long`);
    }
    const known = this.#components.actors.recognise(particle);
    if (known === 'same') return true;
    if (known === 'other')
      return this.#refuse(particle, 'signature-reused', 'another particle carries this signature');
    return this.#isVerified(particle);
  }

  #isVerified(particle: Particle): boolean | Promise<boolean> {
    const failed = (error: unknown) => this.#refuse(particle, 'bad-signature', String(error));
    try {
      const result = this.#components.verify(particle);
      if (!(result instanceof Promise)) return this.#isSigned(particle, result);
      return result.then((late) => this.#isSigned(particle, late), failed);
    } catch (error) {
      return failed(error);
    }
  }

  #isSigned(particle: Particle, result: VerifyResult): boolean {
    return result.ok || this.#refuse(particle, 'bad-signature', result.reason);
  }

  #refuse(particle: Particle, reason: DropReason, detail: string): false {
    this.#components.drops.drop(particle, 'dispatcher', reason, detail);
    return false;
  }
}

export function createDispatcher(init: DispatcherInit, components: DispatcherComponents): Dispatcher {
  return new Dispatcher(init, components);
}

/** Counted only when it may be: a unit of UTF-16 has up to three bytes in UTF-8. */
function scriptTooLarge(script: string, most: number): string | undefined {
  if (script.length * 3 <= most) return undefined;
  const bytes = script.length > most ? script.length : Buffer.byteLength(script);
  return tooMany('script', bytes, most);
}

function tooMany(what: string, bytes: number, most: number): string | undefined {
  return bytes > most ? `${what}: ${bytes} bytes, at most ${most}` : undefined;
}
