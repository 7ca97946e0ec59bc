import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { whyNoAnvil } from '@noctiluca/chain';
import { peerIdToChain } from '@noctiluca/chain/client';
import { messageOf } from '@noctiluca/common/thrown';
import { keyPairFromSeed } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { ADDRESSES } from '../../packages/chain/src/constants.js';
import { KEYS, newPeer, PEER, provide } from '../../packages/chain/test/utils/market.js';
import { seededRandom } from '../utils/random.js';
import { tempDir } from '../utils/temp-dir.js';
import { ChainDaemon } from './chain-daemon.js';
import { type ChainDeal, ComingDeals } from './coming-deals.js';
import { DeciderPeerProcess, type SeenWorker, type WorkerChange } from './decider-peer-process.js';
import { FlakyRpc, type Mood } from './flaky-rpc.js';

/** A few in CI; the long run: `npm run test:deciders`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 3);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_130);
const ROUND_MS = 120_000;
const UNITS = 6;
const MAX_DELAY_MS = 2000;
/** A chain is on the disk two seconds after it changed: longer than that. */
const KEPT_AFTER_MS = 4000;

const noAnvil = whyNoAnvil();

/** What a round kills, each at a moment of its own. */
type Victim = 'peer' | 'anvil' | 'daemon';

const VICTIMS: readonly (readonly Victim[])[] = [
  ['peer'],
  ['anvil'],
  ['daemon'],
  ['peer', 'anvil'],
  ['peer', 'daemon'],
  ['peer', 'peer'],
];

/** A peer, a chain with its indexer, and deals that come and go while they are killed. */
class Kills {
  /** Removed though they went on, and made though they were there. */
  readonly wrong: WorkerChange[] = [];
  readonly #deals: ComingDeals;
  readonly #daemon: ChainDaemon;
  readonly #rpc: FlakyRpc;
  readonly #random: () => number;
  readonly #dir: string;
  #removed: WorkerChange[] = [];
  /** Workers by their deals. */
  #there = new Map<string, string>();
  #settled = this.#there;
  #peer: DeciderPeerProcess | undefined;

