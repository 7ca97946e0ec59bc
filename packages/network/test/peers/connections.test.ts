import { generateKeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it } from 'vitest';
import type { ConnectionEvent } from '../../src/network.js';
import { connectionEvent, startNetwork, startNetworks } from '../utils/networks.js';
import { startRawPeer } from '../utils/raw-peer.js';

describe('connection events', () => {
  it('tell one connection and one disconnection per peer, however many connections there were', async () => {
    const [a, b] = await startNetworks({}, {});
    const events: ConnectionEvent[] = [];
    a!.network.onConnectionEvent((event) => events.push(event));
    const peerId = b!.network.peerId;
    await Promise.all([a!.network.connect(b!.contact('tcp')), b!.network.connect(a!.contact('ws'))]);
    expect(a!.network.connectedPeers()).toEqual([peerId]);
    const gone = connectionEvent(a!.network, 'disconnected');
    await b!.network.stop(new AbortController().signal);
    await gone;
    expect(events).toEqual([
      { kind: 'connected', peerId },
      { kind: 'disconnected', peerId },
    ]);
    expect(a!.network.isConnected(peerId)).toBe(false);
  });

  it('have numbers that grow, each connection of a peer its own', async () => {
    const [a, b, c] = await startNetworks({}, {}, {});
    const [first, second] = [b!.network.peerId, c!.network.peerId];
    expect(a!.network.newestConnection(first)).toBe(0);
    await a!.network.connect(b!.contact());
    const number = a!.network.newestConnection(first);
    await a!.network.connect(c!.contact());
    expect(a!.network.newestConnection(second)).toBeGreaterThan(number);
    expect(a!.network.newestConnection(first)).toBe(number);
    await a!.network.disconnect(first);
    await a!.network.connect(b!.contact());
    expect(a!.network.newestConnection(first)).toBeGreaterThan(a!.network.newestConnection(second));
  });

  it('are shown with direction, address, time, and what the other end says it is', async () => {
    const [a, b] = await startNetworks({}, {});
    const from = Date.now();
    await a!.network.connect(b!.contact('ws'));
    await expect.poll(() => a!.network.connections()[0]?.agent).toBeDefined();
    const [mine, ...others] = a!.network.connections();
    expect(mine).toMatchObject({ number: 1, peerId: b!.network.peerId, direction: 'outbound' });
    expect(mine!.address).toContain('/ws');
    expect(mine!.openedAtMs).toBeGreaterThanOrEqual(from);
    expect(others).toEqual([]);
    expect(b!.network.connections()).toMatchObject([{ direction: 'inbound', peerId: a!.network.peerId }]);
    await a!.network.disconnect(b!.network.peerId);
    expect(a!.network.connections()).toEqual([]);
  });

  it('do not come for peers that could not be reached', async () => {
    const { network } = await startNetwork();
    const events: ConnectionEvent[] = [];
    network.onConnectionEvent((event) => events.push(event));
    const contact = { peerId: generateKeyPair().peerId, addresses: ['/ip4/127.0.0.1/tcp/1'] };
    expect(await network.connect(contact)).toBe(false);
    expect(events).toEqual([]);
    expect(network.getContact(contact.peerId)).toBeUndefined();
  });

  it('end with unsubscribing, and survive a listener that throws', async () => {
    const [a, b] = await startNetworks({}, {});
    const seen: string[] = [];
    a!.network.onConnectionEvent(() => {
      throw new Error('listener');
    });
    const unsubscribe = a!.network.onConnectionEvent(({ kind }) => seen.push(kind));
    await a!.network.connect(b!.contact());
    unsubscribe();
    await a!.network.disconnect(b!.network.peerId);
    expect(seen).toEqual(['connected']);
  });
});

describe('contacts', () => {
  it('are known from identify on both sides, with dialable addresses', async () => {
    const [a, b] = await startNetworks({}, {});
    await a!.network.connect(b!.contact('tcp'));
    const addresses = a!.network.listenAddresses().map((address) => address.replace(/\/p2p\/.*/, ''));
    await expect
      .poll(() => b!.network.getContact(a!.network.peerId)?.addresses.toSorted())
      .toEqual(addresses.toSorted());
  });

  it('follow what a peer pushes with identify', async () => {
    const { network, contact } = await startNetwork();
    const raw = await startRawPeer({ particles: () => {} });
    await raw.open(contact('tcp'));
    const known = () => network.getContact(raw.contact.peerId)?.addresses;
    await expect.poll(() => known()?.length).toBe(1);
    await raw.listenAlso();
    await expect.poll(() => known()?.length, { timeout: 5000 }).toBe(2);
  });

  it('keep local addresses out unless they are allowed', async () => {
    const [open, closed] = await startNetworks({}, { allowLocalAddresses: false });
    const { peerId } = closed!.network;
    expect(await closed!.network.connect(open!.contact())).toBe(false);
    expect(await open!.network.connect(closed!.contact())).toBe(true);
    await expect.poll(() => open!.network.getContact(peerId)?.addresses.length).toBe(2);
    expect(closed!.network.getContact(open!.network.peerId)).toEqual({
      peerId: open!.network.peerId,
      addresses: [],
    });
  });
});

describe('limits', () => {
  it('refuse more connections of one peer than allowed', async () => {
    const { network, contact } = await startNetwork({ limits: { connectionsPerPeer: 1 } });
    const raw = await startRawPeer({ particles: () => {} });
    const first = connectionEvent(network, 'connected');
    await raw.open(contact('tcp'));
    await first;
    const other = await startRawPeer({ particles: () => {}, seedOf: raw });
    await expect(other.open(contact('tcp')).then((stream) => closed(stream))).rejects.toThrow();
    expect(network.connectedPeers()).toEqual([raw.contact.peerId]);
  });

  it('refuse more inbound connections in all than allowed', async () => {
    const [a, b, c] = await startNetworks({ limits: { inboundConnections: 1 } }, {}, {});
    expect(await b!.network.connect(a!.contact())).toBe(true);
    await expect.poll(() => a!.network.isConnected(b!.network.peerId)).toBe(true);
    await c!.network.connect(a!.contact());
    await expect.poll(() => c!.network.isConnected(a!.network.peerId)).toBe(false);
    expect(a!.network.connectedPeers()).toEqual([b!.network.peerId]);
  });
});

describe('peers without the particle protocol', () => {
  it('stay when they speak the Kademlia of the network', async () => {
    const registry = new Registry();
    const { network } = await startNetwork({ networkId: 'test', components: { registry } });
    const raw = await startRawPeer({ kademlia: 'test' });
    expect(await network.connect(raw.contact)).toBe(true);
    await expect.poll(() => network.describe?.().routingTable).toBe(1);
    expect(network.isConnected(raw.contact.peerId)).toBe(true);
    expect(await registry.metrics()).toContain('connection_pool_foreign_peers_total 1');
  });

  it('are disconnected when they speak neither', async () => {
    const { network } = await startNetwork();
    const raw = await startRawPeer();
    const gone = connectionEvent(network, 'disconnected');
    await network.connect(raw.contact);
    expect(await gone).toBe(raw.contact.peerId);
  });
});

function closed(stream: EventTarget): Promise<never> {
  return new Promise((_, reject) => stream.addEventListener('close', () => reject(new Error('closed'))));
}
