import type { KadDHT, KadDHTComponents } from '@libp2p/kad-dht';
import { KAD_ALPHA, KAD_K, kademliaProtocol } from '../constants.js';
import type { NetworkConfig } from '../init.js';
import type { Kademlia, KademliaAnswer } from '../kademlia.js';
import { kadDHT, passthroughMapper, peerIdFromString, removePrivateAddressesMapper } from './modules.js';
import type { RoutingTable } from './patches/routing-table.js';
import { refusingDatastore } from './refusing-datastore.js';

/** libp2p's Kademlia as a server that keeps no records, its `pk` namespace included. */
export function routingService(config: NetworkConfig): (components: KadDHTComponents) => KadDHT {
  const make = kadDHT({
    protocol: kademliaProtocol(config.networkId),
    clientMode: false,
    kBucketSize: KAD_K,
    alpha: KAD_ALPHA,
    // A query of a peer that has just started must not wait for the first self query: the answer is "nobody yet".
    allowQueryWithZeroPeers: true,
    peerInfoMapper: config.allowLocalAddresses ? passthroughMapper : removePrivateAddressesMapper,
    validators: {
      pk: () => {
        throw new Error('this peer keeps no Kademlia records');
      },
    },
  });
  return (components) => make(withoutStore(components));
}

function withoutStore(all: KadDHTComponents): KadDHTComponents {
  const { peerId, privateKey, registrar, addressManager, peerStore, connectionManager, events, logger } = all;
  const datastore = refusingDatastore();
  // A getter, because libp2p builds services in order and checks afterwards.
  return {
    ...{
      peerId,
      privateKey,
      registrar,
      addressManager,
      peerStore,
      connectionManager,
      events,
      logger,
      datastore,
    },
    get ping() {
      return all.ping;
    },
  };
}

/**
 * libp2p's Kademlia by peers' texts.
 * @param table undefined when libp2p's is not where it was: then every question goes to the network
 */
export function kademliaOf(dht: KadDHT, table: RoutingTable | undefined): Kademlia {
  return {
    get size() {
      return table?.size ?? 0;
    },
    closestKnown: (place, count) => table?.closestPeers(place, { count }).map(String) ?? [],
    forget: async (peerId) => table?.remove(peerIdFromString(peerId)),
    findPeer: (peerId, signal) => findPeer(dht, peerId, signal),
    closestPeers: (key, signal) => closestPeers(dht, key, signal),
  };
}

async function findPeer(dht: KadDHT, id: string, signal: AbortSignal): Promise<string[] | undefined> {
  try {
    for await (const event of dht.findPeer(peerIdFromString(id), { signal, useCache: false })) {
      if (event.name !== 'FINAL_PEER' || event.peer.multiaddrs.length === 0) continue;
      return event.peer.multiaddrs.map(String);
    }
  } catch (error) {
    if (signal.aborted || !(error instanceof Error && error.name === 'NotFoundError')) throw error;
  }
  return undefined;
}

async function* closestPeers(
  dht: KadDHT,
  key: Uint8Array,
  signal: AbortSignal,
): AsyncGenerator<KademliaAnswer> {
  for await (const event of dht.getClosestPeers(key, { signal })) {
    if (event.name !== 'PEER_RESPONSE') continue;
    const closer = event.closer.map(({ id, multiaddrs }) => ({
      peerId: id.toString(),
      addresses: multiaddrs.map(String),
    }));
    yield { from: event.from.toString(), closer };
  }
}
