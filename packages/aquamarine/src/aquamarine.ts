import type { NodeService } from '@noctiluca/lifecycle';
import type { InboundParticle } from '@noctiluca/network';
import type { Particle, ParticleRecording, TraceEntry } from '@noctiluca/particle';
import type { ParticleRun, RunOptions } from './actors/particle-tracker.js';
import type { ConnectionShares } from './admission/connection-shares.js';
import type { Holdings, HoldingsQuery } from './admission/ledger.js';
import type { TraceReader } from './observe/trace-ring.js';

/** Runs particles that are made on this peer. */
export interface ParticleRunner {
  /** Of the part that does. */
  readonly name: string;
  /**
   * Takes a particle that the caller has just signed, which is not checked again; tells when it is over. One that never
   * left this peer is forgotten then, before it expires.
   */
  run(particle: Particle, options?: RunOptions): ParticleRun;
}

/** The particle's way through the peer: dispatcher, one actor per particle and scope, effects (spec/nox.md §2). */
export interface Aquamarine extends NodeService, ParticleRunner {
  /**
   * Takes a particle from the network. Resolves when it was accepted or dropped; before the start, and while the actors'
   * mailboxes are full, it waits, which is the back-pressure the network passes on to the stream.
   */
  ingest(inbound: InboundParticle): Promise<void>;
  /** Takes a particle made on this peer (a spell's, the deployer's). */
  execute(particle: Particle): Promise<void>;
  /** For the network: what it may take of the memory that all share, and whose streams it should not read now. */
  readonly shares: ConnectionShares;
  /** Trace of a particle, oldest first; with no id the whole ring. */
  trace(particleId?: string): TraceEntry[];
  /** The same for whoever wants a part of it, lists, or to follow. */
  readonly traces: TraceReader;
  /** Who holds how much of what all share, the largest first. */
  holdings(query: HoldingsQuery): Holdings;
  /**
   * What AquaVM was given for a particle here and what it made of that, computed again; undefined when nothing is known of it.
   * Absent when nothing is recorded.
   */
  readonly recording: ((particleId: string) => Promise<ParticleRecording | undefined>) | undefined;
}
