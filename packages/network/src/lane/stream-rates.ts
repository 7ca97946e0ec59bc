import { OTHER_STREAMS, USELESS_RESETS } from '../constants.js';
import type { LaneOrigin } from './inbound-lane-stream.js';
import type { LaneWatch } from './lane.js';
import { TokenBucket } from './token-bucket.js';

export type LaneOffence = 'too-many-resets' | 'too-many-streams';

/** @param from undefined before the connection was admitted */
export type OffenceListener = (offence: LaneOffence, from: LaneOrigin | undefined) => void;

/** Counts what a peer does with streams other than to send particles; who is too fast does harm. */
export class StreamRates implements LaneWatch {
  readonly #resets = new TokenBucket(USELESS_RESETS, performance.now());
  readonly #others = new TokenBucket(OTHER_STREAMS, performance.now());
  readonly #onOffence: OffenceListener;

  constructor(onOffence: OffenceListener) {
    this.#onOffence = onOffence;
  }

  uselessReset(from: LaneOrigin | undefined): boolean {
    return this.#resets.take(performance.now()) || this.#offended('too-many-resets', from);
  }

  otherStream(from: LaneOrigin | undefined): boolean {
    return this.#others.take(performance.now()) || this.#offended('too-many-streams', from);
  }

  #offended(offence: LaneOffence, from: LaneOrigin | undefined): false {
    this.#onOffence(offence, from);
    return false;
  }
}
