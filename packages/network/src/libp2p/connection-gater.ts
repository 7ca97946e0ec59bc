import type { Connection, ConnectionGater, PeerId } from '@libp2p/interface';
import type { NetworkConfig } from '../init.js';
import { isLocalAddress } from '../peers/address-filter.js';
import type { Arrivals } from '../peers/arrivals.js';
import type { Connections } from '../peers/connections.js';
import type { Offences } from '../peers/offences.js';
import type { Refusals } from '../peers/refusals.js';

export interface GaterComponents {
  readonly connections: Connections;
  readonly refusals: Refusals;
  readonly arrivals: Arrivals;
  readonly offences: Offences;
  /** Addresses that the operator gave, dialled even when local. */
  readonly trusted: ReadonlySet<string>;
}

/** Which connections are taken and which addresses are dialled and believed. */
export function connectionGater(
  config: NetworkConfig,
  { connections, refusals, arrivals, offences, trusted }: GaterComponents,
): ConnectionGater {
  const { inboundConnections, connectionsPerPeer } = config.limits;
  const tooMany = (peer: PeerId): boolean => {
    const isRefused = connections.count(peer.toString()) >= connectionsPerPeer;
    if (isRefused) refusals.refused('too-many-of-peer', peer.toString());
    return isRefused;
  };
  const open = config.allowLocalAddresses;
  return {
    denyInboundConnection(arrival) {
      const { remoteAddr } = arrival;
      if (offences.isBanned({ address: remoteAddr.toString() })) return true;
      const isRefused = connections.inbound >= inboundConnections;
      if (isRefused) refusals.refused('too-many-inbound', remoteAddr.toString());
      return isRefused || !arrivals.begin(arrival);
    },
    denyInboundEncryptedConnection: (peer: PeerId) => offences.isBanned({ peerId: peer.toString() }),
    denyInboundUpgradedConnection(peer, arrival) {
      arrivals.settled(arrival);
      return tooMany(peer);
    },
    denyOutboundUpgradedConnection: tooMany,
    // Names are looked up where they are dialled (`checked-names.ts`).
    denyDialMultiaddr: (address: Connection['remoteAddr']) =>
      !open && !trusted.has(address.toString()) && isLocalAddress(address.toString()),
    filterMultiaddrForPeer: (_: PeerId, address) => open || !isLocalAddress(address.toString()),
  };
}
