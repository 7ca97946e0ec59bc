import { createHash } from 'node:crypto';
import { peerIdFromString } from '@libp2p/peer-id';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { connectionEvent, makeParticle, startNetwork, type TestNetwork } from '../utils/networks.js';

/** A centre and peers that know nothing but the centre. */
async function star(
  size: number,
  networkId = 'test',
): Promise<{ centre: TestNetwork; peers: TestNetwork[] }> {
  const centre = await startNetwork({ networkId });
  const peers = await Promise.all(
    Array.from({ length: size }, () =>
      startNetwork({ networkId, bootstrapNodes: centre.network.listenAddresses() }),
    ),
  );
  await expect.poll(() => centre.network.describe?.().routingTable).toBe(size);
  return { centre, peers };
}

const bytesOf = (peerId: string): Uint8Array => peerIdFromString(peerId).toMultihash().bytes;

function sorted(key: Uint8Array, peerIds: readonly string[]): string[] {
  const sha = (bytes: Uint8Array): Buffer => createHash('sha256').update(bytes).digest();
  const target = sha(key);
  const distance = (peerId: string): Uint8Array => sha(bytesOf(peerId)).map((byte, i) => byte ^ target[i]!);
  return [...peerIds].sort((a, b) => Buffer.compare(distance(a), distance(b)));
}

/** Finding each other takes a busy machine seconds. */
const SOON = { timeout: 10_000 };

describe('resolveContact', () => {
  it('finds a peer through a third one, dials it, and particles flow', async () => {
    const { peers } = await star(2);
    const [a, b] = peers;
    await a!.network.disconnect(b!.network.peerId);
    const resolution = await a!.network.resolveContact(b!.network.peerId);
    expect(['Kademlia', 'Local']).toContain(resolution.how);
    expect(a!.network.isConnected(b!.network.peerId)).toBe(true);
    const particle = makeParticle();
    const to = { peerId: b!.network.peerId, addresses: [] };
    expect(await a!.network.send(to, particle)).toMatchObject({ status: 'ok' });
    expect((await b!.received.count(1))[0]).toMatchObject({ particle, from: a!.network.peerId });
  });

  it('answers Local for a connected peer', async () => {
    const { centre, peers } = await star(1);
    expect(await peers[0]!.network.resolveContact(centre.network.peerId)).toMatchObject({
      how: 'Local',
      contact: { peerId: centre.network.peerId },
    });
  });

  it('says KademliaNotFound for a peer that nobody knows, and bans it after three times', async () => {
    const { peers } = await star(1);
    const unknown = generateKeyPair().peerId;
    const answers = [];
    for (let i = 0; i < 4; i++) answers.push(await peers[0]!.network.resolveContact(unknown));
    expect(answers.slice(0, 3).map(({ how }) => how)).toEqual(Array(3).fill('KademliaNotFound'));
    expect(answers[3]).toMatchObject({ how: 'KademliaError', detail: expect.stringContaining('PeerBanned') });
  });

  it('answers an error, not an exception, for a text that is no peer id', async () => {
    const { network } = await startNetwork();
    expect(await network.resolveContact('not a peer')).toMatchObject({ how: 'KademliaError' });
  });

  it('says ConnectionFailed for a peer that has left', async () => {
    const { centre, peers } = await star(2);
    const [a, b] = peers;
    const gone = connectionEvent(centre.network, 'disconnected', b!.network.peerId);
    await b!.network.stop(new AbortController().signal);
    await gone;
    const { how } = await a!.network.resolveContact(b!.network.peerId);
    expect(['ConnectionFailed', 'KademliaNotFound']).toContain(how);
  });
});

describe('neighborhood', () => {
  it('lists all peers of a small network, nearest first, itself left out', async () => {
    const { centre, peers } = await star(5);
    const asker = peers[0]!.network;
    const others = [centre, ...peers.slice(1)].map(({ network }) => network.peerId);
    const key = bytesOf(generateKeyPair().peerId);
    expect(await asker.neighborhood(key, 20)).toEqual(sorted(key, others));
  });

  it('cuts to the count asked for', async () => {
    const { centre } = await star(5);
    const key = bytesOf(generateKeyPair().peerId);
    const all = await centre.network.neighborhood(key, 20);
    expect(await centre.network.neighborhood(key, 2)).toEqual(all.slice(0, 2));
  });

  it('loses a dead peer that was looked for in vain, and has it again when it is back', {
    timeout: 30_000,
  }, async () => {
    const { centre, peers } = await star(4);
    const asker = peers[0]!.network;
    const init = {
      networkId: 'test',
      keyPair: generateKeyPair(),
      bootstrapNodes: centre.network.listenAddresses(),
    };
    const mortal = await startNetwork(init);
    const key = bytesOf(generateKeyPair().peerId);
    const living = sorted(
      key,
      [centre, ...peers.slice(1)].map(({ network }) => network.peerId),
    );
    const all = sorted(key, [...living, mortal.network.peerId]);
    await expect.poll(() => asker.neighborhood(key, 20), SOON).toEqual(all);
    await mortal.network.stop(new AbortController().signal);
    // Who stopped has closed its connections; that comes a moment later to whoever asked it, and until then it is connected.
    await expect.poll(() => asker.isConnected(mortal.network.peerId), SOON).toBe(false);
    expect(await asker.resolveContact(mortal.network.peerId)).not.toHaveProperty('contact');
    expect(await asker.neighborhood(key, 20)).toEqual(living);
    await startNetwork(init);
    await expect.poll(() => asker.neighborhood(key, 20), SOON).toEqual(all);
  });

  it('is empty without peers', async () => {
    const { network } = await startNetwork();
    expect(await network.neighborhood(bytesOf(network.peerId), 20)).toEqual([]);
  });

  it('does not mix networks', async () => {
    const { centre } = await star(1, 'one');
    const other = await startNetwork({ networkId: 'two', bootstrapNodes: centre.network.listenAddresses() });
    await expect.poll(() => other.network.isConnected(centre.network.peerId)).toBe(true);
    expect(await other.network.neighborhood(bytesOf(centre.network.peerId), 20)).toEqual([]);
  });
});
