import { describe, expect, it, vi } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import { createWallet } from '../../src/client/wallet.js';
import { ChainError } from '../../src/errors.js';
import type { Rpc } from '../../src/rpc.js';
import { startChain } from '../utils/chain.js';
import { CUSTOMER, STRANGER, walletOf } from '../utils/market.js';

const noAnvil = whyNoAnvil();

const KEY = '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a';
const ONE = { to: STRANGER, value: 1n };

describe.skipIf(noAnvil)(`a wallet ${noAnvil ?? ''}`, () => {
  it('gives each of many transactions at a time a nonce of its own', async () => {
    const chain = await startChain();
    const wallet = walletOf(chain, CUSTOMER);
    expect(wallet.address).toBe(CUSTOMER);
    const receipts = await Promise.all(Array.from({ length: 20 }, () => wallet.transact(ONE)));
    expect(new Set(receipts.map(({ txHash }) => txHash)).size).toBe(20);
    expect(await chain.rpc.call('eth_getTransactionCount', CUSTOMER, 'latest')).toBe('0x14');
  });

  it('goes on after one that was refused', async () => {
    const chain = await startChain();
    const wallet = walletOf(chain, CUSTOMER);
    await expect(wallet.transact({ ...ONE, value: 2n * 10n ** 22n })).rejects.toMatchObject({
      code: 'RPC_FAILED',
    });
    expect(await wallet.transact(ONE)).toMatchObject({ status: 'ok' });
  });

  it('sends for a higher fee what is in no block, until it is', async () => {
    const { rpc } = await startChain();
    await rpc.call('evm_setAutomine', false);
    const raws: unknown[] = [];
    const watched: Rpc = {
      ...rpc,
      async call(method, ...params) {
        if (method === 'eth_sendRawTransaction') raws.push(params[0]);
        return rpc.call(method, ...params);
      },
    };
    const wallet = createWallet(
      { privateKey: KEY, replaceAfterMs: 30, pollMs: 5, replacements: 1000 },
      { rpc: watched },
    );
    const sent = wallet.transact(ONE);
    await expect.poll(() => raws.length).toBeGreaterThan(2);
    await rpc.call('evm_mine');
    expect(await sent).toMatchObject({ status: 'ok' });
    // Each with the nonce of the first.
    expect(await rpc.call('eth_getTransactionCount', CUSTOMER, 'pending')).toBe('0x1');
    expect(new Set(raws).size).toBe(raws.length);
  });

  it('gives up what comes into no block', async () => {
    const { rpc } = await startChain();
    await rpc.call('evm_setAutomine', false);
    const wallet = createWallet({ privateKey: KEY, replaceAfterMs: 10, pollMs: 5, replacements: 2 }, { rpc });
    await expect(wallet.transact(ONE)).rejects.toMatchObject({ code: 'LIMIT' });
  });
});

describe('a wallet whose RPC fails', () => {
  it('says so, and tries the next one anew', async () => {
    const call = vi.fn().mockRejectedValue(new ChainError('UNREACHABLE', 'nobody'));
    const rpc: Rpc = { url: '', call, batch: vi.fn() };
    const wallet = createWallet({ privateKey: KEY }, { rpc });
    for (let round = 0; round < 2; round += 1)
      await expect(wallet.send(ONE)).rejects.toMatchObject({ code: 'UNREACHABLE' });
    expect(call).toHaveBeenCalledTimes(2);
  });
});
