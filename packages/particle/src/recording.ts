import type { Particle } from './particle.js';

/** What a recording says of its particle: all but data and signature. */
export type RecordedParticle = Pick<Particle, 'id' | 'initPeerId' | 'timestamp' | 'ttl' | 'script'>;

/** A call that a run asked for. */
export interface RecordedCall {
  readonly id: number;
  readonly serviceId: string;
  readonly functionName: string;
  /** JSON text of the list of arguments, whole. */
  readonly args: string;
}

/** An answer to a call. */
export interface RecordedResult {
  readonly id: number;
  /** 0 = ok, 1 = error. */
  readonly retCode: number;
  /** JSON text. */
  readonly result: string;
}

/** What AquaVM left and asked for. */
export interface RecordedOutcome {
  readonly retCode: number;
  readonly errorMessage: string;
  /** Base64. */
  readonly data: string;
  readonly nextPeerIds: readonly string[];
  readonly calls: readonly RecordedCall[];
}

/** One run of AquaVM. */
export interface RecordedStep {
  /** Number of the run in the trace of its peer. */
  readonly seq: number;
  /** When it ended, microseconds since the epoch. */
  readonly atUs: number;
  /** What came with the particle, base64; empty when only results were fed. */
  readonly data: string;
  readonly results: readonly RecordedResult[];
  /** Computed again when the recording was asked for. */
  readonly outcome: RecordedOutcome;
  /** Whether it has the return code, next peers and size of what it had when it was recorded. */
  readonly isExact: boolean;
}

/** The runs of one particle as one peer, host or worker, in order. */
export interface PeerRecording {
  readonly peerId: string;
  /** What its user calls it. */
  readonly name?: string;
  readonly steps: readonly RecordedStep[];
}

/** What one peer, or several, recorded of a particle. Plain JSON; no key is in it (docs/adr/026). */
export interface ParticleRecording {
  readonly particle: RecordedParticle;
  readonly peers: readonly PeerRecording[];
}
