import '../../src/polyfill.js';
import { generateKeyPair } from '@libp2p/crypto/keys';
import { identify, identifyPush } from '@libp2p/identify';
import type { PrivateKey, Stream } from '@libp2p/interface';
import { type KadDHTComponents, kadDHT, passthroughMapper } from '@libp2p/kad-dht';
import { noise } from '@libp2p/noise';
import { ping } from '@libp2p/ping';
import { tcp } from '@libp2p/tcp';
import { yamux } from '@libp2p/yamux';
import { type Multiaddr, multiaddr } from '@multiformats/multiaddr';
import { PARTICLE_PROTOCOL } from '@noctiluca/particle';
import { createLibp2p } from 'libp2p';
import { onTestFinished } from 'vitest';
import { kademliaProtocol } from '../../src/constants.js';
import type { Contact } from '../../src/network.js';

export interface RawPeer {
  readonly contact: Contact;
  /** Opens a stream to a network, of particles unless it says otherwise, over one connection per target. */
  open(to: Contact, protocol?: string): Promise<Stream>;
  connections(): number;
  /** Listens on one more port, and pushes that to whoever is connected and takes it. */
  listenAlso(): Promise<void>;
  readonly privateKey: PrivateKey;
}

export interface RawPeerInit {
  /** Handler of particle streams; without one the peer does not speak the protocol. */
  readonly particles?: (stream: Stream) => void;
  /** Network whose Kademlia it speaks. */
  readonly kademlia?: string;
  /** Take the identity of another one. */
  readonly seedOf?: RawPeer;
}

interface Transports {
  listen(addresses: Multiaddr[]): Promise<void>;
}

/** A libp2p peer that is not one of our networks, to misbehave with. */
export async function startRawPeer({ particles, kademlia, seedOf }: RawPeerInit = {}): Promise<RawPeer> {
  const routing = kadDHT({
    protocol: kademliaProtocol(kademlia ?? 'none'),
    clientMode: false,
    peerInfoMapper: passthroughMapper,
  });
  let transports: Transports | undefined;
  const privateKey = seedOf?.privateKey ?? (await generateKeyPair('Ed25519'));
  const libp2p = await createLibp2p({
    start: false,
    privateKey,
    addresses: { listen: ['/ip4/127.0.0.1/tcp/0'] },
    transports: [tcp()],
    connectionEncrypters: [noise()],
    streamMuxers: [yamux()],
    services: {
      identify: identify(),
      identifyPush: identifyPush({ debounce: 1 }),
      ping: ping(),
      transports: ({ transportManager }: { transportManager: Transports }) => {
        transports = transportManager;
        return {};
      },
      ...(kademlia !== undefined && { dht: (components: KadDHTComponents) => routing(components) }),
    },
  });
  if (particles !== undefined) await libp2p.handle(PARTICLE_PROTOCOL, particles);
  await libp2p.start();
  onTestFinished(async () => libp2p.stop());
  return {
    privateKey,
    contact: { peerId: libp2p.peerId.toString(), addresses: libp2p.getMultiaddrs().map(String) },
    open: (to, protocol = PARTICLE_PROTOCOL) =>
      libp2p.dialProtocol(
        to.addresses.map((address) => multiaddr(address)),
        protocol,
      ),
    connections: () => libp2p.getConnections().length,
    listenAlso: async () => transports?.listen([multiaddr('/ip4/127.0.0.1/tcp/0')]),
  };
}
