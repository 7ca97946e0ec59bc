import { createParticle, generateKeyPair } from '@noctiluca/particle';
import { FakeClock, flush } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createKeptSends } from '../../src/effects/kept-sends.js';
import type { QueuedSend } from '../../src/effects/send-queue.js';
import { makePeer } from '../utils/make-peer.js';
import { request } from '../utils/scripted-parts.js';

const keyPair = generateKeyPair();
const bytes = (text: string): Uint8Array => Buffer.from(text);

function make(init: Partial<Parameters<typeof createKeptSends>[0]> = {}) {
  const clock = new FakeClock();
  const givenUp: string[] = [];
  const kept = createKeptSends(
    { maxPerPeer: 3, maxBytesPerPeer: 1_000, maxBytes: 1_000, ...init },
    clock,
    ({ particle }) => givenUp.push(particle.id),
  );
  const job = (peerId: string, id: string, { ttl = 60_000, size = 1 } = {}): QueuedSend => ({
    peerId,
    particle: {
      ...createParticle({ id, script: '', ttl, timestampMs: clock.nowMs(), keyPair }),
      data: new Uint8Array(size),
    },
    deadlineMs: clock.nowMs() + ttl,
  });
  return { clock, kept, givenUp, job };
}

const ids = (jobs: readonly QueuedSend[]) => jobs.map(({ particle }) => particle.id);

