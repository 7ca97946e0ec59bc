import { describe, expect, it } from 'vitest';
import { cellText, LISTS } from '../src/page/model/lists.js';

const cells = (list: string, item: object) =>
  Object.values(LISTS[list]!.columns).map((read) => cellText(read(item as Record<string, unknown>)));

describe('lists of what peers have', () => {
  it('show what matters of an item, and a dash for what is not there', () => {
    const spell = {
      aliases: ['a', 'b'],
      scope: 'host',
      runs: 3,
      nextRunMs: null,
      lastError: { message: 'no' },
    };
    expect(cells('spells', spell)).toEqual(['a, b', 'host', '3', '–', '–', 'no']);
    expect(cells('spells', { ...spell, lastError: null, scope: '12D3KooWabcdef' }).slice(1, 2)).toEqual([
      'worker …abcdef',
    ]);
    expect(
      cells('deployments', { name: 'n', healthy: true, plan: [{ action: 'create', alias: 'x' }] }),
    ).toEqual(['n', '–', '–', 'yes', '–', 'create x', '–']);
  });

  it('take nothing for granted', () => {
    for (const list of Object.keys(LISTS)) expect(cells(list, {}).every((cell) => cell !== '')).toBe(true);
  });
});
