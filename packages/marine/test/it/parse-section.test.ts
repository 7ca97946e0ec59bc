import { encodeInterfaceTypes } from '@noctiluca/marine-tools';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isMarineError } from '../../src/errors.js';
import { parseItSection } from '../../src/it/parse-section.js';
import { interfaceSection } from '../utils/interface.js';
import { avm, fixture } from '../utils/modules.js';
import { INNER_RECORDS, SHAPES } from '../utils/probe.js';

/** The complete section of spec/marine-abi.md §8.2, 214 bytes. */
const GREETING = Buffer.from(
  [
    '0506302e32362e31',
    '0008',
    '00010473697a650c010c',
    '000000',
    '0000010c',
    '0000010c',
    '00010b726573756c745f73697a650c00',
    '00010a726573756c745f7074720c00',
    '0001046e616d650a010a',
    '0001046e616d650a010a',
    '0201',
    '060b',
    '00002440010100000023010601030102220101',
    '0307',
    `08${hex('allocate')}00`,
    `0f${hex('release_objects')}01`,
    `0f${hex('get_result_size')}02`,
    `0e${hex('get_result_ptr')}03`,
    `0f${hex('set_result_size')}04`,
    `0e${hex('set_result_ptr')}05`,
    `08${hex('greeting')}07`,
    '04010706',
  ].join(''),
  'hex',
);

function hex(text: string): string {
  return Buffer.from(text).toString('hex');
}

const I32 = { kind: 'i32' };
const text = { name: 'name', type: { kind: 'string' } };

function sectionOf(wasm: Uint8Array<ArrayBuffer>): Uint8Array {
  return new Uint8Array(
    WebAssembly.Module.customSections(new WebAssembly.Module(wasm), 'interface-types')[0]!,
  );
}

/** Parses, or answers that the bytes were refused with a typed error; any other outcome fails the test. */
function verdict(bytes: Uint8Array): 'parsed' | 'refused' {
  try {
    parseItSection(bytes);
    return 'parsed';
  } catch (error) {
    if (isMarineError(error, 'IT_MALFORMED') && error.message.startsWith('IT section is corrupted'))
      return 'refused';
    throw error;
  }
}

describe('the interface-types parser', () => {
  it('reads the annotated section of the specification', () => {
    expect(GREETING).toHaveLength(214);
    const section = parseItSection(GREETING);
    expect(section.version).toBe('0.26.1');
    expect(section.types[0]).toEqual({
      kind: 'function',
      arguments: [{ name: 'size', type: I32 }],
      results: [I32],
    });
    expect(section.types[6]).toEqual({ kind: 'function', arguments: [text], results: [text.type] });
    expect(section.types[7]).toEqual(section.types[6]);
    expect(section.adapters).toEqual([
      {
        type: 6,
        instructions: [
          { name: 'arg.get', index: 0 },
          { name: 'string.size' },
          { name: 'i32.push', value: 1n },
          { name: 'call-core', index: 0 },
          { name: 'arg.get', index: 0 },
          { name: 'string.lower_memory' },
          { name: 'call-core', index: 6 },
          { name: 'call-core', index: 3 },
          { name: 'call-core', index: 2 },
          { name: 'string.lift_memory' },
          { name: 'call-core', index: 1 },
        ],
      },
    ]);
    expect(section.exports.at(-1)).toEqual({ name: 'greeting', type: 7 });
    expect(section.implementations).toEqual([{ core: 7, adapter: 6 }]);
  });

  it('reads everything the writer writes', () => {
    const functions = SHAPES.map((type, i) => ({ name: `f${i}`, arguments: [type], result: type }));
    const written = interfaceSection({
      records: INNER_RECORDS,
      functions,
      imports: [{ namespace: 'n', functions }],
    });
    const read = parseItSection(encodeInterfaceTypes(written));
    expect(read.types).toHaveLength(written.types.length);
    expect(read.adapters.map((a) => a.instructions.map((i) => i.name))).toEqual(
      written.adapters.map((a) => a.instructions.map((i) => i.op)),
    );
    expect(read.imports).toEqual(written.imports);
    expect(read.exports).toEqual(written.exports);
  });

  it('accepts the version in any place, once', () => {
    const version = Buffer.from(`0506${hex('0.27.0')}`, 'hex');
    const types = Buffer.from('0001000000', 'hex');
    expect(parseItSection(version).version).toBe('0.27.0');
    expect(parseItSection(Buffer.concat([types, version])).types).toHaveLength(1);
    expect(verdict(types)).toBe('refused');
    expect(verdict(Buffer.concat([version, version]))).toBe('refused');
  });

  it.each([
    ['an unknown instruction', '0201000142'],
    ['an unknown type', '0001000001ff'],
    ['an unknown item', '06'],
    ['a record without fields', '000101015200'],
    ['more entries than bytes', '00ffffffff0f'],
    ['a LEB128 of ten bytes', '00ffffffffffffffffff01'],
    ['text that is not UTF-8', '030101ff00'],
    ['a type nested without end', `0001000001${'36'.repeat(100)}04`],
  ])('refuses %s', (_, item) => {
    expect(verdict(Buffer.from(`0506${hex('0.27.0')}${item}`, 'hex'))).toBe('refused');
  });

  it('refuses a real section cut at any byte, except between items', () => {
    const whole = sectionOf(fixture('greeting'));
    const parsed: number[] = [];
    for (let length = 0; length < whole.length; length++)
      if (verdict(whole.subarray(0, length)) === 'parsed') parsed.push(length);
    expect(parsed.length).toBeLessThanOrEqual(5);
  });

  it('answers or refuses any mutation of a real section', () => {
    const sections = [GREETING, sectionOf(fixture('greeting')), sectionOf(avm())];
    fc.assert(
      fc.property(
        fc.constantFrom(...sections),
        fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 }),
        (section, changes) => {
          const bytes = Uint8Array.from(section);
          for (const [at, value] of changes) bytes[at % bytes.length] = value;
          verdict(bytes);
        },
      ),
      { numRuns: 10_000 },
    );
  });
});
