import type { Clock } from '@noctiluca/common/clock';
import { OTHER_STREAMS, USELESS_RESETS } from '../constants.js';
import { TokenBucket } from '../token-bucket.js';
import type { LaneOrigin } from './inbound-lane-stream.js';
import type { LaneWatch } from './lane.js';

export type LaneOffence = 'too-many-resets' | 'too-many-streams';

/** @param from undefined before the connection was admitted */
export type OffenceListener = (offence: LaneOffence, from: LaneOrigin | undefined) => void;

/** Counts what a peer does with streams other than to send particles; who is too fast does harm. */
export class StreamRates implements LaneWatch {
  readonly #resets: TokenBucket;
  readonly #others: TokenBucket;
  readonly #onOffence: OffenceListener;

  constructor(onOffence: OffenceListener, clock: Clock) {
    this.#resets = new TokenBucket(USELESS_RESETS, clock);
    this.#others = new TokenBucket(OTHER_STREAMS, clock);
    this.#onOffence = onOffence;
  }

  uselessReset(from: LaneOrigin | undefined): boolean {
    return this.#resets.take() || this.#offended('too-many-resets', from);
  }

  otherStream(from: LaneOrigin | undefined): boolean {
    return this.#others.take() || this.#offended('too-many-streams', from);
  }

  #offended(offence: LaneOffence, from: LaneOrigin | undefined): false {
    this.#onOffence(offence, from);
    return false;
  }
}
