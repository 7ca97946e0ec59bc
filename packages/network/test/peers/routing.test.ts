import { createHash } from 'node:crypto';
import { generateKeyPair } from '@noctiluca/particle';
import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { SMALL_NETWORK_TTL_MS } from '../../src/constants.js';
import { multihashOf as bytesOf, commonBits, sortByDistance } from '../../src/peers/distance.js';
import { Routing } from '../../src/peers/routing.js';

const COUNT = 20;
const LIMITS = { queryTimeoutMs: 3000, failThreshold: 3, banCooldownMs: 60_000 };

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const newPeers = (count: number) => Array.from({ length: count }, () => generateKeyPair().peerId);

/** A peer whose table holds `held`, in a network whose look-ups find `all`. */
function routingOf(self: string, held: readonly string[], all: readonly string[]) {
  let lookUps = 0;
  const clock = new FakeClock();
  async function* closestPeers(key: Uint8Array) {
    lookUps += 1;
    for (const from of sortByDistance(all, sha(key)).slice(0, COUNT)) yield { from, closer: [] };
  }
  const routing = new Routing({
    self,
    kademlia: {
      size: held.length,
      closestKnown: (place, count) => sortByDistance(held, place).slice(0, count),
      forget: async () => {},
      findPeer: async () => undefined,
      closestPeers,
    },
    limits: LIMITS,
    reach: async () => true,
    clock,
  });
  return { routing, clock, lookUps: () => lookUps };
}

describe('the routing table', () => {
  it('is all peers but this one, by bits that places have in common', () => {
    const all = newPeers(64);
    const [self, ...others] = all as [string, ...string[]];
    const table = routingOf(self, all, all).routing.table();
    expect(table.map(({ peerId }) => peerId).sort()).toEqual(others.sort());
    const nearest = sortByDistance(others, sha(bytesOf(self)));
    const buckets = nearest.map((id) => table.find(({ peerId }) => peerId === id)!.bucket);
    expect(buckets).toEqual([...buckets].sort((a, b) => b - a));
  });

  it.each([
    [[0b1000_0000], [0b0000_0000], 0],
    [[0b1000_0001], [0b1000_0000], 7],
    [[1, 0b0010_0000], [1, 0b0000_0000], 10],
    [[1, 2], [1, 2], 16],
  ])('%j and %j have %i bits in common', (a, b, bits) => {
    expect(commonBits(Uint8Array.from(a), Uint8Array.from(b))).toBe(bits);
  });
});

describe('the neighbourhood of a key', () => {
  const all = newPeers(400);

  it('is the same whoever is asked, though each knows a sample of the network', async () => {
    const key = bytesOf(newPeers(1)[0]!);
    const truth = sortByDistance(all, sha(key)).slice(0, COUNT);
    const far = sortByDistance(all, sha(key)).slice(200);
    for (const self of far.slice(-3)) {
      const { routing, lookUps } = routingOf(self, far, all);
      expect(await routing.neighborhood(key, COUNT)).toEqual(truth);
      expect(lookUps()).toBe(1);
    }
  });

  it('is answered without the network by a peer that is in it: it knows its own neighbours', async () => {
    const self = newPeers(1)[0]!;
    const { routing, lookUps } = routingOf(self, all, all);
    const key = bytesOf(self);
    expect(await routing.neighborhood(key, COUNT)).toEqual(sortByDistance(all, sha(key)).slice(0, COUNT));
    expect(lookUps()).toBe(0);
  });

  it('of a small network is its table, once a look-up found nobody else', async () => {
    const few = all.slice(0, 5);
    const { routing, clock, lookUps } = routingOf(newPeers(1)[0]!, few, few);
    const key = bytesOf(newPeers(1)[0]!);
    for (let i = 0; i < 3; i++) expect(await routing.neighborhood(key, COUNT)).toHaveLength(5);
    expect(await routing.neighborhood(key, 2)).toHaveLength(2);
    clock.advance(SMALL_NETWORK_TTL_MS - 1);
    await routing.neighborhood(key, COUNT);
    expect(lookUps()).toBe(1);
    clock.advance(1);
    await routing.neighborhood(key, COUNT);
    expect(lookUps()).toBe(2);
  });
});

it('a peer that was looked for in vain too often is looked for again after the cooldown', async () => {
  const { routing, clock } = routingOf(newPeers(1)[0]!, [], []);
  const [lost] = newPeers(1);
  const detail = async () => (await routing.discover(lost!)) as { detail: string };
  for (let i = 0; i < LIMITS.failThreshold; i++)
    expect(await detail()).toMatchObject({ how: 'KademliaNotFound' });
  clock.advance(LIMITS.banCooldownMs - 1);
  expect((await detail()).detail).toContain('PeerBanned');
  clock.advance(1);
  expect(await detail()).toMatchObject({ how: 'KademliaNotFound' });
});
