import type { Particle } from '@noctiluca/particle';
import { flush } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createSendQueue, type QueuedSend } from '../../src/effects/send-queue.js';

function make(init: Partial<Parameters<typeof createSendQueue>[0]> = {}) {
  const started: string[] = [];
  const gaveWay: string[] = [];
  const rooms = { told: 0 };
  const open: { peerId: string; finish: () => void }[] = [];
  const lane = createSendQueue<QueuedSend>(
    { maxActive: 3, maxPerPeer: 2, maxQueued: 100, maxQueuedBytes: 1_000, ...init },
    {
      run: ({ peerId, particle }) =>
        new Promise((finish) => {
          started.push(particle.id);
          open.push({ peerId, finish });
        }),
      gaveWay: ({ particle }) => gaveWay.push(particle.id),
      onRoom: () => {
        rooms.told++;
      },
    },
  );
  return { lane, started, open, gaveWay, rooms };
}

function job(peerId: string, id = peerId, size = 1): QueuedSend {
  const particle: Particle = {
    id,
    initPeerId: '',
    timestamp: 0,
    ttl: 0,
    script: '',
    signature: new Uint8Array(0),
    data: new Uint8Array(size),
  };
  return { peerId, particle, deadlineMs: 0 };
}

describe('send lane', () => {
  it('runs so many at a time, the rest in order', async () => {
    const { lane, started, open } = make();
    for (const peer of ['a', 'b', 'c', 'd', 'e']) expect(lane.submit(job(peer))).toBe(true);
    expect(started).toEqual(['a', 'b', 'c']);
    open[1]?.finish();
    await flush(1);
    expect(started).toEqual(['a', 'b', 'c', 'd']);
  });

  it('lets a slow peer hold back none but its own', async () => {
    const { lane, started, open } = make();
    for (const id of ['slow1', 'slow2', 'slow3', 'slow4']) lane.submit(job('slow', id));
    lane.submit(job('other'));
    expect(started).toEqual(['slow1', 'slow2', 'other']);
    open[0]?.finish();
    await flush(1);
    expect(started).toEqual(['slow1', 'slow2', 'other', 'slow3']);
  });

  it('refuses what finds no room to wait, by number and by bytes', () => {
    const { lane } = make({ maxActive: 1, maxQueued: 2, maxQueuedBytes: 10 });
    expect(lane.submit(job('a', 'a', 1_000))).toBe(true);
    expect(lane.submit(job('b', 'b', 11))).toBe(false);
    expect(lane.submit(job('b', 'b', 10))).toBe(true);
    expect(lane.submit(job('c', 'c', 1))).toBe(false);
    expect(lane.submit(job('c', 'c', 0))).toBe(true);
    expect(lane.submit(job('d', 'd', 0))).toBe(false);
  });

  it('runs every job it took, within both bounds, each peer in order', async () => {
    const peers = fc.constantFrom('a', 'b', 'c', 'd');
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(peers, fc.nat(20)), { maxLength: 60 }), async (steps) => {
        const { lane, started, open } = make();
        const taken: string[] = [];
        const check = () => {
          expect(open.length).toBeLessThanOrEqual(3);
          for (const peer of ['a', 'b', 'c', 'd']) {
            expect(open.filter(({ peerId }) => peerId === peer).length).toBeLessThanOrEqual(2);
          }
        };
        const finish = async (index: number) => {
          open.splice(index % open.length, 1)[0]?.finish();
          await flush(1);
        };
        for (const step of steps) {
          if (typeof step === 'string') {
            const id = `${step}${taken.length}`;
            if (lane.submit(job(step, id))) taken.push(id);
          } else if (open.length > 0) await finish(step);
          check();
        }
        while (open.length > 0) {
          await finish(0);
          check();
        }
        expect([...started].sort()).toEqual([...taken].sort());
        for (const peer of ['a', 'b', 'c', 'd']) {
          const of = (ids: string[]) => ids.filter((id) => id.startsWith(peer));
          expect(of(started)).toEqual(of(taken));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('a send queue that is full', () => {
  const of = (author: string, id: string): QueuedSend => {
    const made = job('to', id);
    return { ...made, particle: { ...made.particle, initPeerId: author } };
  };

  it('has room for a newcomer: whoever has most waiting gives way', async () => {
    const { lane, started, open, gaveWay } = make({ maxActive: 1, maxQueued: 4 });
    for (const id of ['1', '2', '3', '4', '5']) expect(lane.submit(of('hog', id))).toBe(true);
    expect(lane.submit(of('hog', '6'))).toBe(false);
    expect(lane.submit(of('other', 'a'))).toBe(true);
    expect(gaveWay).toEqual(['2']);
    for (let i = 0; i < 5; i++) {
      open[i]!.finish();
      await flush();
    }
    expect(started).toEqual(['1', '3', '4', '5', 'a']);
  });
});

describe('an author whose sends wait', () => {
  const of = (author: string, id: string, size = 1): QueuedSend => {
    const { particle, ...rest } = job('slow', id, size);
    return { ...rest, particle: { ...particle, initPeerId: author } };
  };
  const submit = (lane: ReturnType<typeof make>['lane'], author: string, count: number, size = 1) => {
    for (let i = 0; i < count; i++) lane.submit(of(author, `${author}${i}`, size));
  };

  it('is behind from a half-full queue on, and others are not', () => {
    const { lane } = make({ maxActive: 1, maxQueued: 10 });
    submit(lane, 'hog', 5);
    expect(lane.isBehind('hog')).toBe(false);
    submit(lane, 'hog', 2);
    expect([lane.isBehind('hog'), lane.isBehind('other')]).toEqual([true, false]);
    submit(lane, 'other', 1);
    expect([lane.isBehind('hog'), lane.isBehind('other')]).toEqual([true, false]);
  });

  it('is so by bytes as well', () => {
    const { lane } = make({ maxActive: 1, maxQueued: 100, maxQueuedBytes: 1_000 });
    submit(lane, 'hog', 3, 250);
    expect(lane.isBehind('hog')).toBe(true);
  });

  it('is so no more when enough has gone, which is told', async () => {
    const { lane, open, rooms } = make({ maxActive: 1, maxQueued: 10 });
    submit(lane, 'hog', 7);
    expect([lane.isBehind('hog'), rooms.told]).toEqual([true, 0]);
    for (let i = 0; i < 2; i++) {
      open[i]!.finish();
      await flush(1);
    }
    expect(lane.isBehind('hog')).toBe(false);
    expect(rooms.told).toBeGreaterThan(0);
    const before = rooms.told;
    open[2]!.finish();
    await flush(1);
    expect(rooms.told).toBe(before);
  });
});
