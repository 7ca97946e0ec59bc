import { DEFAULT_MAX_AHEAD_MS, DEFAULT_MAX_TTL_MS, type Particle } from '@noctiluca/particle';
import { ClientError } from '../errors.js';

/**
 * Refuses times with which no peer takes a particle; one that expired ends by itself.
 * @throws ClientError `BAD_OPTIONS`
 */
export function checkTimes(
  { ttl, timestamp }: Pick<Particle, 'ttl' | 'timestamp'>,
  maxTtlMs: number = DEFAULT_MAX_TTL_MS,
): void {
  const aheadMs = timestamp - Date.now();
  const isTtl = Number.isSafeInteger(ttl) && ttl > 0 && ttl <= maxTtlMs;
  if (isTtl && aheadMs <= DEFAULT_MAX_AHEAD_MS) return;
  const what = isTtl ? `timestamp is ${aheadMs} ms ahead` : `ttl is ${ttl}, not 1 to ${maxTtlMs} ms`;
  throw new ClientError('BAD_OPTIONS', `No peer takes it: ${what}`);
}
