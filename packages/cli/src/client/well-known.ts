import { DEFAULT_PEER_COUNT, FIRST_WS_PORT, WELL_KNOWN_PEERS } from '@noctiluca/local-network/control';
import { parseKey } from '@noctiluca/particle';

/** WebSocket multiaddrs that a local network will have. */
export function wellKnownAddresses(): string[] {
  return WELL_KNOWN_PEERS.slice(0, DEFAULT_PEER_COUNT).map(
    ({ seed }, index) => `/ip4/127.0.0.1/tcp/${FIRST_WS_PORT + index}/ws/p2p/${parseKey(seed).peerId}`,
  );
}
