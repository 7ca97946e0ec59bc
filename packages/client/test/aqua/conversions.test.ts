import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { aqua2js } from '../../src/aqua/aqua2js.js';
import { js2aqua } from '../../src/aqua/js2aqua.js';
import { SchemaValidationError } from '../../src/aqua/schema-error.js';
import type { NonArrowSimpleType, SimpleTypes } from '../../src/aqua/types.js';
import type { JSONValue } from '../../src/json.js';
import { conversions } from '../utils/js-client.js';

const scalar = fc
  .constantFrom('u8', 'u64', 'i32', 'f64', 'bool', 'string')
  .map((name) => ({ tag: 'scalar', name }) as SimpleTypes);

const { simple } = fc.letrec<{ simple: SimpleTypes }>((tie) => ({
  simple: fc.oneof(
    { maxDepth: 4 },
    scalar,
    fc.constantFrom<SimpleTypes>({ tag: 'nil' }, { tag: 'topType' }, { tag: 'bottomType' }),
    tie('simple').map((type): SimpleTypes => ({ tag: 'option', type })),
    tie('simple').map((type): SimpleTypes => ({ tag: 'array', type })),
    fc
      .dictionary(fc.constantFrom('a', 'b', 'c', 'toString'), tie('simple'), { maxKeys: 3 })
      .map((fields): SimpleTypes => ({ tag: 'struct', name: 'S', fields })),
  ),
}));

const schemas: fc.Arbitrary<NonArrowSimpleType> = fc.oneof(
  simple,
  fc.array(simple, { maxLength: 3 }).map((items) => ({ tag: 'unlabeledProduct' as const, items })),
  fc
    .dictionary(fc.constantFrom('a', 'b'), simple, { maxKeys: 2 })
    .map((fields) => ({ tag: 'labeledProduct' as const, fields })),
);

/** A value of the type, as JavaScript or Aqua has it. */
function fitting(schema: NonArrowSimpleType, side: 'js' | 'aqua'): fc.Arbitrary<JSONValue> {
  switch (schema.tag) {
    case 'nil':
      return fc.constant(null);
    case 'scalar':
      if (schema.name === 'bool') return fc.boolean();
      return schema.name === 'string' ? fc.string() : fc.oneof(fc.integer(), fc.double({ noNaN: true }));
    case 'option': {
      const inner = fitting(schema.type, side);
      return side === 'js' ? fc.option(inner) : fc.array(inner, { maxLength: 1 });
    }
    case 'array':
      return fc.array(fitting(schema.type, side), { maxLength: 3 });
    case 'unlabeledProduct':
      return fc.tuple(...schema.items.map((item) => fitting(item, side))) as fc.Arbitrary<JSONValue>;
    case 'struct':
    case 'labeledProduct':
      return fc.record(
        Object.fromEntries(Object.entries(schema.fields).map(([key, type]) => [key, fitting(type, side)])),
      );
    default:
      return fc.jsonValue() as fc.Arbitrary<JSONValue>;
  }
}

const anyValue = fc.oneof(fc.jsonValue(), fc.constant(undefined)) as fc.Arbitrary<JSONValue>;

const cases = (side: 'js' | 'aqua') =>
  schemas.chain((schema) => fc.tuple(fc.constant(schema), fc.oneof(fitting(schema, side), anyValue)));

/** The value, or what is wrong with it. */
function outcome(convert: () => unknown) {
  try {
    return { value: convert() };
  } catch (error) {
    return { message: (error as Error).message, path: (error as SchemaValidationError).path };
  }
}

const RUNS = { numRuns: 3000 };

describe('values of JavaScript and Aqua', () => {
  it('become values of Aqua, or an error, as in js-client', () => {
    fc.assert(
      fc.property(cases('js'), ([schema, value]) => {
        const path = ['here'];
        expect(outcome(() => js2aqua(value, schema, { path }))).toEqual(
          outcome(() => conversions.js2aqua(value, schema, { path })),
        );
      }),
      RUNS,
    );
  });

  it('become values of JavaScript, or an error, as in js-client', () => {
    fc.assert(
      fc.property(cases('aqua'), ([schema, value]) => {
        const path = ['here'];
        expect(outcome(() => aqua2js(value, schema, { path }))).toEqual(
          outcome(() => conversions.aqua2js(value, schema, { path })),
        );
      }),
      RUNS,
    );
  });

  it('of a type come back from Aqua as they were', () => {
    const both = scalar.chain((schema) => {
      const struct: NonArrowSimpleType = {
        tag: 'struct',
        name: 'S',
        fields: { a: { tag: 'option', type: schema } },
      };
      return fc.tuple(fc.constant(struct), fitting(struct, 'js'));
    });
    fc.assert(
      fc.property(both, ([schema, value]) => {
        const aqua = js2aqua(value, schema, { path: [] });
        expect(aqua2js(aqua, schema, { path: [] })).toEqual(value);
      }),
    );
  });

  it('that have no place in Aqua are told where they are', () => {
    const schema = {
      tag: 'struct',
      name: 'S',
      fields: { a: { tag: 'array', type: { tag: 'scalar', name: 'u8' } } },
    };
    const convert = () => js2aqua({ a: [1, 'x'] }, schema as NonArrowSimpleType, { path: ['arg'] });
    expect(convert).toThrow(SchemaValidationError);
    expect(convert).toThrow('Aqua type mismatch. Path: arg.a.[1]; Expected: number; Given: string;');
  });
});
