/**
 * The unit of execution on the wire (spec/nox.md §1.4). Immutable by convention; copies of one particle differ only
 * in `data`, which the signature does not cover.
 */
export interface Particle {
  /** Opaque, chosen by the author (clients use uuid v4). */
  readonly id: string;
  /** Peer that made and signed the particle, base58btc. */
  readonly initPeerId: string;
  /** Creation time, milliseconds since the epoch. On the wire a u64; here always a safe integer. */
  readonly timestamp: number;
  /** Life time in milliseconds, u32. */
  readonly ttl: number;
  /** AIR text. */
  readonly script: string;
  /** Raw signature over `signingBytes` (64 bytes for ed25519). */
  readonly signature: Uint8Array;
  /** AquaVM data; empty at the start. */
  readonly data: Uint8Array;
}
