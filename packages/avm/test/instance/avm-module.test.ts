import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { MarineModule } from '@noctiluca/marine';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.js';
import { findAvmWasm, loadAvmModule } from '../../src/instance/avm-module.js';
import { SignatureHost } from '../../src/signatures/signature-host.js';

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'avm-module-'));
});
afterAll(() => rm(dir, { recursive: true }));

const load = (nativeSignatures: boolean) => loadAvmModule(undefined, { nativeSignatures });

/** Whether a seed that the module is given makes it ask its host. */
function isHooked(module: MarineModule): boolean {
  const asked = vi.spyOn(SignatureHost.prototype, 'call');
  const instance = new AvmInstance({
    module,
    nativeSignatures: true,
    limits: DEFAULT_LIMITS,
    recycleAboveBytes: 2 ** 26,
  });
  instance.warmUp();
  const { length } = asked.mock.calls;
  asked.mockRestore();
  return length > 0;
}

describe('loadAvmModule', () => {
  it('compiles the avm.wasm of the installed package', async () => {
    const names = WebAssembly.Module.exports((await loadAvmModule()).wasm).map(({ name }) => name);
    expect(names).toEqual(expect.arrayContaining(['invoke', 'allocate', 'memory']));
  });

  it('gives the stock module unless it is asked for hooks', async () => {
    const [stock, hooked] = await Promise.all([load(false), load(true)]);
    const stockAgain = await loadAvmModule();
    expect([stock, stockAgain].map(isHooked)).toStrictEqual([false, false]);
    expect(isHooked(hooked)).toBe(true);
  });

  it('refuses a file that is not there', async () => {
    const loading = loadAvmModule(join(dir, 'none.wasm'));
    await expect(loading).rejects.toMatchObject({
      code: 'AVM_MODULE',
      message: expect.stringContaining('ENOENT'),
    });
  });

  it('refuses a file of another size', async () => {
    const path = join(dir, 'short.wasm');
    await writeFile(path, (await readFile(findAvmWasm())).subarray(0, 1000));
    await expect(loadAvmModule(path)).rejects.toMatchObject({
      code: 'AVM_MODULE',
      message: expect.stringContaining('has 1000 bytes, that of 0.62.0 has 5954074'),
    });
  });

  it('refuses a file of the same size with another byte', async () => {
    const path = join(dir, 'changed.wasm');
    const wasm = await readFile(findAvmWasm());
    wasm[1_000_000]! ^= 1;
    await writeFile(path, wasm);
    await expect(loadAvmModule(path)).rejects.toMatchObject({
      code: 'AVM_MODULE',
      message: expect.stringContaining('is 4a9f248d19582a4c0c638a3e4485d092dbf707dd7ad766f5320698b082010eba'),
    });
  });
});
