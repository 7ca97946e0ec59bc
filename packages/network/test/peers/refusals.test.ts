import { createConnection, type Socket } from 'node:net';
import { generateKeyPair } from '@noctiluca/particle';
import { Registry } from 'prom-client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_PROPOSALS, MAX_SETUP_WRITES } from '../../src/constants.js';
import type { NetworkInit, NetworkLimits } from '../../src/init.js';
import { FrameType, SYN } from '../../src/lane/yamux-frames.js';
import type { RefusalReason } from '../../src/peers/refusals.js';
import { startNetwork, type TestNetwork } from '../utils/networks.js';
import { dialAsYamux } from '../utils/yamux-peer.js';

/** A network with these limits, what it counted and what it traced. Local addresses count for shares. */
async function limited(limits: Partial<NetworkLimits>, init: Partial<NetworkInit> = {}) {
  const registry = new Registry();
  const traced: unknown[] = [];
  const trace = { record: (id: string, event: object) => traced.push({ id, ...event }) };
  const target = await startNetwork({
    sharedAddresses: 'all',
    limits,
    components: { registry, trace },
    ...init,
  });
  const refused = async (reason: RefusalReason): Promise<number> => {
    const { values } = await registry.getSingleMetric('connection_pool_refused_connections_total')!.get();
    return values.find(({ labels }) => labels.reason === reason)?.value ?? 0;
  };
  return { target, refused, traced };
}

const MULTISTREAM = proposal('/multistream/1.0.0');

/** A line of multistream-select. */
function proposal(protocol: string): Uint8Array {
  return Buffer.from(`${String.fromCharCode(protocol.length + 1)}${protocol}\n`);
}

const closeOf = (socket: Socket) =>
  new Promise<void>((resolve) => {
    if (socket.closed) resolve();
    socket.once('close', () => resolve());
  });

/** Whether a connection is answered, once it says what it speaks. */
async function saysHello(socket: Socket): Promise<boolean> {
  socket.write(MULTISTREAM);
  const answered = new Promise<boolean>((resolve) => socket.once('data', () => resolve(true)));
  return Promise.race([answered, closeOf(socket).then(() => false)]);
}

const connect = (from: TestNetwork, to: TestNetwork) => from.network.connect(to.contact('tcp'));

/** A socket that is connected and says nothing: a connection that stays pending. */
function silentSocket({ contact }: TestNetwork, localAddress = '127.0.0.1'): Promise<Socket> {
  const port = Number(/\/tcp\/(\d+)/.exec(contact('tcp').addresses[0]!)![1]);
  const socket = createConnection({ host: '127.0.0.1', port, localAddress });
  onTestFinished(() => void socket.destroy());
  socket.on('error', () => {});
  // Its end is seen only by who reads.
  socket.resume();
  // One that is refused at once may be over before it is known to have begun.
  return new Promise((resolve) => {
    for (const event of ['connect', 'close']) socket.once(event, () => resolve(socket));
  });
}

