import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { loadChain, loadChainKit } from '../../src/chain/load-chain.js';

async function emptyFolder(): Promise<string> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-no-chain-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  return path.join(folder, 'package.json');
}

/** Where a project has the packages of our scope. */
async function scopeBeside(place: string): Promise<string> {
  const scope = path.join(path.dirname(place), 'node_modules', '@noctiluca');
  await mkdir(scope, { recursive: true });
  return scope;
}

it.each([
  ['whole', loadChain],
  ['its client', loadChainKit],
])('is said in one line not to be installed: %s', async (_, load) => {
  await expect(load([await emptyFolder()])).rejects.toMatchObject({
    code: 'NO_CHAIN',
    message: 'no chain here: npm i -D @noctiluca/chain',
  });
});

it('is found in the second place when the first is without', async () => {
  const { chain, client } = await loadChain([await emptyFolder(), import.meta.url]);
  expect(chain.CHAIN_ID).toBe(31_337);
  expect(client.ADDRESSES).toEqual(chain.ADDRESSES);
});

it('is taken from the project when the program has none', async () => {
  const project = await emptyFolder();
  const own = fileURLToPath(new URL('../../../chain', import.meta.url));
  await symlink(own, path.join(await scopeBeside(project), 'chain'), 'junction');
  const { ADDRESSES } = await loadChainKit([await emptyFolder(), project]);
  expect(ADDRESSES.market).toBe('0x3Aa5ebB10DC797CAC828524e59A333d0A371443c');
});

it('hides no other failure', async () => {
  const project = await emptyFolder();
  const folder = path.join(await scopeBeside(project), 'chain');
  await mkdir(folder);
  const exports = { './client': './client.mjs' };
  await writeFile(path.join(folder, 'package.json'), JSON.stringify({ name: '@noctiluca/chain', exports }));
  await writeFile(path.join(folder, 'client.mjs'), "throw new Error('damaged');");
  await expect(loadChainKit([project])).rejects.toThrow('damaged');
});
