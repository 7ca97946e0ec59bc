import { describe, expect, it } from 'vitest';
import type { PlannedPackage } from '../../src/system/plan-for.js';
import { countsOf, stepRows, stepTable, summaryOf } from '../../src/system/text.js';

const registry: PlannedPackage = {
  name: 'registry',
  version: '1.0.0',
  change: 'deploy',
  steps: [
    { action: 'keep', kind: 'service', alias: 'registry', id: '1' },
    { action: 'update', kind: 'spell', alias: 'registry-spell', id: '2', reason: 'script changed' },
    { action: 'initialise', reason: 'the services are new' },
  ],
  notes: ['the peer has a newer one'],
};
const old: PlannedPackage = {
  name: 'old',
  version: '1.0.0',
  change: 'remove',
  steps: [{ action: 'remove', kind: 'service', alias: 'old', id: '3' }],
  notes: [],
};

describe('a plan in text', () => {
  it('has a row with a mark for each change, and none for what is kept', () => {
    const rows = [...stepRows('nox-0', registry), ...stepRows('nox-0', old)];
    expect(rows).toEqual([
      ['~', 'nox-0', 'registry', 'update spell registry-spell', 'script changed'],
      ['>', 'nox-0', 'registry', 'initialise', 'the services are new'],
      ['', 'nox-0', 'registry', 'note', 'the peer has a newer one'],
      ['-', 'nox-0', 'old', 'remove service old', ''],
    ]);
    expect(stepTable(rows)).toContain('remove service old');
    expect(stepTable([])).toBe('');
  });

  it('shows what stays though nobody wants it, and does not count it for a change', () => {
    const left: PlannedPackage = {
      ...registry,
      steps: [{ action: 'leave', kind: 'spell', alias: 'old', id: '4' }],
      notes: [],
    };
    expect(stepRows('nox-0', left)).toEqual([[' ', 'nox-0', 'registry', 'leave spell old', '']]);
    expect(summaryOf(countsOf([left]))).toBe('No changes: all is as it should be.');
  });

  it('ends with how much would change', () => {
    expect(countsOf([registry, old])).toEqual({ update: 1, initialise: 1, remove: 1 });
    expect(summaryOf(countsOf([registry, old]))).toBe('Plan: 1 to update, 1 to remove, 1 to initialise.');
    expect(summaryOf({ conflict: 2 })).toBe('Plan: 2 in conflict.');
    expect(summaryOf({})).toBe('No changes: all is as it should be.');
  });

  it('does not end with all being well when peers could not be looked at', () => {
    expect(summaryOf({}, 1)).toBe('No plan: 1 peer failed.');
    expect(summaryOf({ update: 1 }, 2)).toBe('Plan: 1 to update, 2 peers failed.');
  });
});
