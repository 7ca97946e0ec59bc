import { createParticle, generateKeyPair, type Particle } from '@noctiluca/particle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ClientNetwork } from '../../src/client/client-network.js';
import { createNetwork } from '../../src/create-network.js';
import type { Network } from '../../src/network.js';

let peer: Network;
let client: ClientNetwork;
let atPeer: Particle[];
let atClient: Particle[];
let lost: string[];
const keyPair = generateKeyPair();

const particleOf = (script: string) =>
  createParticle({ script, ttl: 7000, timestampMs: Date.now(), keyPair });
const addressOf = (kind: 'ws' | 'tcp') =>
  peer.listenAddresses().find((address) => address.includes('/ws/') === (kind === 'ws'))!;

beforeEach(async () => {
  [atPeer, atClient, lost] = [[], [], []];
  peer = createNetwork({ keyPair: generateKeyPair(), allowLocalAddresses: true });
  peer.onParticle(async ({ particle }) => void atPeer.push(particle));
  await peer.start(new AbortController().signal);
  client = new ClientNetwork({
    keyPair,
    agent: { name: 'test', version: '1' },
    onParticle: ({ particle }) => void atClient.push(particle),
    onLost: (peerId) => void lost.push(peerId),
  });
  await client.start();
});
afterEach(async () => {
  await client.stop();
  await peer.stop(AbortSignal.timeout(5000));
});

describe('the network of a client', () => {
  it.each(['ws', 'tcp'] as const)('carries particles both ways by %s', async (kind) => {
    await client.dial(addressOf(kind));
    expect(client.isConnected(peer.peerId)).toBe(true);
    const large = particleOf('x'.repeat(1_000_000));
    expect(await client.send(peer.peerId, large)).toMatchObject({ status: 'ok' });
    await expect.poll(() => atPeer).toEqual([large]);
    const back = particleOf('(null)');
    expect(await peer.send({ peerId: keyPair.peerId, addresses: [] }, back)).toMatchObject({ status: 'ok' });
    await expect.poll(() => atClient).toEqual([back]);
    expect(await client.ping(peer.peerId, AbortSignal.timeout(5000))).toBeGreaterThanOrEqual(0);
  });

  it('tells when a peer is gone, and sends it nothing more', async () => {
    await client.dial(addressOf('ws'));
    await peer.stop(AbortSignal.timeout(5000));
    await expect.poll(() => lost).toEqual([peer.peerId]);
    expect(client.isConnected(peer.peerId)).toBe(false);
    expect(await client.send(peer.peerId, particleOf('(null)'))).toEqual({ status: 'not-connected' });
  });

  it('dials a peer again whose connection it gave up', async () => {
    await client.dial(addressOf('ws'));
    client.abandon(peer.peerId, 'no answer');
    await expect.poll(() => lost).toEqual([peer.peerId]);
    await client.dial(addressOf('ws'));
    expect(await client.send(peer.peerId, particleOf('(null)'))).toMatchObject({ status: 'ok' });
  });

  it('says why it cannot dial or send', async () => {
    await expect(client.dial('/nowhere')).rejects.toMatchObject({ code: 'INVALID_ADDRESS' });
    const nobody = generateKeyPair().peerId;
    await expect(client.dial(`/ip4/127.0.0.1/tcp/1/ws/p2p/${nobody}`)).rejects.toThrow();
    await expect(
      client.dial(addressOf('ws').replace(peer.peerId, nobody), { signal: AbortSignal.timeout(5000) }),
    ).rejects.toThrow();
    await client.dial(addressOf('tcp'));
    const unfit = { ...particleOf('(null)'), id: 'x'.repeat(5000) };
    expect(await client.send(peer.peerId, unfit)).toMatchObject({ status: 'protocol-error' });
  });
});
