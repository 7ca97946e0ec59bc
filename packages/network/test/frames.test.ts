import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Particle } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { Frames } from '../src/frames.js';
import { makeParticle, startNetwork, startNetworks } from './utils/networks.js';

/** A particle that counts how often its script is encoded. */
function counted(dataBytes = 10): { particle: Particle; encoded: () => number } {
  const made = makeParticle(dataBytes);
  let reads = 0;
  const particle = Object.defineProperty({ ...made }, 'script', {
    get: () => {
      reads++;
      return made.script;
    },
  });
  new Frames(1_000_000).of(particle);
  const once = reads;
  reads = 0;
  return { particle, encoded: () => reads / once };
}

describe('a particle for several peers', () => {
  it.each([true, false])('is encoded once, and arrives whole at each; fast path: %s', async (fastPath) => {
    const { network } = await startNetwork({ fastPath });
    const peers = await startNetworks({}, {}, {});
    await Promise.all(peers.map((peer) => network.connect(peer.contact('tcp'))));
    const { particle, encoded } = counted(300_000);
    const results = await Promise.all(peers.map((peer) => network.send(peer.contact(), particle)));
    expect(encoded()).toBe(1);
    expect(results.map(({ status }) => status)).toEqual(['ok', 'ok', 'ok']);
    for (const { received } of peers) {
      const [inbound] = await received.count(1);
      expect(inbound?.particle.script).toBe(particle.script);
      expect(Buffer.compare(inbound!.particle.data, particle.data)).toBe(0);
    }
  });
});

describe('a frame', () => {
  it('is the same for the same particle, and another for another', () => {
    const frames = new Frames(1_000_000);
    const { particle, encoded } = counted();
    expect(frames.of(particle)).toBe(frames.of(particle));
    expect(encoded()).toBe(1);
    expect(frames.of({ ...particle })).not.toBe(frames.of(particle));
  });

  it('is not kept beyond the turn in which it was made', async () => {
    const frames = new Frames(1_000_000);
    const { particle, encoded } = counted();
    frames.of(particle);
    await nextTurn();
    frames.of(particle);
    expect(encoded()).toBe(2);
  });

  it('that is too large leaves nothing behind', () => {
    const frames = new Frames(1_000);
    const { particle } = counted(2_000);
    expect(() => frames.of(particle)).toThrow();
    expect(() => frames.of(particle)).toThrow();
  });
});
