import { describe, expect, it } from 'vitest';
import type { ModuleLog } from '../../src/module-config.js';
import { createService, type ServiceInit } from '../../src/service/service.js';
import { counterModule, marineModule } from '../utils/small-modules.js';
import { op } from '../utils/wasm-writer.js';

function counter(init: ServiceInit = {}) {
  return createService(
    { serviceId: 'sid', modules: [{ config: { name: 'counter' }, wasm: counterModule() }] },
    init,
  );
}

describe('after core code was unwound', () => {
  it.each([
    ['a trap', 'trap', [], 'unreachable'],
    ['a stack overflow', 'deep', [], 'Maximum call stack size exceeded'],
    ['proc_exit', 'exit', [0], 'the module called proc_exit(0)'],
  ])('by %s, the call fails and the next one finds fresh instances', (_, name, args, text) => {
    const logs: ModuleLog[] = [];
    const service = counter({ log: (line) => logs.push(line) });
    expect(service.call('next', [])).toBe(1);
    expect(() => service.call(name, args)).toThrow(expect.objectContaining({ code: 'TRAP' }));
    expect(() => service.call(name, args)).toThrow(text);
    expect(service.broken).toBe(true);
    expect(service.call('next', [])).toBe(1);
    expect(service.broken).toBe(false);
    expect(service.call('next', [])).toBe(2);
    expect(service.rebuilds).toBe(2);
    expect(logs.filter((line) => line.level === 2 && line.message.includes('lost'))).toHaveLength(2);
  });

  it('by an exception of the log sink, the same', () => {
    const wasm = marineModule({
      hostImports: [{ namespace: 'host', name: 'log_utf8_string', parameters: ['i32', 'i32', 'i32', 'i32'] }],
      functions: [
        { name: 'f', arguments: [], body: [...[1, 0, 0, 0].flatMap((n) => op.i32Const(n)), ...op.call(0)] },
      ],
    });
    const service = createService(
      { serviceId: 'sid', modules: [{ config: { name: 'm' }, wasm }] },
      {
        log: () => {
          throw new Error('sink is full');
        },
      },
    );
    expect(() => service.call('f', [])).toThrow('sink is full');
    expect(service.broken).toBe(true);
  });

  it('a service told not to rebuild stays broken', () => {
    const service = counter({ rebuildAfterTrap: false });
    expect(() => service.call('trap', [])).toThrow(expect.objectContaining({ code: 'TRAP' }));
    expect(() => service.call('next', [])).toThrow(expect.objectContaining({ code: 'BROKEN' }));
  });

  it('survives a thousand traps', () => {
    const service = counter();
    for (let i = 0; i < 1000; i++) expect(() => service.call('trap', [])).toThrow('unreachable');
    expect(service.call('next', [])).toBe(1);
  });
});

it('a refused call leaves the state alone', () => {
  const service = counter();
  service.call('next', []);
  expect(() => service.call('next', [1])).toThrow('function requires 0 arguments, 1 provided');
  expect(() => service.call('nofn', [])).toThrow(expect.objectContaining({ code: 'FUNCTION_NOT_FOUND' }));
  expect(() => service.call('allocate', [1, 1])).toThrow('function with name `allocate` is missing');
  expect(service.call('next', [])).toBe(2);
});
