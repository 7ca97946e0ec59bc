import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { type LocalChain, whyNoAnvil } from '@noctiluca/chain';
import { dealIdOf, peerIdToChain } from '@noctiluca/chain/client';
import { messageOf } from '@noctiluca/common/thrown';
import { keyPairFromSeed } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deal } from '../../packages/chain/src/client/contracts.js';
import { cidFromChain, cidToChain } from '../../packages/chain/src/codec/cid.js';
import { peerIdFromChain } from '../../packages/chain/src/codec/peer-id.js';
import { ADDRESSES } from '../../packages/chain/src/constants.js';
import { startChain } from '../../packages/chain/test/utils/chain.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  KEYS,
  newPeer,
  PEER,
  PRICE,
  provide,
  statusOf,
} from '../../packages/chain/test/utils/market.js';
import { newDeal, stop } from '../utils/decider-world.js';
import { seededRandom } from '../utils/random.js';
import { tempDir } from '../utils/temp-dir.js';
import { DeciderPeerProcess, type SeenWorker, type WorkerChange } from './decider-peer-process.js';
import { FlakyRpc, type Mood } from './flaky-rpc.js';

/** A few in CI; the long run: `npm run test:deciders`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 3);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_130);
const ROUND_MS = 60_000;
const UNITS = 6;
const MAX_DELAY_MS = 2000;
const OTHER_APP = cidToChain('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq');
/** `MinWorkersNotMatched(uint256)`. */
const NO_UNIT = '0x49d61e1c';
/** Longer than a run, and not so long that the commitments of the units end before it. */
const EPOCHS_PAID = 1000n;
const RUIN_SEC = 15 * 1100;

const noAnvil = whyNoAnvil();

/** A chain on which deals come and go, and a peer that is killed again and again. */
class Kills {
  /** Deals that go on: address to the app that they want. */
  readonly live = new Map<string, string>();
  readonly wrong: WorkerChange[] = [];
  readonly #ending = new Set<string>();
  readonly #chain: LocalChain;
  readonly #rpc: FlakyRpc;
  readonly #random: () => number;
  readonly #dir: string;
  #peer: DeciderPeerProcess | undefined;

  constructor(chain: LocalChain, dir: string, random: () => number) {
    this.#chain = chain;
    this.#dir = dir;
    this.#random = random;
    this.#rpc = new FlakyRpc(chain.url, random);
  }

  async begin(): Promise<void> {
    await this.#rpc.start();
  }

  async end(): Promise<void> {
    await this.#peer?.kill();
    this.#rpc.stop();
  }

