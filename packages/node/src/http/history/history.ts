import { type Clock, systemClock } from '@noctiluca/common/clock';
import type { ServiceDescription } from '@noctiluca/lifecycle';
import { HISTORY_EVERY_MS, HISTORY_SAMPLES } from '../../constants.js';
import { type Buckets, countOf, quantileBetween } from './quantile.js';

/** How busy a peer was. */
export interface Sample {
  /** Milliseconds since the epoch. */
  readonly atMs: number;
  /** Taken from the network. */
  readonly particlesPerSec: number;
  readonly runsPerSec: number;
  /** Of a run of AquaVM with its wait; null when there was none. */
  readonly p99Ms: number | null;
  /** Particles in mailboxes and runs that wait. */
  readonly queued: number;
  readonly actors: number;
  readonly dataBytes: number;
  readonly rssBytes: number;
  readonly heapBytes: number;
  readonly connections: number;
}

export interface HistoryComponents {
  /** What the parts say of themselves. */
  describe(): ServiceDescription;
  /** Times of AquaVM's runs so far, seconds. */
  times(): Promise<Buckets>;
  /** @default the system's */
  readonly clock?: Clock;
}

/** What grows. */
interface Totals {
  readonly atMs: number;
  readonly particles: number;
  readonly runs: number;
  readonly times: Buckets;
}

/** What a part says of itself. */
type Details = (part: string) => Record<string, unknown>;

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
    const now = this.#totals(times, detailsOf);
    if (this.#before !== undefined) this.#samples.push(sampleOf(this.#before, now, detailsOf));
    if (this.#samples.length > HISTORY_SAMPLES) this.#samples.shift();
    this.#before = now;
    if (!this.#isStopped) this.#cancel = this.#clock.schedule(() => void this.#note(), this.everyMs);
  }

  #totals(times: Buckets, detailsOf: Details): Totals {
    return {
      atMs: this.#clock.nowMs(),
      particles: numberOf(detailsOf('network').particlesTaken),
      // Peers of one process may share a pool: what it counts is not this peer's.
      runs: countOf(times),
      times,
    };
  }

  #details(): Details {
    const { children = [] } = this.#components.describe();
    return (part) => children.find(({ name }) => name === part)?.details ?? {};
  }
}

function sampleOf(before: Totals, now: Totals, detailsOf: Details): Sample {
  const aquamarine = detailsOf('aquamarine');
  const seconds = Math.max(now.atMs - before.atMs, 1) / 1000;
  const p99 = quantileBetween(0.99, before.times, now.times);
  const { rss: rssBytes, heapUsed: heapBytes } = process.memoryUsage();
  return {
    atMs: now.atMs,
    particlesPerSec: rounded((now.particles - before.particles) / seconds),
    runsPerSec: rounded((now.runs - before.runs) / seconds),
    p99Ms: p99 === undefined ? null : rounded(p99 * 1000),
    queued: numberOf(aquamarine.mailbox) + numberOf(detailsOf('avm').pending),
    actors: numberOf(aquamarine.actors),
    dataBytes: numberOf(aquamarine.dataBytes),
    ...{ rssBytes, heapBytes },
    connections: numberOf(detailsOf('network').connectedPeers),
  };
}

const numberOf = (value: unknown): number => (typeof value === 'number' ? value : 0);
const rounded = (value: number): number => Math.round(value * 100) / 100;
