import { readFileSync } from 'node:fs';
import { compileModule } from '@noctiluca/marine';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.js';
import { findAvmWasm, loadAvmModule } from '../../src/instance/avm-module.js';
import { encodeCallResults } from '../../src/run/call-results.js';
import { hookModule } from '../../src/signatures/hook-module.js';
import { request, VECTOR_SCRIPT } from '../utils/requests.js';

const NO_RESULTS = encodeCallResults(new Map());

describe('the module with hooks', () => {
  it('does what it did when its host has no answers', async () => {
    const sources = { fillRandom: (bytes: Uint8Array) => void bytes.fill(7) };
    const modules = [
      await loadAvmModule(),
      await compileModule(hookModule(readFileSync(findAvmWasm())), 'avm'),
    ];
    const [stock, hooked] = modules.map((module) => {
      const init = { module, sources, limits: DEFAULT_LIMITS, recycleAboveBytes: 2 ** 26 };
      return new AvmInstance(init).invoke(request(VECTOR_SCRIPT), NO_RESULTS);
    });
    expect(hooked).toStrictEqual(stock);
  });

  it('has the functions of the stock one, and four more', () => {
    const wasm = readFileSync(findAvmWasm());
    const hooked = hookModule(wasm);
    expect(hooked.length - wasm.length).toBeLessThan(1000);
    const exported = (bytes: Uint8Array<ArrayBuffer>) =>
      WebAssembly.Module.exports(new WebAssembly.Module(bytes));
    expect(exported(hooked)).toStrictEqual(exported(Uint8Array.from(wasm)));
  });
});
