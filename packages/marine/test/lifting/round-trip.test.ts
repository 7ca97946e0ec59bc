import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItValue } from '../../src/it/value.js';
import { describeInvalidUtf8 } from '../../src/memory/invalid-utf8.js';
import { createService } from '../../src/service/service.js';
import { echoName, INNER_RECORDS, linkedProbe, probe, SHAPES } from '../utils/probe.js';
import { valuesOf } from '../utils/values.js';

const service = createService({ serviceId: 'sid', modules: [{ config: { name: 'probe' }, wasm: probe() }] });
const linked = createService({
  serviceId: 'sid',
  modules: [
    { config: { name: 'probe' }, wasm: probe() },
    { config: { name: 'linked' }, wasm: linkedProbe() },
  ],
});

/** What f32 fields come back as. */
function rounded(value: ItValue, type: string): ItValue {
  if (type.endsWith('[]')) return (value as ItValue[]).map((v) => rounded(v, type.slice(0, -2)));
  const record = INNER_RECORDS[type];
  if (!record) return type === 'f32' ? Math.fround(value as number) : value;
  const fields = value as { [name: string]: ItValue };
  return Object.fromEntries(Object.entries(record).map(([name, t]) => [name, rounded(fields[name]!, t)]));
}

describe.each(SHAPES)('values of type %s', (type) => {
  it('come back from a module as they went in', () => {
    const inArray = `${type}[]`;
    const [shape, values] = SHAPES.includes(inArray)
      ? [inArray, fc.array(valuesOf(type), { maxLength: 6 })]
      : [type, valuesOf(type)];
    fc.assert(
      fc.property(values, (value) => {
        service.call('reset', []);
        expect(service.callValues(echoName(shape), [value])).toEqual(rounded(value, shape));
      }),
      { numRuns: 200 },
    );
  });

  it('come back through two modules', () => {
    const safe = ['u32', 'u64'].includes(type) ? fc.constant(type === 'u32' ? 7 : 7n) : valuesOf(type);
    fc.assert(
      fc.property(safe, (value) => {
        linked.call('reset', []);
        linked.call('probe_reset', []);
        expect(linked.callValues(`via_${echoName(type)}`, [value])).toEqual(rounded(value, type));
      }),
      { numRuns: 50 },
    );
  });

  it('refuse what is no value of the type, before the module is called', () => {
    const wrong = [
      undefined,
      null,
      Symbol('s'),
      () => 1,
      { nothing: 1 },
      [{ nothing: 1 }],
      Number.NaN,
      1n << 70n,
    ];
    for (const value of wrong) {
      if (typeof value === 'number' && type.startsWith('f')) continue;
      expect(() => service.callValues(echoName(type), [value as unknown as ItValue]), String(value)).toThrow(
        expect.objectContaining({ code: 'INVALID_ARGUMENTS' }),
      );
    }
    expect(service.broken).toBe(false);
  });
});

describe('the edges of the ranges', () => {
  it.each([
    ['u32', 2 ** 31 - 1, 2 ** 31],
    ['u64', 2n ** 63n - 1n, 2n ** 63n],
  ] as const)('%s: the upper half is refused at the top level and passes inside', (type, below, above) => {
    expect(service.callValues(echoName(type), [below])).toBe(below);
    expect(() => service.callValues(echoName(type), [above])).toThrow(
      `\`i${type.slice(1)}.from_${type}\` failed to cast \`${type.toUpperCase()}\` to \`I${type.slice(1)}\``,
    );
    expect(service.callValues(echoName(`${type}[]`), [[above]])).toEqual([above]);
  });

  it('a lone surrogate has no UTF-8 form', () => {
    expect(() => service.callValues('echo_string', ['\ud800'])).toThrow('lone surrogate');
    expect(() => service.callValues('echo_string', [`${'x'.repeat(100)}\udc00`])).toThrow('lone surrogate');
  });
});

describe('a module that lies', () => {
  const at = (pointer: number, ...words: number[]): void => {
    service.call('reset', []);
    service.callValues('echo_u32_list', [words]);
    expect(pointer).toBe(0x10000);
  };

  it('can name any pointer when nothing is there', () => {
    expect(service.callValues('raw_string', [-16, 0])).toBe('');
    expect(service.callValues('raw_bytes', [-16, 0])).toEqual(new Uint8Array(0));
    at(0x10000, 0xffff_fff0, 0);
    expect(service.callValues('raw_string_list', [0x10000, 1])).toEqual(['']);
  });

  it('can not make the host read or reserve beyond its memory', () => {
    for (const [name, args] of [
      ['raw_string', [-16, 16]],
      ['raw_bytes', [0, -1]],
      ['raw_u32_list', [0, -1]],
      ['raw_u32_list', [0x10000, 0x7fff_ffff]],
      ['raw_inner', [-1]],
    ] as const)
      expect(() => service.callValues(name, [...args]), name).toThrow(
        expect.objectContaining({ code: 'EXECUTION' }),
      );
    expect(service.broken).toBe(false);
  });

  it('may read to the last byte', () => {
    const size = service.memory()[0]!.memorySizeBytes;
    expect(service.callValues('raw_bytes', [size - 16, 16])).toHaveLength(16);
    expect(() => service.callValues('raw_bytes', [size - 15, 16])).toThrow('memory bounds');
  });

  it('can not multiply one block into many values', () => {
    const wasm = probe();
    const many = createService({ serviceId: 'sid', modules: [{ config: { name: 'probe' }, wasm }] });
    const handles = 200_000;
    const list = Array.from({ length: handles }, () => [0x10000, 8 * handles]).flat();
    many.callValues('echo_u32_list', [list]);
    expect(() => many.callValues('raw_string_list', [0x10000, handles])).toThrow(
      expect.objectContaining({ code: 'LIMIT' }),
    );
  });

  it('that grows while it is given a value finds it in the right place', () => {
    const grown = createService({
      serviceId: 'sid',
      modules: [{ config: { name: 'probe' }, wasm: probe() }],
    });
    const before = grown.memory()[0]!.memorySizeBytes;
    expect(grown.callValues('echo_string', ['before'])).toBe('before');
    grown.callValues('grow', [3]);
    expect(grown.memory()[0]!.memorySizeBytes).toBe(before + 3 * 65536);
    expect(grown.callValues('echo_string', ['after'])).toBe('after');
    expect(grown.callValues('raw_bytes', [before, 4])).toEqual(new Uint8Array(4));
  });
});

it('bytes that are not UTF-8 are told apart as Rust does, whatever they are', () => {
  const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  fc.assert(
    fc.property(fc.uint8Array({ minLength: 1, maxLength: 8 }), (bytes) => {
      let valid = true;
      try {
        strict.decode(bytes);
      } catch {
        valid = false;
      }
      expect(/index \d/.test(describeInvalidUtf8(bytes))).toBe(!valid);
    }),
    { numRuns: 2000 },
  );
});
