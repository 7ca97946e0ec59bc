import { readFile } from 'node:fs/promises';
import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { whyNoAnvil } from '@noctiluca/chain';
import { peerIdToChain } from '@noctiluca/chain/client';
import { keyPairFromSeed } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { market } from '../../packages/chain/src/client/contracts.js';
import { ADDRESSES } from '../../packages/chain/src/constants.js';
import { startChain } from '../../packages/chain/test/utils/chain.js';
import {
  APP,
  callsOf,
  commit,
  KEYS,
  newPeer,
  offerOf,
  PEER,
  PROVIDER,
  statusOf,
} from '../../packages/chain/test/utils/market.js';
import { newDeal } from '../utils/decider-world.js';
import { tempDir } from '../utils/temp-dir.js';
import { DeciderPeerProcess } from './decider-peer-process.js';

/** A few in CI; the figures of docs/performance.md: `NOCTILUCA_DEALS=200`. */
const DEALS = Number(env.NOCTILUCA_DEALS ?? 4);
/** As many as one block takes. */
const UNITS_PER_BLOCK = 100;
const IDLE_MS = Number(env.NOCTILUCA_IDLE_MS ?? 1000);
/** Between runs of the decider in `decider-churn.mjs`. */
const PERIOD_MS = 2000;
const DEAL_MS = 5000;

const noAnvil = whyNoAnvil();

/** Milliseconds of processor time of a process, of all its threads; Linux only. */
async function cpuMs(pid: number): Promise<number> {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8')).split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

describe.skipIf(noAnvil || process.platform !== 'linux')(`many deals on one peer ${noAnvil ?? ''}`, () => {
  it(`are all ACTIVE on a real chain, with a worker each (${DEALS})`, {
    timeout: 60_000 + DEALS * DEAL_MS,
  }, async () => {
    const folder = await tempDir('many-deals');
    const chain = await startChain();
    const { send, ask } = callsOf(chain);
    const peerId = peerIdToChain(keyPairFromSeed(new Uint8Array(32)).peerId);
    const { unitIds } = newPeer(DEALS);
    await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
    const first = { peerId, unitIds: unitIds.slice(0, UNITS_PER_BLOCK) };
    await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf([first]));
    const rest = unitIds.slice(UNITS_PER_BLOCK);
    if (rest.length > 0)
      await send(PROVIDER, ADDRESSES.market, market.addComputeUnits, { peerId, unitIds: rest });
    await commit(chain, peerId);
    expect((await ask(ADDRESSES.market, market.getComputePeer, peerId)).unitCount).toBe(BigInt(DEALS));

    const deals: string[] = [];
    for (let made = 0; made < DEALS; made += 1) deals.push(await newDeal(chain));
    const args = [folder.path, chain.url, chain.url.replace('http', 'ws'), ADDRESSES.diamond, KEYS[PEER]!];
    const startedAt = performance.now();
    const peer = await DeciderPeerProcess.start(args, () => {});
    onTestFinished(async () => {
      await peer.kill();
      await folder.remove();
    });
    const waiting = async () => {
      const states = await Promise.all(deals.map((address) => statusOf(chain, address)));
      return states.filter((status) => status !== 'ACTIVE').length;
    };
    await expect.poll(waiting, { timeout: 30_000 + DEALS * DEAL_MS, interval: 250 }).toBe(0);
    const activeMs = performance.now() - startedAt;
    expect((await peer.look()).filter(({ dealId }) => dealId !== 'dummy')).toHaveLength(DEALS);
    const busyMs = await cpuMs(peer.pid);
    await delay(PERIOD_MS);
    const before = await cpuMs(peer.pid);
    await delay(IDLE_MS);
    const perRun = ((await cpuMs(peer.pid)) - before) / (IDLE_MS / PERIOD_MS);
    console.log(
      `${DEALS} deals ACTIVE ${activeMs.toFixed(0)} ms after the start of the peer, ${busyMs} ms of processor time; then ${perRun.toFixed(0)} ms each ${PERIOD_MS} ms`,
    );
  });
});