describe('a connection beyond a bound is refused, counted and traced', () => {
  it.each([
    { reason: 'too-many-connections', limits: { connections: 1 } },
    { reason: 'too-many-inbound', limits: { connections: 10, inboundConnections: 1 } },
  ] as const)('$reason', async ({ reason, limits }) => {
    const { target, refused, traced } = await limited(limits);
    const [first, second] = [await startNetwork(), await startNetwork()];
    expect(await connect(first, target)).toBe(true);
    await connect(second, target).catch(() => false);
    await expect.poll(() => second.network.isConnected(target.network.peerId)).toBe(false);
    expect(target.network.connectedPeers()).toEqual([first.network.peerId]);
    await expect.poll(() => refused(reason)).toBeGreaterThan(0);
    expect(traced).toContainEqual(
      expect.objectContaining({ id: '', kind: 'dropped', stage: 'network', reason }),
    );
  });

  it('too-many-of-peer', async () => {
    const { target, refused } = await limited({ connectionsPerPeer: 1 });
    const keyPair = generateKeyPair();
    const [first, second] = [await startNetwork({ keyPair }), await startNetwork({ keyPair })];
    expect(await connect(first, target)).toBe(true);
    await connect(second, target).catch(() => false);
    await expect.poll(() => refused('too-many-of-peer')).toBeGreaterThan(0);
  });

  it('too-many-pending', async () => {
    const { target, refused } = await limited({ pendingInbound: 1 });
    await silentSocket(target);
    const second = await silentSocket(target);
    await closeOf(second);
    expect(await refused('too-many-pending')).toBe(1);
  });

  it('too-many-pending-of-prefix, and no other prefix is', async () => {
    const { target, refused } = await limited({ pendingPerPrefix: 2 });
    const first = await silentSocket(target);
    await silentSocket(target, '127.0.0.2');
    await closeOf(await silentSocket(target, '127.0.0.3'));
    expect(await refused('too-many-pending-of-prefix')).toBe(1);
    expect(await saysHello(await silentSocket(target, '127.0.1.1'))).toBe(true);
    first.destroy();
    await expect.poll(async () => saysHello(await silentSocket(target))).toBe(true);
  });

  it('too-many-pending-of-prefix does not count what is set up, and local addresses only when told to', async () => {
    const strict = await limited({ pendingPerPrefix: 1 });
    for (let i = 0; i < 3; i++) expect(await connect(await startNetwork(), strict.target)).toBe(true);
    const open = await limited({ pendingPerPrefix: 1 }, { sharedAddresses: 'global' });
    await silentSocket(open.target);
    expect(await saysHello(await silentSocket(open.target))).toBe(true);
  });

  it('too-many-of-prefix, until one is closed', async () => {
    const { target, refused } = await limited({ connectionsPerPrefix: 2 });
    const peers = [await startNetwork(), await startNetwork(), await startNetwork()];
    for (const peer of peers.slice(0, 2)) expect(await connect(peer, target)).toBe(true);
    await connect(peers[2]!, target).catch(() => false);
    await expect.poll(() => refused('too-many-of-prefix')).toBeGreaterThan(0);
    expect(target.network.connectedPeers()).toHaveLength(2);
    await peers[0]!.network.disconnect(target.network.peerId);
    await expect.poll(() => target.network.connectedPeers().length).toBe(1);
    expect(await connect(peers[2]!, target)).toBe(true);
  });

  it('too-many-proposals of a connection that is not set up', async () => {
    const { target, refused } = await limited({});
    const socket = await silentSocket(target);
    socket.write(MULTISTREAM);
    for (let i = 0; i <= MAX_SETUP_WRITES; i++) socket.write(proposal(`/none/${i}`));
    await closeOf(socket);
    expect(await refused('too-many-proposals')).toBe(1);
  });

  it('too-many-proposals of a stream', async () => {
    const { target, refused } = await limited({});
    const peer = await dialAsYamux(target.contact('tcp'));
    await expect.poll(() => target.network.isConnected(peer.peerId)).toBe(true);
    peer.data(101, SYN, MULTISTREAM);
    for (let i = 0; i < MAX_PROPOSALS - 2; i++) peer.data(101, 0, proposal(`/none/${i}`));
    peer.data(103, SYN, Buffer.concat([MULTISTREAM, proposal('/ipfs/ping/1.0.0')]));
    await peer.frame(({ id, length, type }) => id === 103 && type === FrameType.data && length > 0);
    expect(await refused('too-many-proposals')).toBe(0);
    for (let i = 0; i < 3; i++) peer.data(101, 0, proposal(`/none/${i}`));
    await peer.closed;
    expect(await refused('too-many-proposals')).toBe(1);
  });

  it('too-fast', async () => {
    const { target, refused } = await limited({ inboundPerSecondPerHost: 2 });
    for (let made = 0; made < 4; made++) await silentSocket(target);
    await expect.poll(() => refused('too-fast')).toBeGreaterThan(0);
  });
});
