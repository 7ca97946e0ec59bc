/** A peer that the page can ask. */
export interface Peer {
  readonly name: string;
  readonly peerId: string;
  /** As the network's daemon says, `up` or `down`; absent for a peer that serves the page itself. */
  readonly state?: string;
  /** What its paths begin with: `''`, or `peers/<name>/`. */
  readonly base: string;
}
