import { type Clock, systemClock } from '@noctiluca/common/clock';
import { type Logger, type ServiceDescription, silentLogger } from '@noctiluca/lifecycle';
import { HISTORY_EVERY_MS, HISTORY_SAMPLES } from '../../constants.js';
import type { Buckets } from './quantile.js';
import { type Details, type Sample, sampleOf, type Totals, totalsOf } from './sample.js';

export interface HistoryComponents {
  /** What the parts say of themselves. */
  describe(): ServiceDescription;
  /** Times of AquaVM's runs so far, seconds. */
  times(): Promise<Buckets>;
  /** @default silent */
  readonly logger?: Logger;
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
  /** Of the newest start, until it is stopped. */
  #life: object | undefined;

  constructor(components: HistoryComponents) {
    this.#components = components;
    this.#clock = components.clock ?? systemClock;
  }

  start(): void {
    const life = {};
    this.#life = life;
    void this.#note(life);
  }

  stop(): void {
    this.#life = undefined;
    this.#cancel();
  }

  /** Oldest first. */
  since(atMs: number): readonly Sample[] {
    return this.#samples.filter((sample) => sample.atMs > atMs);
  }

  /** Never rejects: a part that cannot tell now may the next time. */
  async #note(life: object): Promise<void> {
    try {
      await this.#look();
    } catch (error) {
      (this.#components.logger ?? silentLogger).warn({ err: error }, 'No note of how busy the peer is');
    }
    if (this.#life === life) this.#cancel = this.#clock.schedule(() => void this.#note(life), this.everyMs);
  }

  async #look(): Promise<void> {
    const times = await this.#components.times();
    const detailsOf = this.#details();
    const now = totalsOf(this.#clock.nowMs(), times, detailsOf);
    if (this.#before !== undefined) this.#samples.push(sampleOf(this.#before, now, detailsOf));
    if (this.#samples.length > HISTORY_SAMPLES) this.#samples.shift();
    this.#before = now;
  }

  #details(): Details {
    const { children = [] } = this.#components.describe();
    return (part) => children.find(({ name }) => name === part)?.details ?? {};
  }
}
