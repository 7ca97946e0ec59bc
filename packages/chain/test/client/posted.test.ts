import { expect, it } from 'vitest';
import { Posted } from '../../src/client/posted.js';
import { MAX_RECEIPT_POLL_MS } from '../../src/constants.js';
import type { Rpc } from '../../src/rpc.js';

it('is looked for less and less often, up to a bound', async () => {
  const pauses: number[] = [];
  const pause = async (ms: number) => void pauses.push(ms);
  const rpc: Rpc = {
    ...{ url: '', call: async () => null },
    batch: async (calls) => calls.map(() => ({ ok: true, result: pauses.length < 6 ? null : RECEIPT })),
  };
  const init = { hash: '0x1', fees: { maxFeePerGas: 1n, maxPriorityFeePerGas: 0n }, replaceAfterMs: 60_000 };
  const posted = new Posted(
    { ...init, replacements: 0, pollMs: 100 },
    { rpc, again: async () => '0x2', pause },
  );
  expect(await posted.settled()).toMatchObject({ status: 'ok' });
  expect(pauses).toEqual([100, 200, 400, 800, MAX_RECEIPT_POLL_MS, MAX_RECEIPT_POLL_MS]);
});

const RECEIPT = { status: '0x1', blockNumber: '0x1', transactionHash: '0x1', logs: [] };
