import { randomBytes } from 'node:crypto';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whyNoAnvil } from '../../../src/anvil/binary.js';
import { deal } from '../../../src/client/contracts.js';
import { facadeGeneration, marketGeneration } from '../../../src/client/generation.js';
import { dealIdOf } from '../../../src/codec/deal-id.js';
import { toHex } from '../../../src/codec/hex.js';
import { peerIdFromChain, peerIdToChain } from '../../../src/codec/peer-id.js';
import {
  LOOK_EVERY_SEC,
  MAX_RECONNECT_MS,
  MAX_WATCHED_BLOCKS,
  MIN_CHANGE_GAP_MS,
  MIN_RECONNECT_MS,
  WATCH_POLL_MS,
} from '../../../src/constants.js';
import { ChainError } from '../../../src/errors.js';
import { type ChainWatchInit, createChainWatch } from '../../../src/peer/watch/chain-watch.js';
import type { ChainChange } from '../../../src/peer/watch/changes.js';
import { createRpc, type Rpc } from '../../../src/rpc.js';
import { startChain, tempDir } from '../../utils/chain.js';
import { blockOf, startFakeSocket } from '../../utils/fake-socket.js';
import { CUSTOMER, callsOf, makeDeal, match, newPeer, provide } from '../../utils/market.js';

const noAnvil = whyNoAnvil();

const PEER_ID = peerIdFromChain(randomBytes(32));
const DEAL = 'ab'.repeat(20);
const { matches } = facadeGeneration();
const matchLog = (block: number) => ({
  topics: [matches.event.topic],
  blockNumber: `0x${block.toString(16)}`,
});
const dealLog = (block: number) => ({ topics: ['0x12'], blockNumber: `0x${block.toString(16)}` });

/** A chain that is asked, which has this head, and these logs. */
function fakeRpc() {
  const fake = {
    head: 1,
    timeSec: 1_000_000,
    isUp: true,
    logs: [] as unknown[] | undefined,
    asked: [] as { readonly fromBlock: string; readonly toBlock: string; readonly address: unknown }[],
  };
  const require = () => {
    if (!fake.isUp) throw new ChainError('UNREACHABLE', 'nobody');
  };
  const rpc: Rpc = {
    url: '',
    async call() {
      require();
      return blockOf(fake.head, fake.timeSec);
    },
    async batch(calls) {
      require();
      return calls.map(({ params }) => {
        fake.asked.push(params![0] as (typeof fake.asked)[number]);
        if (fake.logs === undefined) return { ok: false, error: new ChainError('RPC_FAILED', 'no logs') };
        return { ok: true, result: fake.logs.splice(0) };
      });
    },
  };
  return { fake, rpc };
}

function watching(init: Partial<ChainWatchInit>, rpc: Rpc) {
  const clock = new FakeClock();
  const logged: string[] = [];
  const log = (_: object, text: string) => void logged.push(text);
  const logger = { ...silentLogger, info: log, warn: log } as Logger;
  const watch = createChainWatch(
    { peerId: PEER_ID, ...init },
    { rpc, generation: facadeGeneration(), clock, random: () => 0, logger },
  );
  const changes: ChainChange[] = [];
  watch.onChange((change) => changes.push(change));
  onTestFinished(() => watch.stop());
  return { clock, watch, changes, logged };
}

const MISSED = 'The chain does not answer';

const settle = () => new Promise((resolve) => setTimeout(resolve, 5));

