/** What `peer.identify` tells about a peer (spec/nox.md §3.1). */
export interface PeerInfo {
  /** Multiaddr texts under which the peer is reached from outside. */
  readonly externalAddresses: readonly string[];
  readonly nodeVersion: string;
  readonly airVersion: string;
  readonly spellVersion: string;
  /** Paths of all executables effectors may run. */
  readonly allowedBinaries: readonly string[];
}

/** Says nothing; the default. */
export const UNKNOWN_PEER_INFO: PeerInfo = {
  externalAddresses: [],
  nodeVersion: '',
  airVersion: '',
  spellVersion: '',
  allowedBinaries: [],
};
