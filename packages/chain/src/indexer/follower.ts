import { core, token } from '../client/contracts.js';
import { query, read, readAll } from '../client/query.js';
import { toNumber } from '../codec/hex.js';
import { ADDRESSES } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Rpc } from '../rpc.js';
import { applyLog } from './apply-log.js';
import type { ChainLog } from './handler.js';
import { emptyWorld, type World } from './world.js';

/** Blocks whose logs are asked for at once. */
const STEP = 10_000;

/** Keeps a world that says what the chain says. */
export interface Follower {
  /** The world at the chain's head, all of it from one block. @throws ChainError as `Rpc.call` */
  world(): Promise<World>;
}

interface Block {
  readonly number: number;
  readonly hash: string;
  readonly timestamp: number;
}

/** Reads logs as they come, and all of them anew when the chain is another one than it was. */
export function createFollower(rpc: Rpc): Follower {
  let known: World | undefined;
  let last: Block | undefined;
  let turn: Promise<unknown> = Promise.resolve();

  async function follow(): Promise<World> {
    const head = await blockAt(rpc, 'latest');
    if (last !== undefined && !(await isStill(rpc, last, head))) known = undefined;
    const world = known ?? emptyWorld(await networkOf(rpc));
    const from = known === undefined ? 0 : last!.number + 1;
    // Half of it would be read twice.
    known = undefined;
    for (let start = from; start <= head.number; start += STEP)
      for (const log of await logsOf(rpc, start, Math.min(start + STEP - 1, head.number)))
        applyLog(world, log);
    await learnTokens(rpc, world);
    world.head = head;
    [known, last] = [world, head];
    return world;
  }

  return {
    world() {
      const done = turn.then(follow);
      turn = done.catch(() => undefined);
      return done;
    },
  };
}

/** Whether the block is still in the chain: it may have been begun anew, or taken back. */
async function isStill(rpc: Rpc, block: Block, head: Block): Promise<boolean> {
  if (head.number < block.number) return false;
  return (await blockAt(rpc, `0x${block.number.toString(16)}`)).hash === block.hash;
}

async function blockAt(rpc: Rpc, tag: string): Promise<Block> {
  const block = (await rpc.call('eth_getBlockByNumber', tag, false)) as Record<string, unknown> | null;
  if (typeof block?.hash !== 'string') throw new ChainError('INVALID', `The chain has no block ${tag}`);
  return { number: toNumber(block.number), hash: block.hash, timestamp: toNumber(block.timestamp) };
}

async function networkOf(rpc: Rpc): Promise<World['network']> {
  const [init, epoch] = [core.initTimestamp, core.epochDuration].map((method) =>
    query(ADDRESSES.core, method),
  );
  return { initTimestamp: Number(await read(rpc, init!)), epochDuration: Number(await read(rpc, epoch!)) };
}

async function logsOf(rpc: Rpc, from: number, to: number): Promise<ChainLog[]> {
  const range = { fromBlock: `0x${from.toString(16)}`, toBlock: `0x${to.toString(16)}` };
  const logs = await rpc.call('eth_getLogs', range);
  if (!Array.isArray(logs)) throw new ChainError('INVALID', 'The chain answered no logs');
  return logs.map(({ address, topics, data, blockTimestamp }: Record<string, unknown>) => ({
    address: String(address).toLowerCase(),
    topics: topics as string[],
    data: String(data),
    timestamp: toNumber(blockTimestamp),
  }));
}

/** Symbol and decimals of tokens that are new; what has none is shown by its address. */
async function learnTokens(rpc: Rpc, { tokens, offers, deals }: World): Promise<void> {
  const used = [...offers.values(), ...deals.values()].map((entity) => entity.token);
  for (const id of new Set(used)) {
    if (tokens.has(id)) continue;
    const [symbol, decimals] = await readAll<[string, bigint]>(rpc, [
      query(id, token.symbol),
      query(id, token.decimals),
    ]);
    tokens.set(id, {
      id,
      symbol: symbol.ok ? symbol.value : id,
      decimals: decimals.ok ? Number(decimals.value) : 0,
    });
  }
}
