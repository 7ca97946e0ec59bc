import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseItSection } from '../../marine/src/it/parse-section.js';
import type * as parsed from '../../marine/src/it/types.js';
import { encodeInterfaceTypes } from '../src/encode-interface-types.js';
import {
  INDEXED_CODES,
  type ItDefinition,
  type ItField,
  type ItInstruction,
  type ItSection,
  type ItType,
  PLAIN_CODES,
  SCALAR_CODES,
  type ScalarName,
  TYPED_CODES,
} from '../src/model.js';

const keys = <K extends string>(record: Readonly<Record<K, number>>) => Object.keys(record) as K[];
const index = fc.nat(2 ** 31 - 1);
const name = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 20 });

const type: fc.Arbitrary<ItType> = fc.letrec<{ type: ItType }>((tie) => ({
  type: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom<ScalarName | 'bytes'>(...keys(SCALAR_CODES), 'bytes').map((kind) => ({ kind })),
    index.map((typeIndex): ItType => ({ kind: 'record', typeIndex })),
    tie('type').map((element): ItType => ({ kind: 'array', element })),
  ),
})).type;

const field: fc.Arbitrary<ItField> = fc.record({ name, type });
const definition: fc.Arbitrary<ItDefinition> = fc.oneof(
  fc.record({ kind: fc.constant('function' as const), args: fc.array(field), results: fc.array(type) }),
  fc.record({ kind: fc.constant('record' as const), name, fields: fc.array(field, { minLength: 1 }) }),
);
const instruction: fc.Arbitrary<ItInstruction> = fc.oneof(
  fc.constantFrom(...keys(PLAIN_CODES)).map((op) => ({ op })),
  fc.tuple(fc.constantFrom(...keys(INDEXED_CODES)), index).map(([op, value]) => ({ op, value })),
  fc.tuple(fc.constantFrom(...keys(TYPED_CODES)), type).map(([op, element]) => ({ op, type: element })),
);
const section: fc.Arbitrary<ItSection> = fc.record({
  version: fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99)).map((parts) => parts.join('.')),
  types: fc.array(definition),
  imports: fc.array(fc.record({ namespace: name, name, type: index })),
  adapters: fc.array(fc.record({ type: index, instructions: fc.array(instruction) })),
  exports: fc.array(fc.record({ name, type: index })),
  implementations: fc.array(fc.record({ coreType: index, adapterType: index })),
});

const seenType = (written: ItType): parsed.ItType => {
  if (written.kind === 'array') return { kind: 'array', element: seenType(written.element) };
  if (written.kind === 'record') return { kind: 'record', index: written.typeIndex };
  return { kind: written.kind };
};
const seenField = (written: ItField) => ({ name: written.name, type: seenType(written.type) });

/** What the reader should see, from what was written: the reader has words of its own. */
function seenDefinition(written: ItDefinition): parsed.ItTypeDefinition {
  return written.kind === 'record'
    ? { kind: 'record', name: written.name, fields: written.fields.map(seenField) }
    : { kind: 'function', arguments: written.args.map(seenField), results: written.results.map(seenType) };
}

function seenInstruction(written: ItInstruction): { name: string; number?: number; type?: parsed.ItType } {
  if ('value' in written) return { name: written.op, number: written.value };
  return 'type' in written ? { name: written.op, type: seenType(written.type) } : { name: written.op };
}

function readInstruction(read: parsed.ItInstruction) {
  const number = read.index ?? (read.value === undefined ? undefined : Number(read.value));
  return {
    name: read.name,
    ...(number !== undefined && { number }),
    ...(read.type !== undefined && { type: read.type }),
  };
}

describe('encodeInterfaceTypes', () => {
  it('writes what the runtime reads back', () => {
    fc.assert(
      fc.property(section, (written) => {
        const read = parseItSection(encodeInterfaceTypes(written));
        expect(read.version).toBe(written.version);
        expect(read.types).toEqual(written.types.map(seenDefinition));
        expect(read.imports).toEqual(written.imports);
        expect(read.exports).toEqual(written.exports);
        expect(read.implementations).toEqual(
          written.implementations.map(({ coreType, adapterType }) => ({
            core: coreType,
            adapter: adapterType,
          })),
        );
        expect(
          read.adapters.map((adapter) => ({
            ...adapter,
            instructions: adapter.instructions.map(readInstruction),
          })),
        ).toEqual(
          written.adapters.map((adapter) => ({
            ...adapter,
            instructions: adapter.instructions.map(seenInstruction),
          })),
        );
      }),
      { numRuns: 300 },
    );
  });

  it('refuses a list that readers would take for a shorter one', () => {
    const instructions = Array.from({ length: 128 }, (): ItInstruction => ({ op: 'dup' }));
    const long: ItSection = {
      version: '0.27.0',
      types: [],
      imports: [],
      adapters: [{ type: 0, instructions }],
      exports: [],
      implementations: [],
    };
    expect(() => encodeInterfaceTypes(long)).toThrow(/128 instructions of an adapter/);
  });
});
