import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { meterElsewhere } from '../../src/metering/meter-elsewhere.js';
import { meterModule } from '../../src/metering/meter-module.js';

const wasmOf = (path: string) => readFile(new URL(`../../../../services/${path}`, import.meta.url));

describe('metering elsewhere', () => {
  it.each(['greeter/greeter.wasm', 'registry/registry.wasm'])(
    'gives what metering here gives: %s',
    async (path) => {
      const wasm = await wasmOf(path);
      const [elsewhere, again] = await Promise.all([meterElsewhere(wasm), meterElsewhere(wasm)]);
      expect(Buffer.from(elsewhere!).equals(meterModule(wasm)!)).toBe(true);
      expect(Buffer.from(again!).equals(elsewhere!)).toBe(true);
    },
  );

  it('lets this thread go on meanwhile', async () => {
    const wasm = await wasmOf('registry/registry.wasm');
    let turns = 0;
    const count = setInterval(() => turns++, 0);
    const large = await meterElsewhere(wasm);
    clearInterval(count);
    expect(large).toBeDefined();
    // Metering here is one turn: no timer fires before it is done.
    expect(turns).toBeGreaterThan(1);
  });

  it('has no result for what is no module', async () => {
    expect(await meterElsewhere(new Uint8Array(200_000))).toBeUndefined();
  });
});
