import { DEFAULT_MAX_AHEAD_MS, DEFAULT_MAX_TTL_MS } from './constants.js';
import type { Particle } from './particle.js';

export interface TimeLimits {
  /** Largest `ttl`, milliseconds; `Infinity` turns the check off, as in nox. @default 86400000 (24 h) */
  readonly maxTtlMs?: number;
  /** How far `timestamp` may lie ahead of the local clock, milliseconds; `Infinity` turns it off. @default 300000 */
  readonly maxAheadMs?: number;
}

/** Verdict on the times of a particle; everything but `ok` is a reason to drop it. */
export type TimeCheck = 'ok' | 'expired' | 'ttl-too-long' | 'from-the-future';

type Times = Pick<Particle, 'timestamp' | 'ttl'>;

/**
 * Judges a particle's times at `nowMs` (milliseconds since the epoch). Expired means `nowMs > timestamp + ttl`, and also
 * a sum that is no exact number (spec/nox.md §1.7). The two limits are ours: without them one particle could
 * hold a place in memory for 49 days, or for ever.
 */
export function checkTimes(particle: Times, nowMs: number, limits: TimeLimits = {}): TimeCheck {
  const { maxTtlMs = DEFAULT_MAX_TTL_MS, maxAheadMs = DEFAULT_MAX_AHEAD_MS } = limits;
  const deadlineMs = particle.timestamp + particle.ttl;
  if (!Number.isSafeInteger(deadlineMs) || nowMs > deadlineMs) return 'expired';
  if (particle.ttl > maxTtlMs) return 'ttl-too-long';
  return particle.timestamp - nowMs > maxAheadMs ? 'from-the-future' : 'ok';
}

/** Milliseconds left at `nowMs`; zero when expired. */
export function remainingMs(particle: Times, nowMs: number): number {
  const deadlineMs = particle.timestamp + particle.ttl;
  return Number.isSafeInteger(deadlineMs) ? Math.max(0, deadlineMs - nowMs) : 0;
}
