import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embed, INTERFACE_TYPES_SECTION, SDK_VERSION_SECTION } from '../src/embed.js';
import { encodeInterfaceTypes } from '../src/encode-interface-types.js';
import { generateInterfaceTypes } from '../src/generate-interface-types.js';
import { customSection, readSections, WASM_HEADER } from '../src/sections.js';
import { dataOf, generated, MODULES, readModule } from './fixtures.js';

const modules = Object.keys(MODULES) as (keyof typeof MODULES)[];

describe('embed', () => {
  it.each(modules)('writes the interface of %s byte for byte as it stands in the module', (name) => {
    const wasm = readModule(name);
    const written = dataOf(wasm, INTERFACE_TYPES_SECTION);
    expect(encodeInterfaceTypes(generateInterfaceTypes(readSections(wasm)))).toEqual(written);
  });

  it.each(modules)('changes nothing when %s is embedded once more', (name) => {
    const wasm = readModule(name);
    expect(Buffer.compare(embed(wasm), wasm)).toBe(0);
  });

  it('keeps every other section and its order, and replaces the versions that it is given', () => {
    const other = customSection('other', Uint8Array.of(1, 2, 3));
    const wasm = Buffer.concat([
      WASM_HEADER,
      customSection(SDK_VERSION_SECTION, Buffer.from('0.1.0')),
      other,
    ]);
    const result = embed(wasm, { sdkVersion: '0.14.0', interfaceTypesVersion: '0.26.1' });
    expect(readSections(result).map((section) => section.name)).toEqual([
      'other',
      INTERFACE_TYPES_SECTION,
      SDK_VERSION_SECTION,
    ]);
    expect(new TextDecoder().decode(dataOf(result, SDK_VERSION_SECTION))).toBe('0.14.0');
    expect(Buffer.from(dataOf(result, INTERFACE_TYPES_SECTION)).subarray(2, 8).toString()).toBe('0.26.1');
  });

  it('refuses a module that was not built with the SDK, and says how to go on', () => {
    expect(() => embed(WASM_HEADER)).toThrow(expect.objectContaining({ code: 'SDK_VERSION_MISSING' }));
    expect(() => embed(WASM_HEADER)).toThrow(/sdkVersion/);
  });
});

describe('readSections', () => {
  it('reads back any custom sections', () => {
    const section = fc.tuple(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.uint8Array({ maxLength: 300 }),
    );
    fc.assert(
      fc.property(fc.array(section), (sections) => {
        const wasm = Buffer.concat([
          WASM_HEADER,
          ...sections.map(([name, data]) => customSection(name, data)),
        ]);
        const read = readSections(wasm).map(({ name, data }) => [name, new Uint8Array(data)]);
        expect(read).toEqual(sections.map(([name, data]) => [name, new Uint8Array(data)]));
      }),
    );
  });

  it('answers any bytes with sections that fill the file, or with an error of its own', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 60 }), (tail) => {
        const wasm = Buffer.concat([WASM_HEADER, tail]);
        try {
          const length = readSections(wasm).reduce((sum, { raw }) => sum + raw.length, WASM_HEADER.length);
          expect(length).toBe(wasm.length);
        } catch (error) {
          expect(error).toMatchObject({ code: 'SECTION_MALFORMED' });
        }
      }),
    );
  });

  it.each([
    ['empty', []],
    ['of another version', [0, 0x61, 0x73, 0x6d, 2, 0, 0, 0]],
  ])('refuses a file that is %s', (_what, bytes) => {
    expect(() => readSections(Uint8Array.from(bytes))).toThrow(expect.objectContaining({ code: 'NOT_WASM' }));
  });
});

describe('generateInterfaceTypes', () => {
  const text = { Utf8String: 'ByValue' };
  const signature = (name: string, arg: unknown) => ({
    ast_type: 'Function',
    signature: { name, arguments: [{ name: 'x', ty: arg }], output_types: [] },
  });

  it.each([
    ['no JSON', '{', 'GENERATED_SECTION_MALFORMED'],
    ['an unknown kind of item', { ast_type: 'Enum' }, 'GENERATED_SECTION_MALFORMED'],
    ['an unknown type', signature('f', { U128: 'ByValue' }), 'GENERATED_SECTION_MALFORMED'],
    [
      'a type named like a property of every object',
      signature('f', { toString: 1 }),
      'GENERATED_SECTION_MALFORMED',
    ],
    [
      'a record that is not declared',
      signature('f', { Record: ['Ghost', 'ByValue'] }),
      'INTERFACE_UNSUPPORTED',
    ],
    ['a name that does not fit', signature('f'.repeat(256), text), 'INTERFACE_UNSUPPORTED'],
    [
      'a record without fields',
      { ast_type: 'Record', name: 'Empty', fields: { Named: [] } },
      'INTERFACE_UNSUPPORTED',
    ],
  ])('refuses %s', (_what, content, code) => {
    const write = () => encodeInterfaceTypes(generateInterfaceTypes([generated('f', content)]));
    expect(write).toThrow(expect.objectContaining({ code }));
  });

  it('refuses types that nest without end', () => {
    let type: unknown = text;
    for (let i = 0; i < 40; i++) type = { Vector: [type, 'ByValue'] };
    expect(() => generateInterfaceTypes([generated('f', signature('f', type))])).toThrow(/nest deeper/);
  });

  it('leaves out what the host serves and unit structs', () => {
    const sections = ['host', '__marine_host_api_v3'].map((namespace) =>
      generated(namespace, {
        ast_type: 'ExternMod',
        namespace,
        imports: [{ link_name: null, signature: { name: 'log', arguments: [], output_types: [] } }],
      }),
    );
    const unit = generated('u', { ast_type: 'Record', name: 'U', fields: 'Unit' });
    const made = generateInterfaceTypes([...sections, unit]);
    expect(made.imports).toEqual([]);
    expect(made.types).toHaveLength(6);
  });
});
