import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMarineError } from '../../src/errors.js';
import { readLayout } from '../../src/wasm/read-layout.js';
import { avm, fixture } from '../utils/modules.js';
import { counterModule } from '../utils/small-modules.js';

function verdict(bytes: Uint8Array): 'read' | 'refused' {
  try {
    readLayout(bytes);
    return 'read';
  } catch (error) {
    if (isMarineError(error, 'WASM_MALFORMED')) return 'refused';
    throw error;
  }
}

describe('reading the container', () => {
  it.each([
    ['effector', fixture('effector')],
    ['AquaVM', avm()],
    ['a probe', counterModule()],
  ])('finds in %s what the engine finds', (_, bytes) => {
    const wasm = new WebAssembly.Module(bytes);
    const layout = readLayout(bytes);
    expect(layout.exports.map(({ name, kind }) => ({ name, kind }))).toEqual(
      WebAssembly.Module.exports(wasm),
    );
    expect(layout.imports.map(({ namespace, name, kind }) => ({ module: namespace, name, kind }))).toEqual(
      WebAssembly.Module.imports(wasm),
    );
    for (const { name, bytes: content } of layout.customSections)
      expect(
        WebAssembly.Module.customSections(wasm, name).map((b) => Buffer.from(b).toString('hex')),
      ).toContain(Buffer.from(content).toString('hex'));
  });

  it('knows the signatures of exports', () => {
    const allocate = readLayout(fixture('effector')).exports.find((e) => e.name === 'allocate');
    expect(allocate?.signature).toEqual({ parameters: ['i32', 'i32'], results: ['i32'] });
  });

  it('refuses a module cut at any byte, except between sections', () => {
    const whole = counterModule();
    let readable = 0;
    for (let length = 0; length < whole.length; length++)
      if (verdict(whole.subarray(0, length)) === 'read') readable++;
    expect(readable).toBeLessThanOrEqual(10);
  });

  it('reads or refuses any mutation', () => {
    const modules = [counterModule(), fixture('effector').subarray(0, 2000)];
    fc.assert(
      fc.property(
        fc.constantFrom(...modules),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (module, changes) => {
          const bytes = Uint8Array.from(module);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          verdict(bytes);
        },
      ),
      { numRuns: 10_000 },
    );
  });

  it.each([
    ['nothing', []],
    ['another format', [0x7f, 0x45, 0x4c, 0x46]],
    ['a count far beyond the bytes', [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 5, 0xff, 0xff, 0xff, 0xff, 0x0f]],
    ['a section twice', [0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 1, 1, 0, 1, 1, 0]],
  ])('refuses %s', (_, bytes) => {
    expect(verdict(Uint8Array.from(bytes))).toBe('refused');
  });
});
