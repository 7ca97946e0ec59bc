import { ClientError } from '../errors.js';
import type { Relay } from '../networks.js';

/** A multiaddr that ends with the peer's id, or a peer of a network's list. */
export type RelayOptions = string | Relay;

/** Where a relay is. */
export interface RelayAddress {
  readonly peerId: string;
  /** Multiaddr of ws, wss or tcp with the peer's id. */
  readonly multiaddr: string;
}

const WITH_PEER_ID = /^\/.+\/p2p\/([1-9A-HJ-NP-Za-km-z]{10,64})$/;

/** @throws ClientError `BAD_OPTIONS`, in js-client's words */
export function relayAddress(relay: RelayOptions): RelayAddress {
  const multiaddr = typeof relay === 'string' ? relay : relay?.multiaddr;
  if (typeof multiaddr !== 'string')
    throw new ClientError('BAD_OPTIONS', 'Invalid relay: expected a multiaddr');
  const peerId = WITH_PEER_ID.exec(multiaddr)?.[1];
  if (peerId !== undefined) return { peerId, multiaddr };
  throw new ClientError('BAD_OPTIONS', `Specified multiaddr is invalid or missing peer id: ${multiaddr}`);
}
