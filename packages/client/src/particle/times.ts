import { checkTimes, DEFAULT_MAX_TTL_MS, type Particle } from '@noctiluca/particle';
import { ClientError } from '../errors.js';

/** Longest life that peers take unless they are told otherwise, milliseconds. */
export const MAX_TTL_MS = DEFAULT_MAX_TTL_MS;

/** @throws ClientError `BAD_OPTIONS` for a ttl with which no peer would take the particle */
export function checkTtl(ttl: number, maxTtlMs: number): void {
  if (!Number.isSafeInteger(ttl) || ttl < 1)
    throw refused(`ttl must be a whole number of milliseconds, 1 or more: it is ${ttl}`);
  if (ttl > maxTtlMs) throw refused(tooLong(ttl, maxTtlMs));
}

/** @throws ClientError `BAD_OPTIONS` for a particle that peers drop because of its times; one that expired does so by itself */
export function checkParticle(particle: Particle, maxTtlMs: number): void {
  const { id, timestamp, ttl } = particle;
  const nowMs = Date.now();
  const verdict = checkTimes(particle, nowMs, { maxTtlMs });
  if (verdict === 'ttl-too-long') throw refused(tooLong(ttl, maxTtlMs), id);
  if (verdict === 'from-the-future')
    throw refused(`timestamp is ${timestamp - nowMs} ms ahead of the clock: peers drop such a particle`, id);
}

function tooLong(ttl: number, maxTtlMs: number): string {
  return `ttl is ${ttl} ms, and peers drop particles that live longer than ${maxTtlMs} ms`;
}

function refused(message: string, particleId?: string): ClientError {
  return new ClientError('BAD_OPTIONS', message, particleId);
}
