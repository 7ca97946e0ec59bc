import { randomUUID } from 'node:crypto';
import { createParticle, generateKeyPair, type Particle } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { type EndedRun, Recordings } from '../../src/observe/recordings.js';
import { bytes, outcome } from '../utils/scripted-parts.js';

const keyPair = generateKeyPair();
const signed = createParticle({ id: 'p', script: '(null)', ttl: 1_000, timestampMs: 1, keyPair });
const particle = (id: string, parts: Partial<Particle> = {}): Particle => ({ ...signed, id, ...parts });
const run = (seq: number, parts: Partial<EndedRun> = {}): EndedRun => ({
  ...{ peerId: 'me', seq, isFirst: seq === 1, data: bytes('came'), results: new Map() },
  outcome: outcome({ nextPeerIds: ['next'], data: bytes('left') }),
  ...parts,
});

describe('recordings', () => {
  it('keep what each run of a particle was given, and how it ended', () => {
    const recordings = new Recordings();
    const results = new Map([[1, { retCode: 0, result: '"r"' }]]);
    recordings.record(particle('p'), run(1));
    recordings.record(particle('p'), run(2, { data: undefined, results }));
    recordings.record(particle('p'), run(1, { peerId: 'worker' }));
    const [mine, workers] = recordings.of('p');
    expect(mine).toMatchObject({
      particle: { id: 'p', initPeerId: keyPair.peerId, script: '(null)', ttl: 1_000, timestamp: 1 },
      peerId: 'me',
      steps: [
        { seq: 1, data: bytes('came'), retCode: 0, nextPeerIds: ['next'], outcomeBytes: 4 },
        { seq: 2, data: bytes(''), results },
      ],
    });
    expect(mine?.particle).not.toHaveProperty('signature');
    expect(workers?.steps).toHaveLength(1);
    expect(recordings.of('unknown')).toEqual([]);
  });

  it('do not keep the frame that the data came in', () => {
    const recordings = new Recordings();
    const frame = new Uint8Array(1_000_000);
    recordings.record(particle('p'), run(1, { data: frame.subarray(0, 10) }));
    expect(recordings.of('p')[0]?.steps[0]?.data.buffer.byteLength).toBe(10);
  });

  it.each([2, 10, 97])('of one particle in %i are the same on every peer, and about so many', (oneIn) => {
    const here = new Recordings({ oneIn });
    const there = new Recordings({ oneIn });
    const ids = Array.from({ length: 10_000 }, () => randomUUID());
    for (const id of ids) for (const peer of [here, there]) peer.record(particle(id), run(1));
    const chosen = ids.filter((id) => here.of(id).length > 0);
    expect(ids.filter((id) => there.of(id).length > 0)).toEqual(chosen);
    expect(chosen.length / ids.length).toBeGreaterThan(0.7 / oneIn);
    expect(chosen.length / ids.length).toBeLessThan(1.3 / oneIn);
  });

  it('of one particle in so many have all runs of it, and of ids that only count up too', () => {
    const recordings = new Recordings({ oneIn: 4 });
    const ids = Array.from({ length: 4_000 }, (_, i) => `spell_x_${i}`);
    for (const id of ids) for (const seq of [1, 2]) recordings.record(particle(id), run(seq));
    const steps = ids.map((id) => recordings.of(id)[0]?.steps.length ?? 0);
    expect(new Set(steps)).toEqual(new Set([0, 2]));
    const share = steps.filter((count) => count === 2).length / ids.length;
    expect(share).toBeGreaterThan(0.2);
    expect(share).toBeLessThan(0.3);
  });

  it('begin with the first run or not at all, and do not mix in another particle of the same id', () => {
    const recordings = new Recordings();
    recordings.record(particle('late'), run(2));
    expect(recordings.of('late')).toEqual([]);
    recordings.record(particle('p'), run(1));
    recordings.record(particle('p', { script: '(fail 1 "other")' }), run(1));
    recordings.record(particle('p', { initPeerId: 'other' }), run(1));
    expect(recordings.of('p')[0]?.steps).toHaveLength(1);
  });

  it('stay within their bytes: particles go as a whole, of whoever has most', () => {
    const recordings = new Recordings({ maxBytes: 100_000 });
    recordings.record(particle('quiet', { initPeerId: 'quiet' }), run(1));
    for (let i = 0; i < 500; i++) {
      recordings.record(particle(`loud-${i}`), run(1));
      recordings.record(particle(`loud-${i}`), run(2, { data: new Uint8Array(1_000) }));
      expect(recordings.bytes).toBeLessThanOrEqual(100_000);
    }
    expect(recordings.of('quiet')).toHaveLength(1);
    expect(recordings.of('loud-0')).toEqual([]);
    expect(recordings.of('loud-499')[0]?.steps).toHaveLength(2);
    recordings.record(particle('loud-0'), run(3));
    expect(recordings.of('loud-0')).toEqual([]);
  });
});
