import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { loadChain } from '../../src/chain/load-chain.js';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-no-chain-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'package.json');
}

it('is said in one line not to be installed', async () => {
  await expect(loadChain([await emptyFolder()])).rejects.toMatchObject({
    code: 'NO_CHAIN',
    message: 'no chain here: npm i -D @noctiluca/chain',
  });
});

it('is found in the second place when the first is without', async () => {
  const { chain, client } = await loadChain([await emptyFolder(), import.meta.url]);
  expect(chain.CHAIN_ID).toBe(31_337);
  expect(client.ADDRESSES).toEqual(chain.ADDRESSES);
});
