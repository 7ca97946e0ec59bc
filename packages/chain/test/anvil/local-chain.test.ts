import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import { createLocalChain, type LocalChain } from '../../src/anvil/local-chain.js';
import { ADDRESSES, CHAIN_ID } from '../../src/constants.js';
import type { ChainError } from '../../src/errors.js';
import { createRpc, type Rpc } from '../../src/rpc.js';
import { startChain, tempDir } from '../utils/chain.js';

const noAnvil = whyNoAnvil();

const DEPLOYER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const OTHER = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8';
const { signal } = new AbortController();

const head = async (rpc: Rpc) =>
  (await rpc.call('eth_getBlockByNumber', 'latest', false)) as { number: string; timestamp: string };
const balance = (rpc: Rpc, address: string) => rpc.call('eth_getBalance', address, 'latest');
const send = (rpc: Rpc) =>
  rpc.call('eth_sendTransaction', { from: DEPLOYER, to: OTHER, value: '0x1' }) as Promise<string>;

describe.skipIf(noAnvil)(`a local chain ${noAnvil ?? ''}`, () => {
  it('has all contracts at the addresses of upstream, in one block', async () => {
    const { rpc, url } = await startChain();
    expect(Number(await createRpc({ url }).call('eth_chainId'))).toBe(CHAIN_ID);
    expect(await rpc.call('eth_blockNumber')).toBe('0x1');
    const codes = await Promise.all(
      Object.values(ADDRESSES).map((to) => rpc.call('eth_getCode', to, 'latest')),
    );
    expect(new Set(codes).size).toBe(Object.keys(ADDRESSES).length);
    expect(await rpc.call('eth_getTransactionCount', DEPLOYER, 'latest')).toBe('0x1a');
  });

  it('mines what is sent at once, at a base fee that stays', async () => {
    const { rpc } = await startChain();
    const hash = await send(rpc);
    const receipt = () => rpc.call('eth_getTransactionReceipt', hash);
    await expect.poll(receipt).toMatchObject({ status: '0x1', blockNumber: '0x2' });
    expect(await rpc.call('eth_getBlockByNumber', 'latest', false)).toMatchObject({ baseFeePerGas: '0x7' });
  });

  it('makes blocks while nothing is sent, and none beyond the bound of its state', async () => {
    const full = await startChain({ blockPeriodMs: 20, maxStateBytes: 1 });
    const { rpc } = await startChain({ blockPeriodMs: 20 });
    await expect.poll(async () => Number(await rpc.call('eth_blockNumber'))).toBeGreaterThan(5);
    expect(await full.rpc.call('eth_blockNumber')).toBe('0x1');
  });

  it('goes on where it was stopped, with the clock where it was', async () => {
    const dir = tempDir();
    const first = createLocalChain({ dir, port: 0 });
    await first.start(signal);
    const hash = await send(first.rpc);
    await first.advance(86_400);
    const [before, rich] = [await head(first.rpc), await balance(first.rpc, OTHER)];
    await first.stop(signal);
    expect(first.url).toBe('');
    const { rpc } = await startChain({ dir });
    expect(await head(rpc)).toEqual(before);
    expect(await balance(rpc, OTHER)).toBe(rich);
    expect(await rpc.call('eth_getTransactionReceipt', hash)).toMatchObject({ status: '0x1' });
    await rpc.call('evm_mine');
    expect(Number((await head(rpc)).timestamp)).toBeGreaterThanOrEqual(Number(before.timestamp));
  });

  it('goes on at the time to which others have moved it over its RPC', async () => {
    const dir = tempDir();
    const first = createLocalChain({ dir, port: 0 });
    await first.start(signal);
    await createRpc({ url: first.url }).batch([
      { method: 'evm_increaseTime', params: [86_400] },
      { method: 'evm_mine' },
    ]);
    const before = Number((await head(first.rpc)).timestamp);
    await first.stop(signal);
    const second = await startChain({ dir });
    await second.mine();
    expect(Number((await head(second.rpc)).timestamp)).toBeGreaterThanOrEqual(before);
    expect(second.describe?.()).toMatchObject({ aheadSec: 86_400 });
  });

  it('keeps a transaction soon after it, so that little is lost when all is killed', async () => {
    const dir = tempDir();
    const lost = vi.fn();
    const chain = createLocalChain({ dir, port: 0, savePeriodMs: 20 }, { onLost: lost });
    await chain.start(signal);
    const saved = () => readFileSync(path.join(dir, 'chain.json'), 'utf8');
    const before = saved();
    const hash = await send(chain.rpc);
    await expect.poll(() => saved() === before).toBe(false);
    await expect.poll(() => chain.describe?.()).toMatchObject({ block: 2 });
    killAnvil(chain);
    await expect.poll(() => lost.mock.calls.length).toBe(1);
    expect((lost.mock.calls[0]![0] as ChainError).code).toBe('LOST');
    expect(() => chain.rpc).toThrow('The chain is not up');
    await chain.stop(signal);
    const { rpc } = await startChain({ dir });
    expect(await rpc.call('eth_getTransactionReceipt', hash)).toMatchObject({ status: '0x1' });
  });

  it('comes up again after a kill at any moment, with what was kept', async () => {
    const dir = tempDir();
    let least = 0n;
    for (let round = 0; round < 5; round += 1) {
      const chain = createLocalChain({ dir, port: 0, savePeriodMs: 1, blockPeriodMs: 5 });
      await chain.start(signal);
      expect(BigInt((await balance(chain.rpc, OTHER)) as string)).toBeGreaterThanOrEqual(least);
      for (let sent = 0; sent < 10; sent += 1) await send(chain.rpc);
      await chain.save();
      least = BigInt((await balance(chain.rpc, OTHER)) as string);
      // While it is written, more often than not.
      const more = Array.from({ length: 10 }, () => send(chain.rpc).catch(() => undefined));
      await Promise.race(more);
      killAnvil(chain);
      await Promise.all(more);
      await expect.poll(() => chain.url).toBe('');
      await chain.stop(signal);
    }
  });

  it('ends with its parent, however that ended', async () => {
    const dir = tempDir();
    const module = new URL('../../dist/anvil/local-chain.js', import.meta.url).href;
    const script = `import { createLocalChain } from ${JSON.stringify(module)};
      const chain = createLocalChain({ dir: ${JSON.stringify(dir)}, port: 0 });
      await chain.start(new AbortController().signal);
      console.log(chain.url);
      setInterval(() => {}, 1000);`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [chunk] = (await once(parent.stdout, 'data')) as [Buffer];
    const url = chunk.toString().trim();
    expect(Number(await createRpc({ url }).call('eth_chainId'))).toBe(CHAIN_ID);
    parent.kill('SIGKILL');
    const asked = () =>
      createRpc({ url })
        .call('eth_chainId')
        .catch((error: ChainError) => error.code);
    await expect.poll(asked).toBe('UNREACHABLE');
  });

  it('says that its port is taken', async () => {
    const { url } = await startChain();
    const port = Number(new URL(url).port);
    await expect(startChain({ port })).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  });

  it.each([
    { id: 'no JSON', text: '{', code: 'DAMAGED' },
    { id: 'no state', text: '{}', code: 'DAMAGED' },
    { id: 'other contracts', text: '{"genesis":"00","aheadSec":0,"state":"0x"}', code: 'OUTDATED' },
  ])('refuses a kept state: $id', async ({ text, code }) => {
    const dir = tempDir();
    writeFileSync(path.join(dir, 'chain.json'), text);
    await expect(startChain({ dir })).rejects.toMatchObject({ code });
  });

  it('refuses a state that anvil cannot read', async () => {
    const dir = tempDir();
    const chain = createLocalChain({ dir, port: 0 });
    await chain.start(signal);
    await chain.stop(signal);
    const file = path.join(dir, 'chain.json');
    writeFileSync(file, JSON.stringify({ ...JSON.parse(readFileSync(file, 'utf8')), state: '0x1234' }));
    await expect(startChain({ dir })).rejects.toMatchObject({ code: 'DAMAGED' });
  });

  it('leaves one file behind, and nothing in the home of the user', async () => {
    const dir = tempDir();
    const chain = createLocalChain({ dir, port: 0 });
    await chain.start(signal);
    for (let block = 0; block < 50; block += 1) await chain.mine();
    await chain.stop(signal);
    expect(readdirSync(dir).filter((name) => name !== 'cache')).toEqual(['chain.json']);
  });

  it('answers no page of the web', async () => {
    const { url } = await startChain();
    const origin = 'http://page.example';
    const asked = {
      origin,
      'access-control-request-method': 'POST',
      'access-control-request-headers': 'content-type',
    };
    const { status, headers } = await fetch(url, { method: 'OPTIONS', headers: asked });
    expect([status, headers.get('access-control-allow-origin')]).toEqual([405, null]);
    // What needs no leave of the server.
    const body = JSON.stringify({ jsonrpc: '2.0', id: 1, method: 'eth_chainId', params: [] });
    const simple = await fetch(url, {
      method: 'POST',
      headers: { origin, 'content-type': 'text/plain' },
      body,
    });
    expect(await simple.json()).toHaveProperty('error');
  });

  it('is moved by whole seconds forwards', async () => {
    const chain = await startChain();
    for (const seconds of [-1, 0.5, Number.NaN])
      await expect(chain.advance(seconds)).rejects.toMatchObject({ code: 'INVALID' });
  });
});

/** All of its group: the keeper, and anvil. Windows has it alone. */
function killAnvil(chain: LocalChain): void {
  const pid = chain.describe?.().pid as number;
  process.kill(process.platform === 'win32' ? pid : -pid, 'SIGKILL');
}
