import type { PeerScope } from '@noctiluca/host';
import { generateKeyPair } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import type { ParticleRun, RunEnd } from '../../src/index.js';
import { makePeer, NOTHING } from '../utils/make-peer.js';
import { bytes, request } from '../utils/scripted-parts.js';

/** What is known of a run so far. */
function watch(run: ParticleRun) {
  const seen: { idle: boolean; end: RunEnd | undefined } = { idle: false, end: undefined };
  void run.idle.then(() => {
    seen.idle = true;
  });
  void run.over.then((end) => {
    seen.end = end;
  });
  return seen;
}

const OK = { kind: 'ok', json: '1' } as const;

describe('a particle that is followed', () => {
  it('is over when nothing of it is under way, and is forgotten then', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.finish({ callRequests: [request(1), request(2)] });
    await flush();
    const [first, second] = peer.host.calls;
    const signal = first!.context.signal;
    first!.answer(OK);
    await flush();
    peer.avm.last.finish();
    await flush();
    expect(seen).toEqual({ idle: false, end: undefined });
    second!.answer(OK);
    await flush();
    expect(seen.idle).toBe(false);
    peer.avm.last.finish();
    await flush();
    expect(seen).toEqual({ idle: true, end: { ended: 'quiet' } });
    expect(peer.facts()).toEqual(NOTHING);
    expect(signal.aborted).toBe(true);
  });

  it('tells the last failure of its script', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.finish({ retCode: 10_006, errorMessage: 'no luck' });
    await flush();
    expect(seen.end).toEqual({ ended: 'quiet', failure: { retCode: 10_006, message: 'no luck' } });
  });

  it('tells when AquaVM gave no outcome', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.fail('AVM_DEADLINE');
    await flush();
    expect(seen.end).toMatchObject({ ended: 'quiet', failure: { retCode: 1, message: /^avm-deadline/ } });
  });

  it('goes on while it hops between the host and a worker', async () => {
    const worker = generateKeyPair();
    const scope: PeerScope = { kind: 'worker', workerId: worker.peerId };
    const workers = {
      keyPairOf: (id: string) => (id === worker.peerId ? worker : undefined),
      isActive: () => true,
    };
    const peer = await makePeer({}, workers);
    peer.host.local.set(worker.peerId, scope);
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.finish({ nextPeerIds: [worker.peerId] });
    await flush();
    expect(peer.avm.runs).toHaveLength(2);
    expect(seen.idle).toBe(false);
    peer.avm.last.finish({ nextPeerIds: [peer.keyPair.peerId] });
    await flush();
    expect(seen.idle).toBe(false);
    peer.avm.last.finish();
    await flush();
    expect(seen.end).toEqual({ ended: 'quiet' });
    expect(peer.facts()).toEqual(NOTHING);
  });

  it('is over when it came back as often as it left, and its copies are still known', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    const seen = watch(peer.aquamarine.run(particle));
    await flush();
    peer.avm.last.finish({ nextPeerIds: [generateKeyPair().peerId, generateKeyPair().peerId] });
    await flush();
    expect(seen).toEqual({ idle: true, end: undefined });
    await peer.ingest({ ...particle, data: bytes('one') });
    await flush();
    peer.avm.last.finish();
    await flush();
    expect(seen.end).toBeUndefined();
    await peer.ingest({ ...particle, data: bytes('two') });
    await flush();
    peer.avm.last.finish();
    await flush();
    expect(seen.end).toEqual({ ended: 'quiet' });
    expect(peer.facts()).toMatchObject({ actors: 1 });
  });

  it('is here again when it came back, until nothing of it is under way', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    const run = peer.aquamarine.run(particle, { awayMs: 100 });
    await flush();
    peer.avm.last.finish({ nextPeerIds: [generateKeyPair().peerId, generateKeyPair().peerId] });
    await flush();
    expect(run.isHere).toBe(false);
    await peer.ingest({ ...particle, data: bytes('one') });
    await flush();
    let rested = false;
    void run.resting().then(() => {
      rested = true;
    });
    await flush();
    expect([run.isHere, rested]).toEqual([true, false]);
    peer.avm.last.finish();
    await flush();
    expect([run.isHere, rested]).toEqual([false, true]);
    await run.resting();
  });

  it('is waited for as long as it was said when it does not come back', async () => {
    const peer = await makePeer();
    const particle = peer.particle();
    const seen = watch(peer.aquamarine.run(particle, { awayMs: 100 }));
    await flush();
    peer.avm.last.finish({ nextPeerIds: [generateKeyPair().peerId, generateKeyPair().peerId] });
    await flush();
    peer.clock.advance(99);
    await peer.ingest({ ...particle, data: bytes('one') });
    await flush();
    peer.clock.advance(99);
    peer.avm.last.finish();
    await flush();
    peer.clock.advance(99);
    await flush();
    expect(seen.end).toBeUndefined();
    peer.clock.advance(1);
    await flush();
    expect(seen.end).toEqual({ ended: 'away' });
  });

  it('expires with its particle', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle({ ttl: 1_000 })));
    await flush();
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    peer.clock.advance(1_100);
    await flush();
    expect(seen).toEqual({ idle: true, end: { ended: 'expired' } });
  });

  it('without a wait expires when it is away', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle({ ttl: 1_000 })));
    await flush();
    peer.avm.last.finish({ nextPeerIds: [generateKeyPair().peerId] });
    await flush();
    peer.clock.advance(999);
    await flush();
    expect(seen.end).toBeUndefined();
    peer.clock.advance(101);
    await flush();
    expect(seen.end).toEqual({ ended: 'expired' });
  });

  it('that could not be sent is over at once', async () => {
    const peer = await makePeer();
    const absent = generateKeyPair().peerId;
    peer.network.absent.set(absent, { how: 'KademliaNotFound', detail: 'nobody' });
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.finish({ nextPeerIds: [absent] });
    await flush();
    expect(seen.end).toEqual({ ended: 'quiet' });
  });

  it('that was not taken on is dropped', async () => {
    const peer = await makePeer();
    const seen = watch(peer.aquamarine.run(peer.particle({ timestamp: 1 })));
    await flush();
    expect(seen).toEqual({ idle: true, end: { ended: 'dropped' } });
    expect(peer.dropped()).toEqual(['dispatcher expired']);
  });

  it('ends when the peer stops', async () => {
    const peer = await makePeer({ graceMs: 0 });
    const seen = watch(peer.aquamarine.run(peer.particle()));
    await flush();
    peer.avm.last.finish({ callRequests: [request(1)] });
    await flush();
    const stopped = peer.aquamarine.stop(AbortSignal.abort());
    await flush();
    expect(seen.end).toEqual({ ended: 'stopped' });
    await stopped;
  });
});
