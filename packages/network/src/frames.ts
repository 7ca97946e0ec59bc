import { encodeFrame, type Particle } from '@noctiluca/particle';

/**
 * Frames of particles. One that goes to several peers is encoded once: its frame is kept until the end of the event loop's
 * turn, in which they all are asked for.
 */
export class Frames {
  readonly #maxPayloadBytes: number;
  #particle: Particle | undefined;
  #frame: Uint8Array | undefined;
  #isEnding = false;

  constructor(maxPayloadBytes: number) {
    this.#maxPayloadBytes = maxPayloadBytes;
  }

  /** @throws ParticleError as `encodeFrame` */
  of(particle: Particle): Uint8Array {
    if (this.#particle === particle && this.#frame !== undefined) return this.#frame;
    const frame = encodeFrame(particle, { maxPayloadBytes: this.#maxPayloadBytes });
    this.#particle = particle;
    this.#frame = frame;
    this.#forgetSoon();
    return frame;
  }

  #forgetSoon(): void {
    if (this.#isEnding) return;
    this.#isEnding = true;
    setImmediate(() => {
      this.#isEnding = false;
      this.#particle = undefined;
      this.#frame = undefined;
    });
  }
}
