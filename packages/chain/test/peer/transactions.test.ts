import { expect, it } from 'vitest';
import { MAX_REMEMBERED_TRANSACTIONS } from '../../src/constants.js';
import { Transactions } from '../../src/peer/transactions.js';
import type { Rpc } from '../../src/rpc.js';

const never = new Promise<never>(() => {});

it('are forgotten when there are too many, the oldest first', async () => {
  const asked: unknown[] = [];
  const rpc: Rpc = {
    ...{ url: '', call: () => never },
    batch: async (calls) => {
      asked.push(...calls.map(({ params }) => params![0]));
      return calls.map(() => ({ ok: true, result: null }));
    },
  };
  let begun = 0;
  const begin = async () => {
    begun += 1;
    return { hash: `0x${begun}`, hashes: [`0x${begun}`, `0x${begun}-again`], receipt: never };
  };
  const transactions = new Transactions({ rpc, wallet: { begin } });
  for (let sent = 0; sent <= MAX_REMEMBERED_TRANSACTIONS; sent += 1) await transactions.begin({ to: '0x' });
  await transactions.receipts(['0x1', '0x2']);
  expect(asked).toEqual(['0x1', '0x2', '0x2-again']);
});
