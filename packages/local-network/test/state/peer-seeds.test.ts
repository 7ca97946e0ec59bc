import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { parseKey } from '@noctiluca/particle';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { peerSeed } from '../../src/state/peer-seeds.js';

/** spec/fluence-cli.md §2.9 */
const WELL_KNOWN = [
  '12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR',
  '12D3KooWQdpukY3p2DhDfUfDgphAqsGu5ZUrmQ4mcHSGrRag6gQK',
  '12D3KooWRT8V5awYdEZm6aAV9HWweCEbhWd7df4wehqHZXAB7yMZ',
  '12D3KooWBzLSu9RL7wLP6oUowzCbkCj2AGBSXkHSJKuq4wwTfwof',
  '12D3KooWBf6hFgrnXwHkBnwPGMysP3b1NJe5HGtAWPYfwmQ2MBiU',
  '12D3KooWPisGn7JhooWhggndz25WM7vQ2JmA121EV8jUDQ5xMovJ',
];

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-seeds-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

describe('peerSeed', () => {
  it.each(WELL_KNOWN.map((peerId, index) => [index, peerId] as const))(
    'of peer %i is the well-known one',
    async (index, peerId) => {
      expect(parseKey(await peerSeed(dir, index)).peerId).toBe(peerId);
    },
  );

  it("prefers the project's own key", async () => {
    await mkdir(path.join(dir, 'secrets'));
    const seed = Buffer.alloc(32, 7).toString('base64');
    await writeFile(path.join(dir, 'secrets', 'nox-1.txt'), `${seed}\n`);
    expect(await peerSeed(dir, 1)).toBe(seed);
  });

  it('makes a key for a seventh peer and keeps it', async () => {
    const first = await peerSeed(dir, 6);
    expect(await peerSeed(dir, 6)).toBe(first);
    expect(await peerSeed(dir, 7)).not.toBe(first);
  });
});