describe('the watch of a chain that has no WebSocket', () => {
  /** Lets one look pass. */
  async function looked({ clock }: Pick<ReturnType<typeof watching>, 'clock'>) {
    clock.advance(WATCH_POLL_MS);
    await settle();
  }

  it('looks for what is new', async () => {
    const { fake, rpc } = fakeRpc();
    const it = watching({}, rpc);
    it.watch.start();
    await settle();
    expect(it.changes.splice(0)).toEqual([{ reason: 'connected', block: 1 }]);
    expect(it.watch.state).toMatchObject({ connected: true, by: 'polling', lastBlock: 1, disconnectedMs: 0 });

    await looked(it);
    expect(it.changes).toEqual([]);
    Object.assign(fake, { head: 3, logs: [matchLog(2)] });
    await looked(it);
    expect(it.changes.splice(0)).toEqual([{ reason: 'matched', block: 2 }]);
    const topics = [matches.event.topic, toHex(peerIdToChain(PEER_ID))];
    expect(fake.asked.splice(0)).toEqual([
      { address: matches.address, topics, fromBlock: '0x2', toBlock: '0x3' },
    ]);

    it.clock.advance(MIN_CHANGE_GAP_MS);
    it.watch.watch([DEAL]);
    expect(it.changes.splice(0)).toEqual([{ reason: 'deal', block: 3 }]);
    Object.assign(fake, { head: 4, logs: [dealLog(4)] });
    await looked(it);
    expect(it.changes.splice(0)).toEqual([{ reason: 'deal', block: 4 }]);
    expect(fake.asked.at(-1)).toMatchObject({ address: [`0x${DEAL}`] });

    Object.assign(fake, { head: 5, timeSec: fake.timeSec + LOOK_EVERY_SEC });
    await looked(it);
    expect(it.changes.splice(0)).toEqual([{ reason: 'time', block: 5 }]);
  });

  it('takes all for changed where it cannot know', async () => {
    const { fake, rpc } = fakeRpc();
    const it = watching({}, rpc);
    it.watch.start();
    await settle();
    it.changes.length = 0;
    // Too many blocks; a chain that was begun anew; logs that are not told.
    for (const seen of [{ head: MAX_WATCHED_BLOCKS + 2 }, { head: 5 }, { head: 6, logs: undefined }]) {
      Object.assign(fake, seen);
      await looked(it);
      expect(it.changes.splice(0)).toEqual([{ reason: 'connected', block: seen.head }]);
    }
  });

  it('says how long the chain has not answered, and goes on', async () => {
    const { fake, rpc } = fakeRpc();
    fake.isUp = false;
    const it = watching({}, rpc);
    it.watch.start();
    await looked(it);
    expect(it.watch.state).toMatchObject({ connected: false, by: 'none', disconnectedMs: WATCH_POLL_MS });
    fake.isUp = true;
    await looked(it);
    expect(it.watch.state).toMatchObject({ connected: true, disconnectedMs: 0 });
    fake.isUp = false;
    await looked(it);
    await looked(it);
    expect(it.watch.state).toMatchObject({ connected: false, disconnectedMs: WATCH_POLL_MS });
    fake.isUp = true;
    await looked(it);
    expect(it.changes).toEqual([
      { reason: 'connected', block: 1 },
      { reason: 'connected', block: 1 },
    ]);
    // Once each, however often it is tried.
    const answers = 'The chain answers, and is asked for its blocks';
    expect(it.logged).toEqual([MISSED, answers, MISSED, answers]);
  });
});

describe('the watch of a chain with a WebSocket', () => {
  it('is told of matches and deals, and asks nothing', async () => {
    const socket = await startFakeSocket();
    const { fake, rpc } = fakeRpc();
    fake.isUp = false;
    const { clock, watch, changes } = watching({ socketUrl: socket.url }, rpc);
    watch.watch([DEAL]);
    watch.start();
    await expect.poll(() => changes).toEqual([{ reason: 'connected', block: 1 }]);
    expect(socket.asked.map(({ params }) => params)).toEqual([
      ['newHeads'],
      ['logs', { address: matches.address, topics: expect.any(Array) }],
      ['logs', { address: [`0x${DEAL}`] }],
      ['latest', false],
    ]);
    socket.tell(blockOf(2));
    socket.tell(matchLog(2));
    await expect.poll(() => watch.state).toMatchObject({ by: 'websocket', lastBlock: 2, blocks: 1 });
    clock.advance(MIN_CHANGE_GAP_MS);
    expect(changes.at(-1)).toEqual({ reason: 'matched', block: 2 });
  });

  it('is told of each minute of its time, and of a jump at once', async () => {
    const socket = await startFakeSocket();
    const { clock, watch, changes } = watching({ socketUrl: socket.url }, fakeRpc().rpc);
    watch.start();
    await expect.poll(() => watch.state.by).toBe('websocket');
    const begin = 1_000_001;
    const seen: number[] = [];
    for (const [at, timeSec] of [
      1,
      LOOK_EVERY_SEC - 1,
      LOOK_EVERY_SEC,
      LOOK_EVERY_SEC + 15,
      86_400,
      0,
    ].entries()) {
      clock.advance(MIN_CHANGE_GAP_MS);
      changes.length = 0;
      socket.tell(blockOf(at + 2, begin + timeSec));
      await expect.poll(() => watch.state.lastBlock).toBe(at + 2);
      if (changes.length > 0) seen.push(timeSec);
      for (const { reason } of changes) expect(reason).toBe('time');
    }
    expect(seen).toEqual([LOOK_EVERY_SEC, 86_400, 0]);
  });

  it('is told of other deals from now on, and no longer of those before', async () => {
    const socket = await startFakeSocket();
    const { watch, changes } = watching({ socketUrl: socket.url }, fakeRpc().rpc);
    watch.start();
    await expect.poll(() => changes.length).toBe(1);
    const other = 'cd'.repeat(20);
    socket.asked.length = 0;
    watch.watch([DEAL]);
    watch.watch([DEAL]);
    watch.watch([other]);
    await expect.poll(() => socket.asked).toHaveLength(3);
    const [first, second, third] = socket.asked;
    expect([first, second]).toMatchObject([
      { method: 'eth_subscribe', params: ['logs', { address: [`0x${other}`] }] },
      { method: 'eth_subscribe', params: ['logs', { address: [`0x${other}`] }] },
    ]);
    expect(third).toMatchObject({ method: 'eth_unsubscribe', params: [`0xabc${first!.id}`] });
  });

  it('asks while it is gone, and connects again', async () => {
    const socket = await startFakeSocket();
    const { fake, rpc } = fakeRpc();
    const { clock, watch, changes } = watching({ socketUrl: socket.url }, rpc);
    watch.start();
    await expect.poll(() => watch.state.by).toBe('websocket');
    socket.connections[0]!.terminate();
    await expect.poll(() => watch.state.by).toBe('polling');
    clock.advance(MIN_RECONNECT_MS);
    await expect.poll(() => watch.state).toMatchObject({ by: 'websocket', reconnects: 1 });
    // By the WebSocket, by asking, and by the next one.
    expect(changes.map(({ reason }) => reason)).toEqual(['connected', 'connected', 'connected']);

    fake.isUp = false;
    await socket.close();
    await expect.poll(() => watch.state.by).toBe('none');
    clock.advance(2 * MAX_RECONNECT_MS);
    expect(watch.state.disconnectedMs).toBe(2 * MAX_RECONNECT_MS);
  });

  it.each([
    ['subscribes to nothing', { error: { code: -32_601, message: 'no such method' } }],
    ['answers nonsense', { result: 'block' }],
  ])('asks one that %s', async (_, answer) => {
    const socket = await startFakeSocket();
    socket.answer = ({ id }) => {
      for (const connection of socket.connections) connection.send(JSON.stringify({ id, ...answer }));
    };
    const { watch } = watching({ socketUrl: socket.url }, fakeRpc().rpc);
    watch.start();
    await expect.poll(() => watch.state.by).toBe('polling');
  });

  it('ends while it connects', async () => {
    const { watch, clock } = watching({ socketUrl: 'ws://127.0.0.1:1' }, fakeRpc().rpc);
    watch.start();
    await watch.stop();
    expect(clock.pendingTimers).toBe(0);
  });
});

