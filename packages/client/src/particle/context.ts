import type { Particle } from '@noctiluca/particle';

/** Where an argument came from. */
export interface SecurityTetraplet {
  peer_pk: string;
  service_id: string;
  function_name: string;
  lens: string;
}

/** What a service function learns of the call beside its arguments. */
export interface ParticleContext {
  particleId: string;
  /** Who made the particle. */
  initPeerId: string;
  /** Milliseconds since the epoch. */
  timestamp: number;
  /** Milliseconds. */
  ttl: number;
  signature: Uint8Array;
  /** One list for each argument. */
  tetraplets: SecurityTetraplet[][];
}

export function contextOf(particle: Particle, tetraplets: SecurityTetraplet[][]): ParticleContext {
  const { id, initPeerId, timestamp, ttl, signature } = particle;
  return { particleId: id, initPeerId, timestamp, ttl, signature, tetraplets };
}
