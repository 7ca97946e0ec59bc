import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { createLocalChain } from '@noctiluca/chain';
import { ADDRESSES, callTo, contracts, createWallet } from '@noctiluca/chain/client';
import { FIRST_ACCOUNT } from '@noctiluca/local-network';

const DAY_SEC = 86_400;
const HOURS = { quick: 1, full: 24 };
const BLOCK_SEC = 15;
/** One transaction in so many blocks: every six minutes. */
const BLOCKS_PER_TRANSACTION = 24;
const SAMPLE_MS = 500;
const MIB = 1024 * 1024;

/** A day of a local chain, with the flags in use and its blocks as fast as they come: what it takes of disk and memory. */
export async function bench({ quick, progress }) {
  const hours = quick ? HOURS.quick : HOURS.full;
  const blocks = (hours * DAY_SEC) / 24 / BLOCK_SEC;
  const dir = await mkdtemp(path.join(tmpdir(), 'noctiluca-bench-chain-'));
  const life = new AbortController();
  // It makes no blocks by the machine's time.
  const chain = createLocalChain({ dir, port: 0, blockPeriodMs: DAY_SEC * 1000 });
  try {
    progress(`${blocks} blocks, a transaction in each ${BLOCKS_PER_TRANSACTION}th`);
    await chain.start(life.signal);
    const before = await sample(chain, dir);
    const most = { diskBytes: before.diskBytes, rssBytes: before.rssBytes };
    const sampler = keepSampling(chain, dir, most);
    const startedAt = performance.now();
    await liveThrough(chain, blocks);
    const seconds = (performance.now() - startedAt) / 1000;
    await chain.save();
    await sampler.end();
    const after = await sample(chain, dir);
    await chain.stop(life.signal);
    const kept = await bytesUnder(dir);
    const restartMs = await restarted(dir, life.signal);
    return {
      hours,
      blocks,
      seconds,
      transactions: Math.floor(blocks / BLOCKS_PER_TRANSACTION),
      ...figures({ before, after, most, kept }),
      restartMs,
    };
  } finally {
    await chain.stop(life.signal).catch(() => {});
    life.abort();
    await rm(dir, { recursive: true, force: true });
  }
}

async function liveThrough(chain, blocks) {
  const { rpc } = chain;
  await rpc.call('anvil_setBlockTimestampInterval', BLOCK_SEC);
  const wallet = createWallet({ privateKey: FIRST_ACCOUNT.privateKey, pollMs: 2 }, { rpc });
  for (let block = 1; block <= blocks; block += 1) {
    if (block % BLOCKS_PER_TRANSACTION !== 0) await chain.mine();
    else await wallet.transact(approval(block));
  }
}

const approval = (block) =>
  callTo(ADDRESSES.token, contracts.token.approve, { spender: ADDRESSES.market, amount: BigInt(block) });

async function restarted(dir, signal) {
  const chain = createLocalChain({ dir, port: 0 });
  const startedAt = performance.now();
  await chain.start(signal);
  const ms = performance.now() - startedAt;
  await chain.stop(signal);
  return ms;
}

function keepSampling(chain, dir, most) {
  let isOver = false;
  const running = (async () => {
    while (!isOver) {
      const { diskBytes, rssBytes } = await sample(chain, dir);
      most.diskBytes = Math.max(most.diskBytes, diskBytes);
      most.rssBytes = Math.max(most.rssBytes, rssBytes);
      await wait(SAMPLE_MS);
    }
  })();
  return {
    async end() {
      isOver = true;
      await running;
    },
  };
}

async function sample(chain, dir) {
  return { diskBytes: await bytesUnder(dir), rssBytes: await rssOfChild(chain.describe().pid) };
}

/** Of what is there: files come and go meanwhile. */
async function bytesUnder(dir) {
  const entries = await readdir(dir, { recursive: true }).catch(() => []);
  const sizes = entries.map(async (name) => {
    const found = await stat(path.join(dir, name)).catch(() => undefined);
    return found?.isFile() ? found.size : 0;
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

/** anvil is a child of the shell that ends it; Linux only. */
async function rssOfChild(pid) {
  const children = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  const sizes = await Promise.all(children.trim().split(' ').map(rssOf));
  return Math.max(0, ...sizes);
}

async function rssOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1] ?? 0) * 1024;
}

const figures = ({ before, after, most, kept }) => ({
  diskMiB: {
    before: before.diskBytes / MIB,
    most: Math.max(most.diskBytes, after.diskBytes) / MIB,
    after: after.diskBytes / MIB,
    stopped: kept / MIB,
  },
  anvilMiB: {
    before: before.rssBytes / MIB,
    most: Math.max(most.rssBytes, after.rssBytes) / MIB,
    after: after.rssBytes / MIB,
  },
});
