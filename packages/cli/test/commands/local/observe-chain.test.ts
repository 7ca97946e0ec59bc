import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import * as kit from '@noctiluca/chain/client';
import { describe, expect, it, onTestFinished } from 'vitest';
import { chainText, observeChain } from '../../../src/commands/local/ps/observe-chain.js';

/** As a contract answers a number. */
const word = (number: number) => `0x${number.toString(16).padStart(64, '0')}`;
const DEAL = `0x${'ab'.repeat(20)}`;

async function bodyOf(request: IncomingMessage): Promise<unknown> {
  let text = '';
  for await (const chunk of request) text += chunk;
  return JSON.parse(text);
}

/** A chain at block 7 in epoch 3, whose indexer has the deals; it answers a batch in the wrong order. */
async function chainWith(deals: readonly unknown[]) {
  const results: Record<string, string> = {
    eth_blockNumber: '0x7',
    '0x76671808': word(3),
    '0x4e69d560': word(1),
  };
  const server = createServer(async (request, response) => {
    const body = (await bodyOf(request)) as { id: number; method: string; params: [{ data: string }] }[];
    const answered = () =>
      body.map(({ id, method, params }) => ({
        id,
        result: results[method === 'eth_call' ? params[0].data : method],
      }));
    response.end(JSON.stringify(Array.isArray(body) ? answered().reverse() : { data: { deals } }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return { rpc: url, indexer: url, chainId: 31_337 };
}

describe('what is shown of a chain', () => {
  it('is its block, its epoch, and how far each deal is', async () => {
    const addedComputeUnits = [{ workerId: null }, { workerId: '0x01' }];
    const observed = await observeChain(
      kit,
      await chainWith([{ id: DEAL, targetWorkers: 3, addedComputeUnits }]),
    );
    const deal = { id: DEAL, status: 'ACTIVE', units: 2, workers: 1, targetWorkers: 3 };
    expect(observed).toMatchObject({ state: 'up', block: 7, epoch: 3, deals: [deal] });
    const text = chainText(observed);
    expect(text).toContain('block 7  epoch 3  deals 1');
    expect(text.split('\n').at(-1)).toBe(`${DEAL}  ACTIVE  2/3      1/3`);
  });

  it('is one line when there is no deal', async () => {
    const observed = await observeChain(kit, await chainWith([]));
    expect(chainText(observed)).toMatch(/^chain {2}\S+ {2}block 7 {2}epoch 3 {2}deals 0\nindexer {2}\S+$/);
  });

  it('is that it is started again, and how often it was', async () => {
    const dead = { rpc: 'http://127.0.0.1:1', indexer: 'http://127.0.0.1:1', chainId: 31_337 };
    const observed = await observeChain(kit, { ...dead, restarts: 1, lost: 'The chain ended by itself (9)' });
    expect(observed.state).toBe('restarting');
    expect(chainText(observed)).toMatch(/is started again: The chain ended by itself \(9\)$/);
    const up = await observeChain(kit, { ...(await chainWith([])), restarts: 2 });
    expect(chainText(up)).toContain('deals 0  started again 2 times\n');
  });

  it('is that it does not answer', async () => {
    const dead = { rpc: 'http://127.0.0.1:1', indexer: 'http://127.0.0.1:1', chainId: 31_337 };
    const observed = await observeChain(kit, dead);
    expect(observed).toEqual({ ...dead, state: 'unreachable' });
    expect(chainText(observed)).toBe('chain  http://127.0.0.1:1  unreachable');
  });
});
