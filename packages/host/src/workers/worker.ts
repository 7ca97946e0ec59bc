/** A peer identity that lives on this peer (spec/nox.md §5.7). */
export interface Worker {
  /** Its peer id. */
  readonly workerId: string;
  /** Normalised: lower case, without `0x`. */
  readonly dealId: string;
  /** Peer that asked for it. */
  readonly creatorPeerId: string;
  /** An inactive worker runs no particles but the host's and its management's, and no spells. */
  readonly active: boolean;
  /** Compute units given to it: 64 hexadecimal digits each. */
  readonly cuIds: readonly string[];
}

/** What happened to a worker; told after it is durable. */
export interface WorkerEvent {
  readonly kind: 'created' | 'activated' | 'deactivated' | 'removed';
  readonly worker: Worker;
}
