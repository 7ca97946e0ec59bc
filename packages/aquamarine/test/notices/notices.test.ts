import { generateKeyPair } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { makePeer } from '../utils/make-peer.js';
import { bytes, request } from '../utils/scripted-parts.js';

type Peer = Awaited<ReturnType<typeof makePeer>>;

/** A peer whose author's client is connected. */
async function peerOfAuthor(...init: Parameters<typeof makePeer>): Promise<Peer> {
  const peer = await makePeer(...init);
  peer.network.connect(peer.client.peerId);
  return peer;
}

/** What was told to whom, in short. */
const told = ({ network, client }: Peer) =>
  network.notified.map(({ to, notice: { code, isLost, text } }) => ({
    to: to === client.peerId ? 'author' : to,
    ...{ code, isLost, text },
  }));

const other = generateKeyPair().peerId;

describe('a particle that this peer gives up', () => {
  it('at its door is told to who brought it, with the reason', async () => {
    const peer = await peerOfAuthor();
    const particle = peer.particle();
    await peer.ingest({ ...particle, script: '(other)' });
    await peer.ingest(peer.particle({ timestamp: peer.clock.nowMs() - 5_000 }));
    await peer.ingest(peer.particle({ timestamp: peer.clock.nowMs() + 3_600_000 }));
    expect(told(peer)).toMatchObject([
      { to: 'author', code: 'bad-signature', isLost: true },
      { to: 'author', code: 'expired', isLost: true },
      { to: 'author', code: 'from-the-future', isLost: true },
    ]);
    expect(peer.network.notified[0]?.notice).toMatchObject({
      particleId: particle.id,
      signature: particle.signature,
      peerId: peer.keyPair.peerId,
    });
    expect(peer.trace.trace(particle.id)).toContainEqual(
      expect.objectContaining({ kind: 'noticed', code: 'bad-signature', to: peer.client.peerId }),
    );
  });

  it('for want of room is told to who brought that copy', async () => {
    const peer = await peerOfAuthor({ bounds: { maxActors: 1 } });
    await peer.ingest(peer.particle({ id: 'first' }));
    await peer.ingest(peer.particle({ id: 'second' }));
    expect(told(peer)).toMatchObject([{ to: 'author', code: 'too-many-actors', isLost: true }]);
  });

  it('for it finds no way to the next peer is told to its author', async () => {
    const peer = await peerOfAuthor();
    peer.network.absent.set(other, { how: 'KademliaNotFound', detail: 'nobody knows it' });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [other] });
    await flush();
    expect(told(peer)).toEqual([
      { to: 'author', code: 'not-found', isLost: true, text: `no such peer (to ${other}: nobody knows it)` },
    ]);
  });

  it('until a peer is back that has gone is told as one that waits', async () => {
    const peer = await peerOfAuthor();
    peer.network.connect(other);
    peer.network.disconnect(other);
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [other] });
    await flush();
    expect(told(peer)).toMatchObject([{ code: 'waits', isLost: false }]);
  });

  it('by an error of the peer does not show its inside', async () => {
    const peer = await peerOfAuthor();
    await peer.ingest(peer.particle());
    peer.avm.last.fail('AVM_TRAP');
    await flush();
    expect(told(peer)).toMatchObject([
      { code: 'avm-trap', text: expect.stringMatching(/^AquaVM broke off/) },
    ]);
    expect(JSON.stringify(told(peer))).not.toContain('AVM_TRAP');
  });
});

describe('a script that AquaVM ends with an error', () => {
  it('is told to its author', async () => {
    const peer = await peerOfAuthor();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({
      retCode: 20_013,
      errorMessage: 'stream size goes over the allowed limit of 1024',
    });
    await flush();
    expect(told(peer)).toEqual([
      {
        ...{ to: 'author', code: 'script-failed', isLost: true },
        text: 'AquaVM: stream size goes over the allowed limit of 1024 (20013)',
      },
    ]);
  });

  it('is not lost while something of it goes on', async () => {
    const peer = await peerOfAuthor();
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ retCode: 10_000, errorMessage: 'failed', nextPeerIds: [other] });
    await flush();
    expect(told(peer)).toMatchObject([{ code: 'script-failed', isLost: false }]);
  });

  it('is not lost for a damaged copy of what ran before', async () => {
    const peer = await peerOfAuthor();
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish();
    await flush();
    await peer.ingest({ ...particle, data: bytes('damaged') });
    peer.avm.last.finish({ retCode: 2, errorMessage: 'cannot read' });
    await flush();
    expect(told(peer)).toMatchObject([{ code: 'avm-refused', isLost: false }]);
  });
});

