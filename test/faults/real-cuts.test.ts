import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type CutProxy, startCutProxy } from '../utils/cut-proxy.js';
import { type PeerProcess, startPeerProcess } from '../utils/peer-process.js';
import { seededRandom } from '../utils/random.js';
import { CutClient, type Ended, type Left } from './cut-client.js';

/** The long run: `npm run test:cuts [-- rounds [seed]]`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 4);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_130);
const IS_LONG = ROUNDS > 20;

const TTL_MS = 120_000;
/** As long as a cut lasts at the most. */
const LONG_CUT_MS = 20_000;
/** One cut of so many is that long. */
const LONG_CUT_EVERY = 10;
const HOUR_MS = 3_600_000;
const EACH = 4;
/** How often a client looks at its clock, and a little more. */
const SEEN_MS = 2500;
/** Until what was given up is gone: dials and streams have 20 s, on a busy machine more. */
const LEFT_MS = 180_000;

let relay: PeerProcess;
let proxies: CutProxy[];
let clients: CutClient;

beforeAll(async () => {
  relay = await startPeerProcess();
  proxies = [await startCutProxy(relay.tcpPort), await startCutProxy(relay.wsPort)];
  const [tcp, ws] = proxies.map(({ port }) => `/ip4/127.0.0.1/tcp/${port}`);
  const address = `/p2p/${relay.peerId}`;
  clients = await CutClient.start([`${tcp}${address}`, `${ws}/ws${address}`]);
});
afterAll(async () => {
  await clients?.stop();
  for (const proxy of proxies ?? []) await proxy.stop();
  await relay?.dispose();
});

/** What happens to the clients of one round, for so long. */
const CUTS = {
  /** The relay is killed and started again: it knows nothing of what was under way. */
  async killed() {
    await relay.kill();
    await relay.start();
  },
  /** The network is away, and the connections are when it is back. */
  async cut(ms: number) {
    for (const proxy of proxies) proxy.hold();
    await delay(ms);
    for (const proxy of proxies) {
      proxy.cut();
      proxy.release();
    }
  },
  /** The network is away, and the connections live through it. */
  async away(ms: number) {
    for (const proxy of proxies) proxy.hold();
    await delay(ms);
    for (const proxy of proxies) proxy.release();
  },
  /** The program is stopped; every other time its connections end meanwhile. */
  async stopped(ms: number, random: () => number) {
    clients.sleep();
    if (random() < 0.5) for (const proxy of proxies) proxy.cut();
    await delay(ms);
    clients.wake();
  },
  /** The machine sleeps for ten seconds, and nothing tells that its connections are gone. */
  async slept() {
    for (const proxy of proxies) proxy.forget();
    await clients.ask('jump', { ms: 10_000 });
  },
};
type Cut = keyof typeof CUTS;

interface Round {
  readonly name: string;
  readonly cut: Cut;
  readonly ms: number;
  readonly beforeMs: number;
  readonly workMs: number;
}

/** In a short run nothing is waited for that takes a ping's time. */
const KINDS = (Object.keys(CUTS) as Cut[]).filter((cut) => IS_LONG || cut !== 'slept');

function roundsOf(random: () => number): Round[] {
  return Array.from({ length: ROUNDS }, (_, i) => {
    const cut = KINDS[i < KINDS.length ? i : Math.floor(random() * KINDS.length)]!;
    const isLong = IS_LONG && random() < 1 / LONG_CUT_EVERY;
    const ms = isLong ? LONG_CUT_MS : 100 + random() * (IS_LONG ? 2900 : 200);
    const workMs = Math.floor(random() * 200);
    return { name: `${i} ${cut} ${ms.toFixed(0)} ms`, cut, ms, beforeMs: random() * 250, workMs };
  });
}

/** Sets the clock right again, and waits until that was seen: the next jump is told by it. */
async function awake(): Promise<void> {
  await clients.ask('jump', { ms: 0 });
  await delay(SEEN_MS);
}

/** Calls that begin before, while and after the cut. */
async function played({ name, cut, ms, beforeMs, workMs }: Round, random: () => number): Promise<Ended[]> {
  const calls = clients.ask('calls', { name, each: EACH, withinMs: 300, ttl: TTL_MS, workMs });
  await delay(beforeMs);
  await CUTS[cut](ms, random);
  const ended = await calls;
  if (cut === 'slept') await awake();
  return ended;
}

const wrong = (ended: readonly Ended[]) => ended.filter(({ answers, error }) => answers !== 1 || error);

const random = seededRandom(SEED);
const all = roundsOf(random);
let before: Left;

describe(`clients whose connections are cut (seed ${SEED})`, { timeout: 7_200_000 }, () => {
  it('have each answer once', async () => {
    for (const [i, round] of all.entries()) {
      const since = performance.now();
      expect(wrong(await played(round, random)), round.name).toEqual([]);
      if (i === KINDS.length - 1) before = await clients.ask('left', {});
      if (IS_LONG) console.log(`${round.name}: ${((performance.now() - since) / 1000).toFixed(1)} s`);
    }
  });

  it('are told at once of calls whose time went by while the machine slept', async () => {
    const calls = clients.ask('calls', { name: 'late', each: 2, withinMs: 0, ttl: TTL_MS, workMs: 10_000 });
    await delay(200);
    await clients.ask('jump', { ms: HOUR_MS });
    for (const { answers, error, ms } of await calls) {
      expect(answers).toBe(0);
      expect(error).toMatch(/^EXPIRED/);
      expect(ms).toBeLessThan(10_000);
    }
    await clients.ask('jump', { ms: 0 });
  });

  it('are connected, and nothing is left of it all', async () => {
    await expect
      .poll(() => clients.ask('states', {}), { timeout: LEFT_MS })
      .toEqual(['connected', 'connected']);
    const left = async () => {
      const now = await clients.ask('left', {});
      const grown = (of: 'signals' | 'targets' | 'promises' | 'resources') => now[of] - before[of];
      return { now, grown: [grown('signals'), grown('targets'), grown('promises') / 10, grown('resources')] };
    };
    await expect
      .poll(async () => Math.max(...(await left()).grown), { timeout: LEFT_MS, interval: 500 })
      .toBeLessThan(10);
    const { now, grown } = await left();
    if (IS_LONG) console.log(JSON.stringify({ before, now, grown }));
    expect(now.leaks).toEqual([]);
    expect(now.heapUsed - before.heapUsed).toBeLessThan(5_000_000);
  });
});
