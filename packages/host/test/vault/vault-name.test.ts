import { basename, join, normalize } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { vaultName } from '../../src/vault/vault-name.js';

const TOKEN = `4${'x'.repeat(87)}`;

describe('the directory of a particle', () => {
  test('is called as services expect when the id is a plain name', () => {
    for (const id of ['7a9c2c5e-44d3-4d8e-9a0f-0b9c5c1f5f11', 'spell_7a9c_0', 'a.b', '-']) {
      expect(vaultName(id, TOKEN)).toBe(`${id}-${TOKEN}`);
    }
  });

  test('is a single name of bounded length whatever the id is (spec/nox.md §9.2 no. 16)', () => {
    const pieces = fc.constantFrom(
      '..',
      '.',
      '/',
      '\\',
      '\0',
      ':',
      'a',
      '~',
      ' ',
      'é',
      '\u202e',
      '%2e',
      '\n',
    );
    const ids = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(ids, (id) => {
        const name = vaultName(id, TOKEN);
        expect(basename(name)).toBe(name);
        expect(normalize(join('/vault', name))).toBe(`/vault/${name}`);
        expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
        expect(name).toMatch(/^[A-Za-z0-9_-][A-Za-z0-9._-]*$/);
      }),
      { numRuns: 2000 },
    );
  });

  test('differs for ids that differ', () => {
    const names = ['a/b', 'a\\b', '..', '', 'x'.repeat(1000), 'x'.repeat(1001)].map((id) =>
      vaultName(id, TOKEN),
    );
    expect(new Set(names).size).toBe(names.length);
  });
});
