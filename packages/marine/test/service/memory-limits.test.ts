import { describe, expect, it } from 'vitest';
import { createService } from '../../src/service/service.js';
import { counterModule, marineModule } from '../utils/small-modules.js';
import { op } from '../utils/wasm-writer.js';

const PAGE = 65_536;

/** `grow(n)` answers what `memory.grow` does, `hog()` traps when it cannot grow, `take(bytes)` takes bytes. */
function grower(): Uint8Array<ArrayBuffer> {
  return marineModule({
    functions: [
      { name: 'grow', arguments: ['s32'], result: 's32', body: [...op.localGet(0), ...op.memoryGrow] },
      {
        name: 'hog',
        arguments: [],
        body: [
          0x03,
          0x40,
          ...op.i32Const(16),
          ...op.memoryGrow,
          ...op.i32Const(-1),
          0x46,
          0x04,
          0x40,
          0x00,
          0x0b,
          0x0c,
          0x00,
          0x0b,
        ],
      },
      { name: 'take', arguments: ['bytes'], body: [] },
    ],
  });
}

function service(totalMemoryLimitBytes: number | undefined, names = ['m']) {
  const modules = names.map((name) => ({ config: { name }, wasm: grower() }));
  return createService({
    serviceId: 'sid',
    modules,
    ...(totalMemoryLimitBytes === undefined ? {} : { totalMemoryLimitBytes }),
  });
}

describe('a memory limit', () => {
  it('holds for all modules of a service together', () => {
    const limited = service(10 * PAGE, ['first', 'second']);
    expect(limited.call('grow', [5])).toBe(2);
    expect(limited.call('grow', [2])).toBe(-1);
    expect(limited.call('grow', [1])).toBe(7);
    expect(limited.memorySizeBytes).toBe(10 * PAGE);
  });

  it('ends a hog with LIMIT and a text that tells it; the next call finds a fresh service', () => {
    const limited = service(100 * PAGE);
    expect(() => limited.call('hog', [])).toThrow(
      expect.objectContaining({
        code: 'LIMIT',
        message: expect.stringContaining(`limit of ${100 * PAGE} bytes`),
      }),
    );
    expect(limited.call('grow', [0])).toBe(2);
  });

  it('refuses a service that starts with more', () => {
    expect(() => service(3 * PAGE, ['a', 'b'])).toThrow(
      expect.objectContaining({ code: 'LIMIT', message: expect.stringContaining("module 'b'") }),
    );
  });

  it('refuses blocks larger than it before they are asked for', () => {
    expect(() => service(4 * PAGE).callValues('take', [new Uint8Array(5 * PAGE)])).toThrow(
      expect.objectContaining({ code: 'LIMIT' }),
    );
  });

  it('needs code that can be rewritten', () => {
    const compiled = new WebAssembly.Module(counterModule());
    const config = {
      serviceId: 's',
      modules: [{ config: { name: 'm' }, wasm: compiled }],
      totalMemoryLimitBytes: PAGE,
    };
    expect(() => createService(config)).toThrow(expect.objectContaining({ code: 'UNSUPPORTED' }));
  });

  it('without one nothing is refused but what the module itself forbids', () => {
    expect(service(undefined).call('grow', [100])).toBe(2);
  });
});
