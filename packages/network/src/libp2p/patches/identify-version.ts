import { PARTICLE_PROTOCOL } from '@noctiluca/particle';

/** libp2p can only change the prefix of this word, and with it the protocol id of identify itself. */
export function announceProtocolVersion<T extends object>(service: T): T {
  if ('host' in service && typeof service.host === 'object' && service.host !== null) {
    Object.assign(service.host, { protocolVersion: PARTICLE_PROTOCOL });
  }
  return service;
}
