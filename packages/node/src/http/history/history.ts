import { type Clock, systemClock } from '@noctiluca/common/clock';
import type { ServiceDescription } from '@noctiluca/lifecycle';
import { HISTORY_EVERY_MS, HISTORY_SAMPLES } from '../../constants.js';
import type { Buckets } from './quantile.js';
import { type Details, type Sample, sampleOf, type Totals, totalsOf } from './sample.js';

export interface HistoryComponents {
  /** What the parts say of themselves. */
  describe(): ServiceDescription;
  /** Times of AquaVM's runs so far, seconds. */
  times(): Promise<Buckets>;
  /** @default the system's */
  readonly clock?: Clock;
}

/** Notes now and then how busy the peer is, for whoever looks later: the last hour, made of what parts say of themselves. */
export class History {
  readonly everyMs = HISTORY_EVERY_MS;
  readonly #components: HistoryComponents;
  readonly #clock: Clock;
  readonly #samples: Sample[] = [];
  #before: Totals | undefined;
  #cancel = () => {};
  #isStopped = false;

  constructor(components: HistoryComponents) {
    this.#components = components;
    this.#clock = components.clock ?? systemClock;
  }

  start(): void {
    this.#isStopped = false;
    void this.#note();
  }

  stop(): void {
    this.#isStopped = true;
    this.#cancel();
  }

  /** Oldest first. */
  since(atMs: number): readonly Sample[] {
    return this.#samples.filter((sample) => sample.atMs > atMs);
  }

  async #note(): Promise<void> {
    const times = await this.#components.times();
    const detailsOf = this.#details();
    const now = totalsOf(this.#clock.nowMs(), times, detailsOf);
    if (this.#before !== undefined) this.#samples.push(sampleOf(this.#before, now, detailsOf));
    if (this.#samples.length > HISTORY_SAMPLES) this.#samples.shift();
    this.#before = now;
    if (!this.#isStopped) this.#cancel = this.#clock.schedule(() => void this.#note(), this.everyMs);
  }

  #details(): Details {
    const { children = [] } = this.#components.describe();
    return (part) => children.find(({ name }) => name === part)?.details ?? {};
  }
}
