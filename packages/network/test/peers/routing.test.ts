import { createHash } from 'node:crypto';
import type { PeerId } from '@libp2p/interface';
import type { KadDHT } from '@libp2p/kad-dht';
import { peerIdFromString } from '@libp2p/peer-id';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it } from 'vitest';
import { Routing } from '../../src/peers/routing.js';

const COUNT = 20;
const LIMITS = { queryTimeoutMs: 3000, failThreshold: 3, banCooldownMs: 60_000 };

const sha = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();
const bytesOf = (peer: PeerId) => peer.toMultihash().bytes;
const newPeers = (count: number) =>
  Array.from({ length: count }, () => peerIdFromString(generateKeyPair().peerId));

/** Nearest first, by the hash of a target. */
function byDistance(target: Uint8Array, peers: readonly PeerId[]): PeerId[] {
  const distance = (peer: PeerId) => sha(bytesOf(peer)).map((byte, i) => byte ^ target[i]!);
  return [...peers].sort((a, b) => Buffer.compare(distance(a), distance(b)));
}

/** A peer whose table holds `held`, in a network whose look-ups find `all`. */
function routingOf(self: PeerId, held: readonly PeerId[], all: readonly PeerId[]) {
  let lookUps = 0;
  async function* getClosestPeers(key: Uint8Array) {
    lookUps += 1;
    for (const from of byDistance(sha(key), all).slice(0, COUNT))
      yield { name: 'PEER_RESPONSE', from, closer: [] };
  }
  const routing = new Routing({
    self,
    dht: { getClosestPeers } as unknown as KadDHT,
    table: {
      size: held.length,
      closestPeers: (target, { count }) => byDistance(target, held).slice(0, count),
      remove: async () => {},
    },
    limits: LIMITS,
    reach: async () => true,
  });
  return { routing, lookUps: () => lookUps };
}

describe('the neighbourhood of a key', () => {
  const all = newPeers(400);
  const ids = (peers: readonly PeerId[]) => peers.map(String);

  it('is the same whoever is asked, though each knows a sample of the network', async () => {
    const key = bytesOf(newPeers(1)[0]!);
    const truth = ids(byDistance(sha(key), all).slice(0, COUNT));
    const far = byDistance(sha(key), all).slice(200);
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
    expect(await routing.neighborhood(key, COUNT)).toEqual(ids(byDistance(sha(key), all).slice(0, COUNT)));
    expect(lookUps()).toBe(0);
  });

  it('of a small network is its table, once a look-up found nobody else', async () => {
    const few = all.slice(0, 5);
    const { routing, lookUps } = routingOf(newPeers(1)[0]!, few, few);
    const key = bytesOf(newPeers(1)[0]!);
    for (let i = 0; i < 3; i++) expect(await routing.neighborhood(key, COUNT)).toHaveLength(5);
    expect(await routing.neighborhood(key, 2)).toHaveLength(2);
    expect(lookUps()).toBe(1);
  });
});