describe('a call that fails', () => {
  async function failing(peer: Peer): Promise<void> {
    peer.host.answer = () => ({ kind: 'not-defined' });
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ callRequests: [request(1, 'fn', 'nobody')] });
    await flush();
  }

  it('is told when the particle does not go home with it', async () => {
    const peer = await peerOfAuthor();
    await failing(peer);
    peer.avm.last.finish();
    await flush();
    expect(told(peer)).toEqual([]);
    peer.clock.advance(300);
    expect(told(peer)).toEqual([
      {
        ...{ to: 'author', code: 'call-failed', isLost: false },
        text: "nobody.fn: Service with id 'nobody' not found (function fn)",
      },
    ]);
  });

  it('is not told when it does', async () => {
    const peer = await peerOfAuthor();
    await failing(peer);
    peer.avm.last.finish({ nextPeerIds: [peer.client.peerId] });
    await flush();
    peer.clock.advance(900);
    expect(told(peer)).toEqual([]);
  });
});

describe('a notice of a peer that a particle went to', () => {
  async function sentOn() {
    const peer = await peerOfAuthor();
    peer.network.connect(other);
    const particle = peer.particle();
    await peer.ingest(particle);
    peer.avm.last.finish({ nextPeerIds: [other] });
    await flush();
    const { id: particleId, signature } = particle;
    const notice = { particleId, signature, peerId: other, code: 'overloaded', text: 'full', isLost: true };
    return { peer, particle, notice };
  }

  it('is passed on to where the particle came from, as it is', async () => {
    const { peer, notice } = await sentOn();
    peer.network.say(notice, other);
    expect(peer.network.notified).toEqual([{ to: peer.client.peerId, notice }]);
    expect(peer.trace.trace(notice.particleId)).toContainEqual(
      expect.objectContaining({ kind: 'noticed', from: other, peerId: other, to: peer.client.peerId }),
    );
  });

  it('is passed on once, and few of one particle are', async () => {
    const { peer, notice } = await sentOn();
    peer.network.say(notice, other);
    peer.network.say(notice, other);
    expect(told(peer)).toHaveLength(1);
    for (let i = 0; i < 20; i++) peer.network.say({ ...notice, text: `${i}` }, other);
    expect(told(peer)).toHaveLength(4);
  });

  it.each([
    ['by a peer that the particle did not go to', (from: string) => ({ from: `${from}x` })],
    ['of another particle', () => ({ particleId: 'other' })],
    ['of another author', () => ({ signature: new Uint8Array(64) })],
  ])('is dropped when it is %s', async (_, change) => {
    const { peer, notice } = await sentOn();
    const { from = other, ...parts } = change(other) as { from?: string };
    peer.network.say({ ...notice, ...parts }, from);
    expect(told(peer)).toEqual([]);
  });

  it('is dropped when the particle is back from there, and when its time is over', async () => {
    const { peer, particle, notice } = await sentOn();
    peer.clock.advance(1_001);
    peer.network.say(notice, other);
    expect(told(peer)).toEqual([]);
    const second = await sentOn();
    await second.peer.aquamarine.ingest({ particle: second.particle, from: other, bytes: 1 });
    second.peer.network.say(second.notice, other);
    expect(told(second.peer)).toEqual([]);
    expect(particle.id).toBe(second.particle.id);
  });

  it('of one that was made here is in its trace', async () => {
    const peer = await makePeer();
    peer.network.connect(other);
    const particle = peer.particle();
    await peer.aquamarine.execute(particle);
    peer.avm.last.finish({ nextPeerIds: [other] });
    await flush();
    const { id: particleId, signature } = particle;
    peer.network.say({ particleId, signature, peerId: other, code: 'x', text: 'y', isLost: true }, other);
    expect(peer.network.notified).toEqual([]);
    expect(peer.trace.trace(particleId)).toContainEqual(
      expect.objectContaining({ kind: 'noticed', from: other, text: 'y' }),
    );
  });
});
