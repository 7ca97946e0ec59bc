import { cidOf } from '@noctiluca/store';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { blueprintId, blueprintJson, parseBlueprint } from '../../../src/services/modules/blueprint.js';

const cids = ['a', 'b', 'c'].map((content) => cidOf(new TextEncoder().encode(content)));

test('the id is that of upstream (spec/nox.md §4.3)', () => {
  const dependencies = [
    'bafybeiey4i2vtj7uu7tlvdoc2o52uuuwxa4ahcx5g4lpqzk4qtd5klniuq',
    'bafybeibuvzascfzi5ikyzhjxdkridgytg4z26ujtnx7xrejq7gxq54ssdm',
  ];
  expect(blueprintId({ name: 'trust-graph', dependencies })).toBe(
    'bafkreifdehdwcppttfsqaju4kodgn5wgbefrarbzc72k4sore2bwpeq2fa',
  );
});

test('a blueprint survives the way through DAG-JSON', () => {
  const names = fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
    .filter((name) => !/[/\\\0]|^\.\.?$/.test(name));
  const dependencies = fc.array(fc.constantFrom(...cids), { minLength: 1, maxLength: 64 });
  fc.assert(
    fc.property(names, dependencies, (name, dependencies) => {
      expect(parseBlueprint(blueprintJson({ name, dependencies }))).toEqual({ name, dependencies });
    }),
  );
});

test('the order of modules counts', () => {
  const [a = '', b = ''] = cids;
  expect(blueprintId({ name: 'x', dependencies: [a, b] })).not.toBe(
    blueprintId({ name: 'x', dependencies: [b, a] }),
  );
});

test('too many modules are refused', () => {
  const dependencies = Array.from({ length: 65 }, () => cids[0] ?? '');
  expect(() => blueprintJson({ name: 'x', dependencies })).toThrow('more than the 64 allowed');
});

test('anything else than a blueprint is an error of its own', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      try {
        parseBlueprint(text);
      } catch (error) {
        expect(error).toMatchObject({ name: 'HostError' });
      }
    }),
  );
});
