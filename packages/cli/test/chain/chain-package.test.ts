import { mkdirSync, symlinkSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadChainKit } from '../../src/chain/chain-package.js';
import { tempFolder } from '../aqua/fixture.js';

/** As where the package is not installed beside the program. */
async function elsewhere(name: string): Promise<unknown> {
  if (name.startsWith('file:')) return import(name);
  throw Object.assign(new Error(`Cannot find package '${name}'`), { code: 'ERR_MODULE_NOT_FOUND' });
}

describe('the package of the chain', () => {
  it('is taken from the project when the program has none', async () => {
    const folder = tempFolder({ 'fluence.yaml': '' });
    mkdirSync(folder.at('node_modules/@noctiluca'), { recursive: true });
    const own = fileURLToPath(new URL('../../../chain', import.meta.url));
    symlinkSync(own, folder.at('node_modules/@noctiluca/chain'), 'dir');
    const { ADDRESSES } = await loadChainKit(folder.root, elsewhere);
    expect(ADDRESSES.market).toBe('0x3Aa5ebB10DC797CAC828524e59A333d0A371443c');
  });

  it('is named when nobody has it', async () => {
    const folder = tempFolder({ 'fluence.yaml': '' });
    await expect(loadChainKit(folder.root, elsewhere)).rejects.toMatchObject({
      code: 'NO_CHAIN',
      message: 'no chain here: npm i -D @noctiluca/chain',
    });
  });

  it('hides no other failure', async () => {
    const broken = () => Promise.reject(new SyntaxError('damaged'));
    await expect(loadChainKit('/', broken)).rejects.toThrow('damaged');
  });
});