describe('particles kept for a peer', () => {
  it('are given back once, in their order, when it arrives', () => {
    const { kept, job } = make();
    kept.arrived('a');
    expect(kept.keep(job('a', '1'))).toBe(true);
    expect(kept.keep(job('a', '2'))).toBe(true);
    expect(ids(kept.arrived('b'))).toEqual([]);
    expect(ids(kept.arrived('a'))).toEqual(['1', '2']);
    expect(ids(kept.arrived('a'))).toEqual([]);
    expect(kept.count).toBe(0);
  });

  it('are none for a peer that was never here', () => {
    const { kept, job } = make();
    expect(kept.keep(job('stranger', '1'))).toBe(false);
  });

  it('are so many for one, and so many bytes for all', () => {
    const { kept, job } = make({ maxPerPeer: 2, maxBytes: 100 });
    for (const peer of ['a', 'b', 'c']) kept.arrived(peer);
    expect(['1', '2', '3'].map((id) => kept.keep(job('a', id)))).toEqual([true, true, false]);
    expect(kept.keep(job('b', '4', { size: 99 }))).toBe(false);
    expect(kept.keep(job('b', '5', { size: 98 }))).toBe(true);
    expect(kept.keep(job('c', '6'))).toBe(false);
    kept.arrived('a');
    expect(kept.keep(job('c', '7'))).toBe(true);
  });

  it('of one leave room for those of another', () => {
    const { kept, job } = make({ maxBytesPerPeer: 60, maxBytes: 100 });
    for (const peer of ['a', 'b']) kept.arrived(peer);
    expect(kept.keep(job('a', '1', { size: 40 }))).toBe(true);
    expect(kept.keep(job('a', '2', { size: 21 }))).toBe(false);
    expect(kept.keep(job('b', '3', { size: 60 }))).toBe(true);
    expect(ids(kept.arrived('a'))).toEqual(['1']);
    expect(kept.keep(job('a', '4', { size: 40 }))).toBe(true);
  });

  it('are known of so many peers, those that came last', () => {
    const { kept, job } = make();
    for (let i = 0; i <= 10_000; i += 1) kept.arrived(`peer-${i}`);
    expect(kept.keep(job('peer-0', '1'))).toBe(false);
    expect(kept.keep(job('peer-1', '2'))).toBe(true);
    expect(kept.keep(job('peer-10000', '3'))).toBe(true);
  });

  it('are given up when their time is over, and leave no timer behind', () => {
    const { kept, job, clock, givenUp } = make();
    kept.arrived('a');
    kept.keep(job('a', 'short', { ttl: 500 }));
    kept.keep(job('a', 'long', { ttl: 5_000 }));
    clock.advance(1_500);
    expect(givenUp).toEqual(['short']);
    expect(kept.count).toBe(1);
    clock.advance(6_000);
    expect(givenUp).toEqual(['short', 'long']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('are given up at the end', () => {
    const { kept, job, clock, givenUp } = make();
    kept.arrived('a');
    kept.keep(job('a', '1'));
    kept.clear();
    expect(givenUp).toEqual(['1']);
    expect(clock.pendingTimers).toBe(0);
  });

  it('are given back or given up, each once, whatever happens', () => {
    const peers = fc.constantFrom('a', 'b', 'c');
    const step = fc.oneof(
      peers.map((peer) => ({ arrives: peer })),
      peers.map((peer) => ({ keeps: peer })),
      fc.nat(3_000),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const { kept, job, clock, givenUp } = make();
        const [taken, back]: string[][] = [[], []];
        for (const [i, each] of steps.entries()) {
          if (typeof each === 'number') clock.advance(each);
          else if ('arrives' in each) back!.push(...ids(kept.arrived(each.arrives)));
          else if (kept.keep(job(each.keeps, `${i}`, { ttl: 2_000 }))) taken!.push(`${i}`);
        }
        kept.clear();
        expect([...back!, ...givenUp].sort()).toEqual(taken!.sort());
        expect(kept.count).toBe(0);
      }),
    );
  });
});

describe('a peer whose client is cut off', () => {
  /** A particle whose answer goes to its author while that is away. */
  async function cutOff(options: Parameters<typeof makePeer>[0] = {}) {
    const peer = await makePeer(options);
    const client = peer.client.peerId;
    peer.network.connect(client);
    return { ...peer, client };
  }

  it('sends what it had for it when it is back, in 50 cuts', async () => {
    const peer = await cutOff();
    for (let round = 0; round < 50; round += 1) {
      const id = `p-${round}`;
      await peer.ingest(peer.particle({ id, ttl: 60_000 }));
      peer.network.disconnect(peer.client);
      peer.avm.last.finish({ data: bytes(id), nextPeerIds: [peer.client] });
      await flush();
      expect(peer.network.sent).toHaveLength(round);
      expect(peer.facts()).toMatchObject({ kept: 1, underWay: 0 });
      peer.network.connect(peer.client);
      await flush();
      expect(peer.network.sent).toHaveLength(round + 1);
      expect(peer.network.sent.at(-1)).toMatchObject({ to: peer.client, particle: { id, data: bytes(id) } });
    }
    expect(peer.dropped()).toEqual([]);
  });

  it('sends again what was under way when the connection broke, if it came back meanwhile', async () => {
    const peer = await cutOff();
    peer.network.slow = true;
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    peer.network.disconnect(peer.client);
    peer.network.connect(peer.client);
    peer.network.slow = false;
    peer.network.sent[0]?.finish({ status: 'not-connected' });
    await flush();
    expect(peer.network.sent).toHaveLength(2);
    expect(peer.facts()).toMatchObject({ kept: 0 });
    expect(peer.dropped()).toEqual([]);
  });

  it('keeps what was under way in a connection that is gone and not known to be', async () => {
    const peer = await cutOff();
    peer.network.slow = true;
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    peer.network.sent[0]?.finish({ status: 'not-connected' });
    await flush();
    expect(peer.facts()).toMatchObject({ kept: 1 });
    peer.network.disconnect(peer.client);
    peer.clock.advance(1_000);
    await flush();
    expect(peer.facts()).toMatchObject({ kept: 1 });
    peer.network.slow = false;
    peer.network.connect(peer.client);
    await flush();
    expect(peer.network.sent).toHaveLength(2);
    expect(peer.facts()).toMatchObject({ kept: 0 });
    expect(peer.dropped()).toEqual([]);
  });

  it('sends it over another connection that stands', async () => {
    const peer = await cutOff();
    peer.network.slow = true;
    await peer.ingest(peer.particle({ ttl: 60_000 }));
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    peer.network.slow = false;
    peer.network.sent[0]?.finish({ status: 'not-connected' });
    await flush();
    expect(peer.network.sent).toHaveLength(1);
    peer.clock.advance(1_000);
    await flush();
    expect(peer.network.sent).toHaveLength(2);
    expect(peer.dropped()).toEqual([]);
  });

  it('sends an answer again that went with its connection, when it is asked again over another', async () => {
    const peer = await cutOff();
    const particle = peer.particle();
    const asked = async (outcome: Parameters<typeof peer.avm.last.finish>[0] = {}) => {
      await peer.ingest(particle);
      peer.avm.last.finish({ data: bytes('answer'), ...outcome });
      await flush();
      return peer.network.sent.length;
    };
    expect(await asked({ nextPeerIds: [peer.client] })).toBe(1);
    // Over the same connection: it has it.
    expect(await asked()).toBe(1);
    peer.network.connect(peer.client);
    expect(await asked()).toBe(2);
    expect(peer.network.sent[1]).toMatchObject({ to: peer.client, particle: { data: bytes('answer') } });
    expect(await asked()).toBe(2);
  });

  it('sends at once what is stuck in a connection that is not known to be gone', async () => {
    const peer = await cutOff();
    const particle = peer.particle();
    peer.network.slow = true;
    await peer.ingest(particle);
    peer.avm.last.finish({ data: bytes('answer'), nextPeerIds: [peer.client] });
    await flush();
    peer.network.connect(peer.client);
    peer.network.slow = false;
    await peer.ingest(particle);
    peer.avm.last.finish({ data: bytes('answer') });
    await flush();
    expect(peer.network.sent.map(({ to }) => to)).toEqual([peer.client, peer.client]);
  });

  it('sends nothing again of which the answer is not there yet, or was for another', async () => {
    const peer = await cutOff();
    const particle = peer.particle();
    const other = generateKeyPair().peerId;
    await peer.ingest(particle);
    peer.avm.last.finish({ callRequests: [request(1)], nextPeerIds: [other] });
    await flush();
    peer.network.connect(peer.client);
    await peer.ingest(particle);
    peer.avm.last.finish({});
    await flush();
    expect(peer.network.sent.map(({ to }) => to)).toEqual([other]);
  });

  it('drops it when its time is over', async () => {
    const peer = await cutOff();
    await peer.ingest(peer.particle());
    peer.network.disconnect(peer.client);
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    peer.clock.advance(3_000);
    expect(peer.dropped()).toEqual(['send expired']);
    peer.network.connect(peer.client);
    await flush();
    expect(peer.network.sent).toEqual([]);
  });

  it('drops what it refuses, and what does not find room', async () => {
    const peer = await cutOff({ bounds: { maxKeptPerPeer: 1 } });
    peer.network.slow = true;
    await peer.ingest(peer.particle());
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    peer.network.disconnect(peer.client);
    peer.network.sent[0]?.finish({ status: 'protocol-error', detail: 'no' });
    await flush();
    expect(peer.dropped()).toEqual(['send protocol-error']);
    for (const id of ['1', '2']) {
      await peer.ingest(peer.particle({ id }));
      peer.avm.last.finish({ nextPeerIds: [peer.client] });
      await flush();
    }
    expect(peer.dropped()).toEqual(['send protocol-error', 'send not-found']);
  });

  it('gives it up when it stops', async () => {
    const peer = await cutOff();
    await peer.ingest(peer.particle());
    peer.network.disconnect(peer.client);
    peer.avm.last.finish({ nextPeerIds: [peer.client] });
    await flush();
    await peer.aquamarine.stop(new AbortController().signal);
    expect(peer.dropped()).toEqual(['send stopped']);
  });
});

describe('kept particles, when there is no more room', () => {
  it('of whoever has most give way', () => {
    const { kept, job, givenUp } = make({ maxPerPeer: 100, maxBytes: 100, maxBytesPerPeer: 100 });
    const of = (author: string, id: string) => {
      const made = job('a', id, { size: 20 });
      return { ...made, particle: { ...made.particle, initPeerId: author } };
    };
    kept.arrived('a');
    for (const id of ['1', '2', '3', '4']) expect(kept.keep(of('hog', id))).toBe(true);
    expect(kept.keep(of('other', 'a'))).toBe(true);
    expect(kept.keep(of('third', 'b'))).toBe(false);
    expect(givenUp).toEqual([]);
    kept.arrived('b');
    expect(kept.keep({ ...of('third', 'b'), peerId: 'b' })).toBe(true);
    expect(givenUp).toEqual(['1']);
    expect(ids(kept.arrived('a'))).toEqual(['2', '3', '4', 'a']);
  });
});
