import { PARTICLE_PROTOCOL } from '@noctiluca/particle';
import type { Internals } from './internals.js';

/**
 * Lets identify say the version that nox says: libp2p can only change the prefix of this word, and with it the protocol id
 * of identify itself. Without its `host` it says libp2p's.
 */
export function announceProtocolVersion<T extends object>(service: T, internals: Internals): T {
  const host = 'host' in service && typeof service.host === 'object' ? service.host : null;
  const isThere = internals.found('identify-host', host !== null && 'protocolVersion' in host);
  if (isThere) Object.assign(host!, { protocolVersion: PARTICLE_PROTOCOL });
  return service;
}
