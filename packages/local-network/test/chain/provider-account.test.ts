import { ADDRESSES, type Rpc, receiptsOf } from '@noctiluca/chain/client';
import { describe, expect, it } from 'vitest';
import { sendAsProvider } from '../../src/chain/provider-account.js';

const HASH = `0x${'1'.repeat(64)}`;
const RECEIPT = { status: '0x1', blockNumber: '0x2', transactionHash: HASH, logs: [] };

/** A chain in which a transaction has a receipt from a look on, counted from 0. */
function chainWith(receipt: object | null, fromLook = 0): Rpc {
  let looks = 0;
  return {
    url: 'http://127.0.0.1:1',
    call: async (method) => (method === 'eth_sendTransaction' ? HASH : '0x'),
    batch: async (calls) =>
      calls.map(() => ({ ok: true as const, result: looks++ < fromLook ? null : receipt })),
  };
}

const send = (rpc: Rpc, withinMs?: number) =>
  sendAsProvider(rpc, { receiptsOf }, { to: ADDRESSES.market, data: '0x' }, withinMs);

describe('a transaction of the provider', () => {
  it('is waited for until it is in a block', async () => {
    expect(await send(chainWith(RECEIPT, 3))).toMatchObject({ status: 'ok', blockNumber: 2 });
  });

  it('is given up when it comes into no block', async () => {
    await expect(send(chainWith(null), 10)).rejects.toMatchObject({
      code: 'CHAIN_FAILED',
      message: `Transaction ${HASH} of the provider is in no block`,
    });
  });

  it('that failed is none that went well, even when its reason is gone', async () => {
    await expect(send(chainWith({ ...RECEIPT, status: '0x0' }), 10)).rejects.toMatchObject({
      code: 'CHAIN_FAILED',
    });
  });
});
