import { beforeEach, describe, expect, it } from 'vitest';
import type { JsonValue } from '../../src/json/value.js';
import { createService, type MarineService } from '../../src/service/service.js';
import { EVENT, echoName, probe } from '../utils/probe.js';

let service: MarineService;
beforeEach(() => {
  service = createService({ serviceId: 'sid', modules: [{ config: { name: 'probe' }, wasm: probe() }] });
});

/** Every `allocate(bytes, tag)` of a call, and memory afterwards. */
function lower(type: string, value: JsonValue) {
  service.call('reset', []);
  service.call(echoName(type), [value]);
  const events = service.callValues('events', []) as number[];
  const rows = Array.from({ length: events.length / 3 }, (_, i) => events.slice(3 * i, 3 * i + 3));
  return {
    allocated: rows.filter(([kind]) => kind === EVENT.allocate).map(([, bytes, tag]) => `${bytes},${tag}`),
    core: rows.filter(([kind]) => kind === EVENT.call).map(([, p, n]) => `${p!.toString(16)},${n}`)[0],
    hex: (at: number, length: number) =>
      Buffer.from(service.callValues('dump', [at, length]) as Uint8Array).toString('hex'),
  };
}

/** spec/marine-abi.md §2.4: made with the oracle and a bump allocator that starts at 0x10000. */
describe('the oracle dumps', () => {
  it.each([
    ['string', 'Hi', ['2,1'], '4869'],
    ['bytes', [1, 2, 255], ['3,1'], '0102ff'],
    ['bool[]', [true, false], ['2,0'], '0100'],
    ['s8[]', [-1, 2], ['2,5'], 'ff02'],
    ['s16[]', [-1, 2], ['4,6'], 'ffff0200'],
    ['u16[]', [1, 65535], ['4,2'], '0100ffff'],
    ['s32[]', [-1, 7], ['8,7'], 'ffffffff07000000'],
    ['u32[]', [1, 4294967295], ['8,3'], '01000000ffffffff'],
    ['s64[]', [-2, 1], ['16,8'], 'feffffffffffffff0100000000000000'],
    ['u64[]', [18446744073709551615n, 1], ['16,4'], 'ffffffffffffffff0100000000000000'],
    ['f32[]', [1, 0.5], ['8,9'], '0000803f0000003f'],
    ['f64[]', [1, 0.5], ['16,10'], '000000000000f03f000000000000e03f'],
    [
      'string[]',
      ['ab', '', 'c'],
      ['24,3', '2,1', '0,1', '1,1'],
      '300001000200000050000100000000006000010001000000',
    ],
    [
      'bytes[]',
      [[1, 2], [], [3]],
      ['24,3', '2,1', '1,1'],
      '300001000200000000000000000000005000010001000000',
    ],
    [
      'u32[][]',
      [[1, 2], [], [3]],
      ['24,3', '8,3', '4,3'],
      '300001000200000000000000000000005000010001000000',
    ],
    ['string[][][]', [[['x'], []], []], ['16,3', '16,3', '8,3', '1,1'], '2000010002000000'],
    [
      'Inner[]',
      [
        { a: 1, s: 'p' },
        { a: 2, s: '' },
      ],
      ['8,3', '1,1', '9,1', '0,1', '9,1'],
      '4000010070000100',
    ],
  ] as const)('%s', (type, value, allocated, hex) => {
    const lowered = lower(type, value as JsonValue);
    expect(lowered.allocated).toEqual(allocated);
    expect(lowered.hex(0x10000, hex.length / 2)).toBe(hex);
  });

  it('records: parts first, the packed block last', () => {
    const lowered = lower('Inner', { a: 7, s: 'Q' });
    expect(lowered.allocated).toEqual(['1,1', '9,1']);
    expect(lowered.core).toBe('10020,0');
    expect(lowered.hex(0x10020, 9)).toBe('070000010001000000');
  });

  it('a record of every kind', () => {
    const lowered = lower('All', {
      ...{ b: true, i8: -1, i16: -2, i32: -3, i64: -4, n8: 1, n16: 2, n32: 3, n64: 4, x32: 1.5, x64: 2.5 },
      ...{ str: 'Hi', byt: [9, 8], strs: ['ab', 'c'], n16s: [1, 2], inner: { a: 7, s: 'Q' } },
      inners: [{ a: 1, s: 'p' }],
      byts: [[1], [2]],
      n32s: [[1, 2], [3]],
    });
    const root = Number.parseInt(lowered.core!, 16);
    const expected = `
      01 ff feff fdffffff fcffffffffffffff 01 0200 03000000 0400000000000000 0000c03f 0000000000000440
      00000100 02000000 20000100 02000000 40000100 02000000 a0000100 02000000 e0000100 00010100 01000000
      60010100 02000000 c0010100 02000000`;
    expect(lowered.hex(root, 103)).toBe(expected.replaceAll(/\s/g, ''));
  });

  it('nothing is allocated for an empty array', () => {
    expect(lower('u32[]', [])).toMatchObject({ allocated: [], core: '0,0' });
    expect(lower('bytes', [])).toMatchObject({ allocated: [], core: '0,0' });
    expect(lower('string', '').allocated).toEqual(['0,1']);
  });
});
