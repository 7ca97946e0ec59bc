import { tcp } from '@libp2p/tcp';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import type { Kademlia } from '../../src/kademlia.js';
import { makeParticle, startNetwork, startNetworks } from '../utils/networks.js';

/** Knows one peer, and where it is. */
const knowing = (peerId: string, addresses: string[]): Kademlia => ({
  size: 1,
  closestKnown: () => [peerId],
  forget: async () => {},
  findPeer: async (asked) => (asked === peerId ? addresses : undefined),
  async *closestPeers() {
    yield { from: peerId, closer: [] };
  },
});

describe('parts that an embedder brings', () => {
  it('find peers instead of Kademlia', async () => {
    const found = await startNetwork();
    const { peerId, addresses } = found.contact('tcp');
    const components = { kademlia: () => knowing(peerId, [...addresses]) };
    const { network } = await startNetwork({ components });
    expect(await network.resolveContact(peerId)).toMatchObject({ how: 'Kademlia' });
    expect(await network.resolveContact(generateKeyPair().peerId)).toMatchObject({ how: 'KademliaNotFound' });
    expect(await network.neighborhood(Uint8Array.of(1), 20)).toEqual([peerId]);
  });

  it('carry connections instead of TCP and WebSocket', async () => {
    let dialled = 0;
    const counting: ReturnType<typeof tcp> = (components) => {
      const transport = tcp()(components);
      const dial = transport.dial.bind(transport);
      transport.dial = (...args) => {
        dialled += 1;
        return dial(...args);
      };
      return transport;
    };
    const components = { transports: [counting] };
    const [a, b] = await startNetworks({ listen: ['/ip4/127.0.0.1/tcp/0'], components }, {});
    expect(await a!.network.send(b!.contact(), makeParticle())).toMatchObject({ status: 'ok' });
    expect(dialled).toBe(1);
  });
});