describe.skipIf(noAnvil)(`the watch of a chain that is killed ${noAnvil ?? ''}`, () => {
  it('goes on with the next one at its address', async () => {
    const dir = tempDir();
    const first = await startChain({ dir });
    const port = Number(new URL(first.url).port);
    const watch = createChainWatch(
      { peerId: PEER_ID, socketUrl: `ws://127.0.0.1:${port}`, pollMs: 50 },
      { rpc: createRpc({ url: first.url }), generation: facadeGeneration() },
    );
    onTestFinished(() => watch.stop());
    const changes: ChainChange[] = [];
    watch.onChange((change) => changes.push(change));
    watch.start();
    let chain = first;
    const isBy = (by: string) => expect.poll(() => watch.state.by, { timeout: 15_000 }).toBe(by);
    for (let round = 0; round < 2; round += 1) {
      await isBy('websocket');
      process.kill(Number(chain.describe!().pid), 'SIGKILL');
      await isBy('none');
      changes.length = 0;
      chain = await startChain({ dir, port });
      await isBy('websocket');
      await expect.poll(() => changes).toContainEqual({ reason: 'connected', block: expect.any(Number) });
    }
    expect(watch.state.reconnects).toBeGreaterThanOrEqual(2);
  });
});

describe.skipIf(noAnvil).each([
  { name: 'the facade', generation: facadeGeneration() },
  { name: 'the market', generation: marketGeneration() },
])(`the watch of a local chain by $name ${noAnvil ?? ''}`, ({ generation }) => {
  it.each([true, false])('tells of a match, and of what a deal does (WebSocket: %s)', async (hasSocket) => {
    const chain = await startChain();
    const peer = newPeer();
    const watch = createChainWatch(
      {
        ...{ peerId: peerIdFromChain(peer.peerId), pollMs: 20 },
        ...(hasSocket && { socketUrl: chain.url.replace('http', 'ws') }),
      },
      { rpc: chain.rpc, generation },
    );
    onTestFinished(() => watch.stop());
    const changes: ChainChange[] = [];
    watch.onChange((change) => changes.push(change));
    const toldOf = async (reason: ChainChange['reason'], block: number = expect.any(Number)) => {
      await expect.poll(() => changes, { timeout: 10_000 }).toContainEqual({ reason, block });
      changes.length = 0;
    };
    watch.start();
    await toldOf('connected');
    // It may have been asked first.
    await expect.poll(() => watch.state.by).toBe(hasSocket ? 'websocket' : 'polling');

    await provide(chain, [peer]);
    const address = await makeDeal(chain);
    await match(chain, address);
    await toldOf('matched');
    watch.watch([dealIdOf(address)]);
    await toldOf('deal');
    const { blockNumber } = await callsOf(chain).send(CUSTOMER, address, deal.stop, undefined);
    await toldOf('deal', blockNumber);
    expect(watch.state.lastBlock).toBe(Number(await chain.rpc.call('eth_blockNumber')));
  });
});
