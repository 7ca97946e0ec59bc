import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { encodeFrame, generateKeyPair } from '@noctiluca/particle';
import { FakeClock } from '@noctiluca/testing';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_ADDRESSES_PER_CONTACT, MAX_CONTACTS, MAX_MUXER_STREAMS } from '../src/constants.js';
import { NEGOTIATION } from '../src/lane/lane-stream.js';
import { FIN, FrameType, RST, SYN } from '../src/lane/yamux-frames.js';
import { AddressBook } from '../src/peers/address-book.js';
import { multihashOf } from '../src/peers/distance.js';
import { Routing } from '../src/peers/routing.js';
import { connectionEvent, makeParticle, startNetwork, startNetworks } from './utils/networks.js';
import { startRawPeer } from './utils/raw-peer.js';
import { dialAsYamux } from './utils/yamux-peer.js';

const frame = encodeFrame(makeParticle());

describe('bytes of frames that are not whole', () => {
  it.each([true, false])(
    'beyond the bound reset the stream that brought them (fast path %s)',
    async (fastPath) => {
      const registry = new Registry();
      const traced: unknown[] = [];
      const trace = { record: (_: string, event: unknown) => traced.push(event) };
      const limits = { bufferedBytes: 20_000 };
      const { contact, received } = await startNetwork({ fastPath, limits, components: { registry, trace } });
      const raw = await startRawPeer({ particles: () => {} });
      const large = encodeFrame(makeParticle(100_000));
      const stream = await raw.open(contact());
      stream.send(large.subarray(0, 50_000));
      const dropped = registry.getSingleMetric('connection_pool_dropped_frames_total')!;
      await expect
        .poll(async () => (await dropped.get()).values)
        .toEqual([{ value: 1, labels: { reason: 'overloaded' } }]);
      expect(traced).toContainEqual(expect.objectContaining({ stage: 'network', reason: 'overloaded' }));
      (await raw.open(contact())).send(frame);
      await received.count(1);
    },
  );
});

describe('streams of one connection', () => {
  it('beyond those for particles go by way of libp2p and arrive', async () => {
    const { contact, network, received } = await startNetwork({ limits: { particleStreams: 2 } });
    const connected = connectionEvent(network, 'connected');
    const peer = await dialAsYamux(contact('tcp'));
    await connected;
    const half = frame.subarray(0, 10);
    for (const id of [101, 103]) peer.data(id, SYN, Buffer.concat([NEGOTIATION, half]));
    peer.data(105, SYN, NEGOTIATION);
    // libp2p answers with the negotiation before it takes the frame.
    await peer.frame(({ id, type, length }) => id === 105 && type === FrameType.data && length > 0);
    peer.data(105, FIN, frame);
    await received.count(1);
    for (const id of [101, 103]) peer.data(id, FIN, frame.subarray(10));
    await received.count(3);
  });

  it('beyond all that the muxer has are reset', async () => {
    const { contact, network } = await startNetwork({ fastPath: false });
    const peer = await dialAsYamux(contact('tcp'));
    await expect.poll(() => network.isConnected(peer.peerId)).toBe(true);
    const ids = Array.from({ length: MAX_MUXER_STREAMS + 1 }, (_, i) => 101 + 2 * i);
    for (const id of ids) peer.windowUpdate(id, SYN, 0);
    const refused = await peer.frame(({ flags }) => (flags & RST) !== 0);
    expect(refused.id).toBe(ids.at(-1));
    expect(network.isConnected(peer.peerId)).toBe(true);
  });
});

describe('a connection', () => {
  it('that is not set up in time is given up', async () => {
    const silent = createServer();
    onTestFinished(() => void silent.close());
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const { network } = await startNetwork({ timeouts: { socketMs: 100, upgradeMs: 100, sendMs: 60_000 } });
    const contact = { peerId: generateKeyPair().peerId, addresses: [`/ip4/127.0.0.1/tcp/${port}`] };
    expect(await network.send(contact, makeParticle())).toMatchObject({ status: 'not-connected' });
  });

  it('without traffic is closed', async () => {
    // Longer than a busy machine takes to set one up: what ends before it was open is told to nobody.
    const timeouts = { idleMs: 1500, pingMs: 60_000 };
    const [one, two] = await startNetworks({ timeouts }, { timeouts });
    const gone = connectionEvent(one!.network, 'disconnected');
    await one!.network.connect(two!.contact('tcp'));
    expect(await gone).toBe(two!.network.peerId);
    expect(one!.network.connectedPeers()).toEqual([]);
  });
});

describe('a Kademlia query without an end', () => {
  const peers = [0, 1].map(() => generateKeyPair().peerId);

  const untilAborted = (signal: AbortSignal): Promise<never> =>
    new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)));
  async function* closestPeers(_: Uint8Array, signal: AbortSignal): AsyncGenerator<never> {
    yield await untilAborted(signal);
  }
  const routing = () =>
    new Routing({
      self: peers[0]!,
      kademlia: {
        size: 1,
        closestKnown: () => [peers[1]!],
        forget: async () => {},
        findPeer: (_, signal) => untilAborted(signal),
        closestPeers,
      },
      limits: { queryTimeoutMs: 50, failThreshold: 3, banCooldownMs: 60_000 },
      reach: async () => true,
      clock: new FakeClock(),
    });

  it('answers what is known when its time is over', async () => {
    expect(await routing().neighborhood(multihashOf(peers[0]!), 20)).toEqual([peers[1]]);
  });

  it('says of one peer that its time was over', async () => {
    expect(await routing().discover(generateKeyPair().peerId)).toEqual({
      found: false,
      how: 'KademliaError',
      detail: 'PeerTimedOut',
    });
  });
});

describe('the address book', () => {
  it('forgets contacts seen longest ago, and keeps so many addresses of each', () => {
    const book = new AddressBook(true);
    const addresses = Array.from({ length: 20 }, (_, port) => `/ip4/127.0.0.1/tcp/${port + 1}`);
    for (let i = 0; i <= MAX_CONTACTS; i++) book.set(`peer-${i}`, addresses);
    expect(book.get('peer-0')).toBeUndefined();
    expect(book.get('peer-1')).toEqual(addresses.slice(0, MAX_ADDRESSES_PER_CONTACT));
    expect(book.get(`peer-${MAX_CONTACTS}`)).toHaveLength(MAX_ADDRESSES_PER_CONTACT);
  });
});
