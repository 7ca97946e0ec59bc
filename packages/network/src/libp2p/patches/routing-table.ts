import type { PeerId } from '@libp2p/interface';
import type { KadDHT } from '@libp2p/kad-dht';

/** The part of Kademlia's routing table that libp2p does not declare. */
export interface RoutingTable {
  readonly size: number;
  closestPeers(kadId: Uint8Array, options: { count: number }): PeerId[];
  remove(peer: PeerId): Promise<void>;
}

/** The table of libp2p's Kademlia; undefined when it is not where it was. */
export function routingTableOf(dht: KadDHT): RoutingTable | undefined {
  if (!('routingTable' in dht)) return undefined;
  const table = dht.routingTable;
  const isTable = typeof table === 'object' && table !== null && 'closestPeers' in table && 'remove' in table;
  return isTable ? (table as RoutingTable) : undefined;
}