  constructor(daemon: ChainDaemon, dir: string, random: () => number) {
    [this.#daemon, this.#dir, this.#random] = [daemon, dir, random];
    this.#rpc = new FlakyRpc(daemon.rpc.url, random);
    this.#deals = new ComingDeals(daemon.rpc, random, UNITS - 2);
  }

  async begin(): Promise<void> {
    await this.#rpc.start();
  }

  async end(): Promise<void> {
    await this.#peer?.kill();
    this.#rpc.stop();
    await this.#daemon.kill();
  }

  /** All is up, as after a start of the machine. */
  async up(mood: Mood): Promise<void> {
    this.#rpc.mood = mood;
    await this.#daemon.up();
    if (this.#peer !== undefined) return;
    const socket = this.#daemon.rpc.url.replace('http', 'ws');
    const args = [this.#dir, this.#rpc.url, socket, ADDRESSES.diamond, KEYS[PEER]!];
    this.#peer = await DeciderPeerProcess.start(args, (change) => this.#onChange(change));
    // What it did right before it was killed may not have been heard.
    this.#there = workersOf(await this.#peer.look());
  }

  async round(): Promise<void> {
    const victims = this.#pick(VICTIMS);
    await Promise.all([this.#deals.happen(), ...victims.map((victim) => this.#killSoon(victim))]);
    await this.#deals.happen();
  }

  async killInPeace(): Promise<void> {
    await Promise.all(this.#pick(VICTIMS).map((victim) => this.#killSoon(victim)));
  }

  #pick<Item>(items: readonly Item[]): Item {
    return items[Math.floor(this.#random() * items.length)]!;
  }

  mood(): Mood {
    return this.#pick(['well', 'flaky', 'flaky', 'away']);
  }

  async #killSoon(victim: Victim): Promise<void> {
    await delay(this.#random() * MAX_DELAY_MS);
    if (victim === 'anvil') return this.#daemon.killAnvil();
    if (victim === 'daemon') return this.#daemon.kill();
    const peer = this.#peer;
    this.#peer = undefined;
    await peer?.kill();
  }

  #onChange(change: WorkerChange): void {
    const { kind, dealId, workerId } = change;
    if (kind === 'created' && this.#there.has(dealId)) this.wrong.push(change);
    if (kind === 'created') this.#there.set(dealId, workerId);
    if (kind !== 'removed') return;
    this.#there.delete(dealId);
    this.#removed.push(change);
  }

  /** What is not yet as the chain says: one worker for each deal, on the peer, on the chain and in the indexer, and no others but somebody else's. */
  async differences(): Promise<string[]> {
    try {
      const [deals, seen] = [await this.#deals.look(), await this.#peer!.look()];
      expect(new Set(seen.map(({ dealId }) => dealId)).size).toBe(seen.length);
      const found = [...setDifferences(deals, seen), ...(await this.#indexDifferences(deals))];
      if (found.length === 0) this.#settle(deals, seen);
      return found;
    } catch (error) {
      return [messageOf(error)];
    }
  }

  #settle(deals: readonly ChainDeal[], seen: readonly SeenWorker[]): void {
    const now = workersOf(seen);
    const others = [...this.#settled].filter(([dealId, workerId]) => now.get(dealId) !== workerId);
    const gone = others.map(([dealId, workerId]): WorkerChange => ({ kind: 'removed', dealId, workerId }));
    this.wrong.push(...[...this.#removed, ...gone].filter(({ dealId }) => !this.#deals.ending.has(dealId)));
    [this.#removed, this.#there, this.#settled] = [[], new Map(now), now];
    this.#deals.settled(deals);
  }

  async #indexDifferences(deals: readonly ChainDeal[]): Promise<string[]> {
    const each = deals.map(async ({ address, units }) => {
      const query = `{ deal(id: "${address.toLowerCase()}") { addedComputeUnits { id workerId } } }`;
      const { deal } = await this.#daemon.query<IndexedDeal>(query);
      const indexed = deal?.addedComputeUnits.map(({ id, workerId }) => [id, workerId]);
      return isDeepStrictEqual(indexed, units)
        ? []
        : [`${address} is indexed with ${JSON.stringify(indexed)}`];
    });
    return (await Promise.all(each)).flat();
  }
}

const workersOf = (seen: readonly SeenWorker[]) =>
  new Map(seen.map(({ dealId, workerId }) => [dealId, workerId]));

interface IndexedDeal {
  readonly deal: { readonly addedComputeUnits: readonly { id: string; workerId: string | null }[] } | null;
}

function setDifferences(deals: readonly ChainDeal[], seen: readonly SeenWorker[]): string[] {
  const wanted = new Set(['dummy', ...deals.map(({ dealId }) => dealId)]);
  const extra = seen.filter(({ dealId }) => !wanted.has(dealId)).map(({ dealId }) => `${dealId} is there`);
  const missing = [...wanted].filter((id) => !seen.some(({ dealId }) => dealId === id));
  return [
    ...extra,
    ...missing.map((dealId) => `${dealId} is not there`),
    ...deals.flatMap((deal) => dealDifferences(deal, seen)),
  ];
}

function dealDifferences(deal: ChainDeal, seen: readonly SeenWorker[]): string[] {
  const { dealId, isOver, appCid, workerId } = deal;
  if (isOver) return [`${dealId} is over, and not left`];
  const worker = seen.find((one) => one.dealId === dealId);
  const is = { ...worker, registered: workerId };
  const should = { ...worker, active: true, spells: 1, appCid, registered: worker?.workerId };
  return isDeepStrictEqual(is, should) ? [] : [JSON.stringify(is)];
}

describe.skipIf(noAnvil)(
  `\`kill -9\` of a peer, its chain and the indexer of that while deals come and go ${noAnvil ?? ''}`,
  () => {
    it(`makes no worker twice, removes none that is wanted, and all ends as the chain says (seed ${SEED})`, {
      timeout: ROUNDS * ROUND_MS,
    }, async () => {
      const random = seededRandom(SEED);
      const folder = await tempDir('decider-kill');
      const daemon = await ChainDaemon.start(`${folder.path}/chain`);
      const kills = new Kills(daemon, `${folder.path}/peer`, random);
      await kills.begin();
      onTestFinished(async () => {
        await kills.end();
        await folder.remove();
      });
      const peerId = peerIdToChain(keyPairFromSeed(new Uint8Array(32)).peerId);
      await provide(daemon, [{ ...newPeer(UNITS), peerId }]);
      await delay(KEPT_AFTER_MS);
      for (let round = 0; round < ROUNDS; round += 1) {
        await kills.up(kills.mood());
        await kills.round();
        await kills.up('well');
        await expect
          .poll(() => kills.differences(), {
            timeout: ROUND_MS / 2,
            interval: 100,
            message: `round ${round}`,
          })
          .toEqual([]);
        expect(kills.wrong, `round ${round}`).toEqual([]);
        await kills.killInPeace();
      }
    });
  },
);