  async boot(mood: Mood): Promise<void> {
    this.#rpc.mood = mood;
    const socket = this.#chain.url.replace('http', 'ws');
    const args = [this.#dir, this.#rpc.url, socket, ADDRESSES.diamond, KEYS[PEER]!];
    this.#peer = await DeciderPeerProcess.start(args, (change) => this.#onChange(change));
  }

  async killSoon(): Promise<void> {
    await delay(this.#random() * MAX_DELAY_MS);
    await this.#peer!.kill();
    this.#peer = undefined;
  }

  /** Some things happen on the chain. */
  async happen(): Promise<void> {
    for (let left = 1 + Math.floor(this.#random() * 3); left > 0; left -= 1) await this.#one();
  }

  async #one(): Promise<void> {
    const chance = this.#random();
    const addresses = [...this.live.keys()];
    const picked = addresses[Math.floor(this.#random() * addresses.length)];
    if (picked === undefined || (addresses.length < UNITS - 2 && chance < 0.5)) return this.#match();
    if (chance < 0.7) return this.#changeApp(picked);
    if (chance > 0.9) return this.#ruin();
    this.#over(picked);
    return stop(this.#chain, picked);
  }

  async #match(): Promise<void> {
    try {
      const depositAmount = EPOCHS_PAID * PRICE;
      this.live.set(await newDeal(this.#chain, { depositAmount }), cidFromChain(APP));
    } catch (error) {
      // All units may be in deals that the peer has not left yet.
      if (!messageOf(error).includes(NO_UNIT)) throw error;
    }
  }

  async #changeApp(address: string): Promise<void> {
    const next = this.live.get(address) === cidFromChain(APP) ? OTHER_APP : APP;
    this.live.set(address, cidFromChain(next));
    await callsOf(this.#chain).send(CUSTOMER, address, deal.setAppCID, next);
  }

  /** No deal has money any more, but for those that had no worker to be paid. */
  async #ruin(): Promise<void> {
    const addresses = [...this.live.keys()];
    for (const address of addresses) this.#ending.add(dealIdOf(address));
    await this.#chain.rpc.call('evm_increaseTime', RUIN_SEC);
    await this.#chain.rpc.call('evm_mine');
    for (const address of addresses) {
      if ((await statusOf(this.#chain, address)) === 'INSUFFICIENT_FUNDS') this.live.delete(address);
      else this.#ending.delete(dealIdOf(address));
    }
  }

  #over(address: string): void {
    this.live.delete(address);
    this.#ending.add(dealIdOf(address));
  }

  #onChange(change: WorkerChange): void {
    if (change.kind === 'removed' && !this.#ending.has(change.dealId)) this.wrong.push(change);
  }

  /** What is not yet so: each deal has its worker, on the peer and on the chain, and there are no others but somebody else's. */
  async differences(): Promise<string[]> {
    const seen = await this.#peer!.look();
    expect(new Set(seen.map(({ dealId }) => dealId)).size).toBe(seen.length);
    const wanted = new Set(['dummy', ...[...this.live.keys()].map(dealIdOf)]);
    const extra = seen.filter(({ dealId }) => !wanted.has(dealId)).map(({ dealId }) => `${dealId} is there`);
    const missing = [...wanted].filter((id) => !seen.some(({ dealId }) => dealId === id));
    const each = await Promise.all([...this.live].map((one) => this.#differences(one, seen)));
    return [...extra, ...missing.map((dealId) => `${dealId} is not there`), ...each.flat()];
  }

  async #differences([address, appCid]: [string, string], seen: readonly SeenWorker[]): Promise<string[]> {
    const worker = seen.find(({ dealId }) => dealId === dealIdOf(address));
    if (worker === undefined) return [];
    expect(worker.spells).toBeLessThanOrEqual(1);
    const onChain = await callsOf(this.#chain).ask(address, deal.getWorkers);
    const [registered] = onChain.map(({ offchainId }) => peerIdFromChain(offchainId));
    const is = { ...worker, registered, ofChain: onChain.length };
    const should = { ...worker, active: true, spells: 1, appCid, registered: worker.workerId, ofChain: 1 };
    return isDeepStrictEqual(is, should) ? [] : [JSON.stringify(is)];
  }
}

const MOODS: readonly Mood[] = ['well', 'flaky', 'flaky', 'away'];

describe.skipIf(noAnvil)(`\`kill -9\` of a peer whose deals come and go ${noAnvil ?? ''}`, () => {
  it(`makes no worker twice, removes none that is wanted, and all ends as the chain says (seed ${SEED})`, {
    timeout: ROUNDS * ROUND_MS,
  }, async () => {
    const random = seededRandom(SEED);
    const folder = await tempDir('decider-kill');
    const chain = await startChain();
    const kills = new Kills(chain, folder.path, random);
    await kills.begin();
    onTestFinished(async () => {
      await kills.end();
      await folder.remove();
    });
    const peerId = peerIdToChain(keyPairFromSeed(new Uint8Array(32)).peerId);
    await provide(chain, [{ ...newPeer(UNITS), peerId }]);
    for (let round = 0; round < ROUNDS; round += 1) {
      await kills.boot(MOODS[Math.floor(random() * MOODS.length)]!);
      await Promise.all([kills.happen(), kills.killSoon()]);
      await kills.happen();
      await kills.boot('well');
      await expect.poll(() => kills.differences(), { timeout: ROUND_MS / 2, interval: 100 }).toEqual([]);
      expect(kills.wrong).toEqual([]);
      await kills.killSoon();
    }
  });
});
