import { describe, expect, it } from 'vitest';
import { CallClock } from '../../src/limits/call-clock.js';
import { GuestMemory } from '../../src/memory/guest-memory.js';
import { Descriptors } from '../../src/wasi/descriptors/descriptors.js';
import { OutputCapture } from '../../src/wasi/output-capture.js';
import { SYSTEM_SOURCES, wasiFunctions } from '../../src/wasi/preview1.js';

const PAGE = 65536;
const [SUCCESS, BADF, FAULT, INVAL, NOSYS, NOTDIR, SPIPE] = [0, 8, 21, 28, 52, 54, 70];

function wasi(environment: string[] = []) {
  const linear = new WebAssembly.Memory({ initial: 1 });
  const memory = new GuestMemory();
  memory.attach(linear);
  const output = new OutputCapture();
  const sources = {
    ...SYSTEM_SOURCES,
    nowMs: () => 1_700_000_000_123.9,
    monotonicNs: () => 42n,
    fillRandom: (bytes: Uint8Array) => void bytes.fill(7),
  };
  const functions = wasiFunctions({
    memory,
    sources,
    environment,
    output,
    descriptors: new Descriptors(),
    clock: new CallClock(),
  });
  const call = (name: string, ...args: (number | bigint)[]): unknown => functions.get(name)!(...args);
  return { call, dv: new DataView(linear.buffer), u8: new Uint8Array(linear.buffer), output, functions };
}

describe('clocks', () => {
  it('tell real time in nanoseconds and a monotonic one', () => {
    const { call, dv } = wasi();
    expect(call('clock_time_get', 0, 0n, 8)).toBe(SUCCESS);
    expect(dv.getBigUint64(8, true)).toBe(1_700_000_000_123_000_000n);
    expect(call('clock_time_get', 1, 0n, 8)).toBe(SUCCESS);
    expect(dv.getBigUint64(8, true)).toBe(42n);
    expect(call('clock_res_get', 0, 8)).toBe(SUCCESS);
    expect(call('clock_time_get', 9, 0n, 8)).toBe(INVAL);
  });
});

describe('environment', () => {
  it('is written as NUL-ended entries with pointers to them; there are no arguments', () => {
    const { call, dv, u8 } = wasi(['A=1', 'Ж=два']);
    expect(call('environ_sizes_get', 0, 4)).toBe(SUCCESS);
    const size = dv.getUint32(4, true);
    expect([dv.getUint32(0, true), size]).toEqual([2, 'A=1\0'.length + Buffer.byteLength('Ж=два\0')]);
    expect(call('environ_get', 16, 64)).toBe(SUCCESS);
    expect([dv.getUint32(16, true), dv.getUint32(20, true)]).toEqual([64, 68]);
    expect(Buffer.from(u8.subarray(64, 64 + size)).toString()).toBe('A=1\0Ж=два\0');
    expect(call('args_sizes_get', 0, 4)).toBe(SUCCESS);
    expect([dv.getUint32(0, true), dv.getUint32(4, true)]).toEqual([0, 0]);
    expect(call('args_get', 0, 0)).toBe(SUCCESS);
  });
});

describe('output', () => {
  it('of both streams is kept, the newest bytes of much', () => {
    const { call, dv, u8, output } = wasi();
    u8.set(new TextEncoder().encode('panicked'), 100);
    [100, 5, 105, 3].forEach((word, i) => {
      dv.setUint32(16 + 4 * i, word, true);
    });
    expect(call('fd_write', 2, 16, 2, 8)).toBe(SUCCESS);
    expect([dv.getUint32(8, true), output.text]).toEqual([8, 'panicked']);
    for (let i = 0; i < 5000; i++) call('fd_write', 1, 16, 1, 8);
    expect(output.text.length).toBe(4096);
    output.clear();
    expect(output.text).toBe('');
  });
});

describe('files', () => {
  it('do not exist: descriptors from 3 on are bad, so the search for preopens ends', () => {
    const { call } = wasi();
    for (const name of [
      'fd_prestat_get',
      'fd_prestat_dir_name',
      'fd_close',
      'fd_read',
      'fd_write',
      'fd_seek',
      'fd_sync',
    ])
      expect(call(name, 3, 0, 0, 0), name).toBe(BADF);
    for (const name of ['path_open', 'path_filestat_get', 'path_unlink_file', 'path_rename'])
      expect([call(name, 3), call(name, 1)], name).toEqual([BADF, NOTDIR]);
    expect(call('path_symlink', 0, 0, 3)).toBe(BADF);
    expect(call('fd_prestat_get', 0, 0)).toBe(BADF);
  });

  it('standard streams: stdin is empty, none can be sought', () => {
    const { call, dv } = wasi();
    expect(call('fd_read', 0, 16, 1, 8)).toBe(SUCCESS);
    expect(dv.getUint32(8, true)).toBe(0);
    expect(call('fd_seek', 1, 0n, 0, 8)).toBe(SPIPE);
    expect(call('fd_fdstat_get', 1, 64)).toBe(SUCCESS);
    expect(dv.getUint8(64)).toBe(2);
    expect(call('fd_write', 0, 16, 1, 8)).toBe(BADF);
  });
});

describe('random_get', () => {
  it('fills exactly what was asked for', () => {
    const { call, u8 } = wasi();
    expect(call('random_get', 10, 3)).toBe(SUCCESS);
    expect(Array.from(u8.subarray(9, 14))).toEqual([0, 7, 7, 7, 0]);
  });
});

describe('pointers outside the memory', () => {
  it.each([
    ['clock_time_get', [0, 0n, PAGE - 7]],
    ['clock_res_get', [0, -1]],
    ['environ_sizes_get', [PAGE, 0]],
    ['environ_get', [PAGE - 3, 0]],
    ['random_get', [PAGE - 1, 2]],
    ['random_get', [-1, -1]],
    ['fd_write', [1, PAGE - 7, 1, 0]],
    ['fd_write', [1, 0, -1, 0]],
    ['fd_fdstat_get', [1, PAGE - 23]],
  ] as const)('%s(%s) faults', (name, args) => {
    expect(wasi(['A=1']).call(name, ...args)).toBe(FAULT);
  });

  it('in an iovec fault too', () => {
    const { call, dv } = wasi();
    dv.setUint32(16, PAGE - 1, true);
    dv.setUint32(20, 2, true);
    expect(call('fd_write', 1, 16, 1, 0)).toBe(FAULT);
  });
});

it('sockets and signals are not there, yielding does nothing, exit throws', () => {
  const { call, functions } = wasi();
  expect([call('sock_send'), call('proc_raise', 1), call('sched_yield')]).toEqual([NOSYS, NOSYS, SUCCESS]);
  expect(() => call('proc_exit', 3)).toThrow('proc_exit(3)');
  expect(functions.size).toBe(46);
});
