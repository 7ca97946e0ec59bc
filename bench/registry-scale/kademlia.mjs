import { createHash } from 'node:crypto';

/** Kademlia's numbers (spec/nox.md §1.9). */
export const K = 20;
export const ALPHA = 3;
/** One way between two peers, and what an answer that does not come costs, milliseconds. */
const MEDIAN_LATENCY_MS = 50;
const TIMEOUT_MS = 1000;
const BITS = 48;

/** First 48 bits of the key's hash: no two of 10,000 are equal. */
export function keyOf(bytes) {
  return createHash('sha256').update(bytes).digest().readUIntBE(0, 6);
}

const HALF = 2 ** 24;
/** XOR of two 48-bit numbers. */
export function distance(a, b) {
  const high = Math.floor(a / HALF) ^ Math.floor(b / HALF);
  return high * HALF + ((a % HALF) ^ (b % HALF));
}

/**
 * Peers with routing tables as they are when everybody has been up for a while: up to K random ones of each bucket. A peer
 * that left stays in the tables of others until they look.
 */
export function createNetwork(peers, random) {
  const sorted = [...peers].sort((a, b) => a.key - b.key);
  const tables = new Map(peers.map((peer) => [peer, tableOf(peer)]));
  const counters = { messages: 0 };

  function tableOf(peer) {
    const table = [];
    for (let bit = 0; bit < BITS; bit++) {
      const size = 2 ** (BITS - 1 - bit);
      const sibling = distance(peer.key, size);
      const from = Math.floor(sibling / size) * size;
      const bucket = sorted.slice(indexOf(from), indexOf(from + size));
      table.push(...random.sample(bucket, K));
      const own = Math.floor(peer.key / size) * size;
      // Nobody else shares so many bits.
      if (indexOf(own + size) - indexOf(own) <= 1) break;
    }
    return table;
  }

  function indexOf(key) {
    let [low, high] = [0, sorted.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sorted[middle].key < key) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  const closest = (candidates, target, count) =>
    [...candidates].sort((a, b) => distance(a.key, target) - distance(b.key, target)).slice(0, count);

  /** Log-normal around the median: most are near, some are on the other side of the world. */
  function latencyMs() {
    const gauss = Math.sqrt(-2 * Math.log(random.next() + 1e-12)) * Math.cos(2 * Math.PI * random.next());
    return MEDIAN_LATENCY_MS * Math.exp(0.5 * gauss);
  }

  return {
    counters,
    online: () => peers.filter((peer) => peer.online),
    /** The K closest of all that are up: what a perfect look-up would find. */
    truth: (target) =>
      closest(
        peers.filter((peer) => peer.online),
        target,
        K,
      ),
    /** A request and its answer, or the time after which it is given up. @returns milliseconds */
    ask(peer) {
      counters.messages += peer.online ? 2 : 1;
      return peer.online ? latencyMs() + latencyMs() : TIMEOUT_MS;
    },
    /** The K closest that a peer has in its table: nox's `kad.neighborhood`. */
    local: (origin, target) => ({ peers: closest(tables.get(origin), target, K), hops: 0, ms: 0 }),
    /** The K closest that an iterative look-up finds: ours. Rounds of ALPHA; the slowest answer ends a round. */
    lookUp(origin, target) {
      const known = new Set([origin, ...closest(tables.get(origin), target, K)]);
      const asked = new Set([origin]);
      const gone = new Set();
      let [hops, ms] = [0, 0];
      for (;;) {
        const alive = [...known].filter((peer) => !gone.has(peer));
        const next = closest(alive, target, K)
          .filter((peer) => !asked.has(peer))
          .slice(0, ALPHA);
        if (next.length === 0) return { peers: closest(alive, target, K), hops, ms };
        hops += 1;
        ms += Math.max(...next.map((peer) => this.ask(peer)));
        for (const peer of next) {
          asked.add(peer);
          if (!peer.online) gone.add(peer);
          else for (const found of closest(tables.get(peer), target, K)) known.add(found);
        }
      }
    },
    /** Whoever is down leaves every table, and the survivors' tables are filled anew: an hour of refreshing. */
    refresh() {
      const up = peers.filter((peer) => peer.online);
      sorted.splice(0, sorted.length, ...up.sort((a, b) => a.key - b.key));
      for (const peer of up) tables.set(peer, tableOf(peer));
    },
  };
}
