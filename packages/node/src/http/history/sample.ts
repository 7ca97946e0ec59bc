import { z } from 'zod';
import { type Buckets, countOf, quantileBetween } from './quantile.js';

/** How busy a peer was. */
export const sampleSchema = z.strictObject({
  /** Milliseconds since the epoch. */
  atMs: z.int(),
  particlesPerSec: z.number().meta({ description: 'Taken from the network.' }),
  runsPerSec: z.number().meta({ description: 'Of AquaVM.' }),
  p99Ms: z
    .number()
    .nullable()
    .meta({ description: 'Of one run of AquaVM with its wait; null when there was none.' }),
  queued: z.int().meta({ description: 'Particles in mailboxes and runs that wait.' }),
  actors: z.int(),
  dataBytes: z.number().meta({ description: 'Of all that particles hold.' }),
  rssBytes: z.number(),
  heapBytes: z.number(),
  connections: z.int(),
});

export type Sample = Readonly<z.output<typeof sampleSchema>>;

/** What grows. */
export interface Totals {
  readonly atMs: number;
  readonly particles: number;
  readonly runs: number;
  readonly times: Buckets;
}

/** What a part says of itself. */
export type Details = (part: string) => Record<string, unknown>;

export function totalsOf(atMs: number, times: Buckets, detailsOf: Details): Totals {
  return {
    atMs,
    particles: numberOf(detailsOf('network').particlesTaken),
    // Peers of one process may share a pool: what it counts is not this peer's.
    runs: countOf(times),
    times,
  };
}

/** What changed between two looks, and what stands at the second. */
export function sampleOf(before: Totals, now: Totals, detailsOf: Details): Sample {
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
