import { readFile } from 'node:fs/promises';
import { compileModule } from '@noctiluca/marine';
import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS, MAX_MEMORY_BYTES } from '../../src/constants.js';
import { AvmInstance } from '../../src/instance/avm-instance.js';
import { findAvmWasm } from '../../src/instance/avm-module.js';
import { capMemory } from '../../src/instance/memory-cap.js';
import { checkSize } from '../../src/run/outcome.js';

const MIB = 1024 * 1024;

/** `(module (memory 1) (func (export "grow") (param i32) (result i32) local.get 0 memory.grow))` */
const GROWING = Uint8Array.from([
  0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00, 0x01, 0x06, 0x01, 0x60, 0x01, 0x7f, 0x01, 0x7f, 0x03, 0x02,
  0x01, 0x00, 0x05, 0x03, 0x01, 0x00, 0x01, 0x07, 0x08, 0x01, 0x04, 0x67, 0x72, 0x6f, 0x77, 0x00, 0x00, 0x0a,
  0x08, 0x01, 0x06, 0x00, 0x20, 0x00, 0x40, 0x00, 0x0b,
]);

describe('a module with a cap on its memory', () => {
  const grow = (wasm: Uint8Array<ArrayBuffer>) => {
    const { exports } = new WebAssembly.Instance(new WebAssembly.Module(wasm));
    return exports.grow as (pages: number) => number;
  };

  it('grows to it and not beyond', () => {
    const growCapped = grow(capMemory(GROWING, 10 * 65_536));
    expect([growCapped(9), growCapped(1)]).toEqual([1, -1]);
    expect(grow(GROWING)(10)).toBe(1);
  });

  it('keeps what it starts with, though that be more', () => {
    expect(grow(capMemory(GROWING, 0))(1)).toBe(-1);
  });

  it('stays as it is without a memory', () => {
    const empty = GROWING.slice(0, 8);
    expect(capMemory(empty, 1)).toBe(empty);
  });
});

describe('AquaVM', () => {
  it('is one', async () => {
    const wasm = new Uint8Array(await readFile(findAvmWasm()));
    expect(WebAssembly.validate(capMemory(wasm, MAX_MEMORY_BYTES))).toBe(true);
  });

  it('traps when an invocation needs more, and serves the next', async () => {
    const wasm = new Uint8Array(await readFile(findAvmWasm()));
    const instance = new AvmInstance({
      module: await compileModule(capMemory(wasm, 32 * MIB), 'avm'),
      limits: DEFAULT_LIMITS,
      recycleAboveBytes: 2 ** 26,
    });
    const nobody = { particleId: 'p', initPeerId: '', currentPeerId: '', timestamp: 0, ttl: 0 };
    const none = { prevData: new Uint8Array(0), data: new Uint8Array(0), seed: new Uint8Array(32) };
    const results = Uint8Array.of(0x81, 0x04, 0x80);
    const run = (script: string) => instance.invoke({ ...nobody, ...none, script }, results);
    expect(() => run(`${' '.repeat(40 * MIB)}(null)`)).toThrow(expect.objectContaining({ code: 'AVM_TRAP' }));
    expect(run('(null)').retCode).toBe(0);
  });
});

describe('an outcome', () => {
  const outcome = (bytes: number) => ({
    retCode: 0,
    errorMessage: '',
    data: new Uint8Array(0),
    nextPeerIds: [],
    callRequests: new Uint8Array(bytes),
    exceeded: { air: false, particle: false, callResult: false },
  });

  it('is taken up to a size', () => {
    expect(checkSize(outcome(128 * 1024 * 1024)).retCode).toBe(0);
    expect(() => checkSize(outcome(128 * 1024 * 1024 + 1))).toThrow(
      expect.objectContaining({ code: 'AVM_OUTCOME_TOO_LARGE' }),
    );
  });
});
