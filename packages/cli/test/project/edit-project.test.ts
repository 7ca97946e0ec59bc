import { tempFolder } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { addSpell, setAquaDependencies } from '../../src/project/edit-project.js';

describe('addSpell', () => {
  it.each([
    [
      'begins the list',
      '# mine\nversion: 8\n\naquaDependencies: {} # none\n',
      '# mine\nversion: 8\n\naquaDependencies: {} # none\nspells:\n  tick:\n    get: src/spells/tick\n',
    ],
    [
      'adds to it',
      'spells:\n  # first\n  one: { get: one } # here\nversion: 8\n',
      'spells:\n  # first\n  one: { get: one } # here\n  tick:\n    get: src/spells/tick\nversion: 8\n',
    ],
    [
      'fills an empty one',
      'version: 8\nspells: {}\n',
      'version: 8\nspells:\n  tick:\n    get: src/spells/tick\n',
    ],
  ])('%s and leaves the rest as it is written', async (_what, before, after) => {
    const folder = tempFolder({ 'fluence.yaml': before });
    await addSpell(folder.at('fluence.yaml'), 'tick', 'src/spells/tick');
    expect(folder.read('fluence.yaml')).toBe(after);
  });

  it('refuses what is no YAML', async () => {
    const folder = tempFolder({ 'fluence.yaml': 'version: [8' });
    await expect(addSpell(folder.at('fluence.yaml'), 'tick', 'x')).rejects.toMatchObject({
      code: 'PROJECT_INVALID',
    });
    expect(folder.read('fluence.yaml')).toBe('version: [8');
  });
});

describe('setAquaDependencies', () => {
  it.each([
    ['version: 8\naquaDependencies: {}\n', 'version: 8\naquaDependencies:\n  lib: 1.0.0\n'],
    ['version: 8 # it\n', 'version: 8 # it\naquaDependencies:\n  lib: 1.0.0\n'],
    [
      'version: 5\ndependencies:\n  npm:\n    other: 1 # old\n',
      'version: 5\ndependencies:\n  npm:\n    other: 1 # old\n    lib: 1.0.0\n',
    ],
  ])('writes them where the version of the file has them', async (before, after) => {
    const folder = tempFolder({ 'fluence.yaml': before });
    await setAquaDependencies(folder.at('fluence.yaml'), { lib: '1.0.0' });
    expect(folder.read('fluence.yaml')).toBe(after);
  });

  it('takes them out, also those that are not there', async () => {
    const folder = tempFolder({ 'fluence.yaml': 'version: 8\naquaDependencies:\n  a: 1.0.0\n  b: 1.0.0\n' });
    await setAquaDependencies(folder.at('fluence.yaml'), { a: undefined, c: undefined });
    expect(folder.read('fluence.yaml')).toBe('version: 8\naquaDependencies:\n  b: 1.0.0\n');
  });
});
