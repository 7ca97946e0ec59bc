import { describe, expect, it } from 'vitest';
import { addSpell } from '../../src/project/add-spell.js';
import { tempFolder } from '../aqua/fixture.js';

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
