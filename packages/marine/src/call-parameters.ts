/** Where one argument of a call came from (spec/marine-abi.md §4.2). `lens` is `lambda` in v2 and `json_path` before. */
export interface Tetraplet {
  readonly peerPk: string;
  readonly serviceId: string;
  readonly functionName: string;
  readonly lens: string;
}

/** The particle as a service sees it. */
export interface CallParticle {
  readonly id: string;
  readonly initPeerId: string;
  /** Milliseconds since the epoch. */
  readonly timestamp: number;
  /** Milliseconds. */
  readonly ttl: number;
  readonly script: string;
  readonly signature: Uint8Array;
  /** The unguessable half of the vault directory's name. */
  readonly token: string;
}

/**
 * Call parameters of every host API version: a module built against v0–v3 receives the fields its version has.
 * Plain data, so it can cross to a worker thread.
 */
export interface CallParameters {
  readonly particle: CallParticle;
  readonly serviceId: string;
  readonly serviceCreatorPeerId: string;
  readonly hostId: string;
  readonly workerId: string;
  /** One list per argument. */
  readonly tetraplets: readonly (readonly Tetraplet[])[];
}
