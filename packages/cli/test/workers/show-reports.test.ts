import type { StepFacts } from '@noctiluca/deployment';
import { describe, expect, it } from 'vitest';
import { shownSteps, type WorkerReport } from '../../src/workers/report.js';
import { changesText, showReports } from '../../src/workers/show-reports.js';

function report(
  peer: string,
  steps: readonly StepFacts[],
  changes: Partial<WorkerReport> = {},
): WorkerReport {
  return { section: 'hosts', worker: 'one', hostId: peer, peer, dealId: 'd', steps, notes: [], ...changes };
}
/** Lines without the rule below the heading, and without the spaces between columns. */
const rows = (text: string) =>
  text
    .split('\n')
    .filter((line) => !line.startsWith('──'))
    .map((line) => line.trim().replace(/ {2,}/g, ' | '));

const WORKER = { action: 'install', kind: 'worker', alias: 'one', id: 'w1' } as const;
const SERVICE = {
  action: 'reinstall',
  kind: 'service',
  alias: 'a',
  id: 's1',
  reason: 'its files go',
} as const;
const SPELL = { action: 'leave', kind: 'spell', alias: 'old', id: 's2' } as const;

describe('the reports of a deployment', () => {
  it('are a table with what was done, and why', () => {
    const nameless = { action: 'remove', kind: 'service', alias: '', id: 's3' } as const;
    expect(rows(showReports([report('nox-0', [WORKER, SERVICE, nameless])], false))).toEqual([
      'worker | host | what | name | result | id',
      'one | nox-0 | worker | created | w1',
      'one | nox-0 | service | a | replaced: its files go | s1',
      'one | nox-0 | service | unnamed leftover | removed | s3',
    ]);
  });

  it('say of a dry run what would be', () => {
    expect(rows(showReports([report('nox-0', [WORKER])], true))[0]).toBe(
      'worker | host | what | name | would be | id',
    );
  });

  it('tell a note once, and of whom', () => {
    const notes = ['the clock ended'];
    const all = [report('nox-0', [], { notes }), report('nox-1', [], { notes: [...notes, 'only here'] })];
    expect(rows(showReports(all, false)).slice(1)).toEqual([
      '',
      'Note: one on nox-0, one on nox-1: the clock ended',
      'Note: one on nox-1: only here',
    ]);
  });

  it.each([
    [1, '1 thing is left that fluence.yaml does not name any more; "fluence deploy --prune" removes it.'],
    [2, '2 things are left that fluence.yaml does not name any more; "fluence deploy --prune" removes them.'],
  ])('end with how much is left: %i', (count, sentence) => {
    const steps = Array.from({ length: count }, () => SPELL);
    expect(
      showReports([report('nox-0', steps)], false)
        .split('\n')
        .at(-1),
    ).toBe(sentence);
  });

  it('say what was made and what is still to be done when something failed, and why', () => {
    const next = { action: 'install', kind: 'spell', alias: 'next' } as const;
    const failed = report('nox-0', [WORKER, SPELL, SERVICE, next], { error: 'no answer' });
    expect(rows(showReports([failed], false))).toEqual([
      'worker | host | what | name | result | id',
      'one | nox-0 | worker | created | w1',
      'one | nox-0 | spell | old | left | s2',
      'one | nox-0 | service | a | to be replaced: its files go | s1',
      'one | nox-0 | spell | next | to be created',
      'one | nox-0 | failed',
      '',
      expect.stringMatching(/^1 thing is left/),
      '',
      'one on nox-0: no answer',
    ]);
  });

  it('have a word for each thing a plan can say', () => {
    const actions = [
      'keep',
      'install',
      'update',
      'reinstall',
      'migrate',
      'initialise',
      'remove',
      'leave',
      'conflict',
    ] as const;
    const text = showReports(
      [
        report(
          'h',
          actions.map((action) => ({ action, kind: 'spell', alias: action })),
        ),
      ],
      false,
    );
    expect(text).not.toContain('undefined');
    expect(
      new Set(
        rows(text)
          .slice(1, 10)
          .map((row) => row.split(' | ')[4]),
      ).size,
    ).toBe(9);
  });
});

it('what changed at one place is a few words', () => {
  const other = {
    action: 'reinstall',
    kind: 'service',
    alias: 'b',
    id: 's4',
    reason: 'its files go',
  } as const;
  expect(changesText([WORKER, SERVICE, other, SPELL])).toBe('worker created, 2 services replaced');
  expect(changesText([SPELL])).toBe('');
});

describe('the worker spell in a report', () => {
  const keep = { action: 'keep', kind: 'spell', alias: 'mine' } as const;
  const update = { action: 'update', kind: 'spell', alias: 'worker-spell' } as const;

  it('is told of when nothing else changes', () => {
    expect(shownSteps([keep, update])).toEqual([keep, update]);
  });

  it('is passed over when it stays, or when something else tells of the change', () => {
    expect(shownSteps([keep, { ...update, action: 'keep' }])).toEqual([keep]);
    expect(shownSteps([SERVICE, update])).toEqual([SERVICE]);
    expect(shownSteps([SPELL, update])).toEqual([SPELL]);
  });
});
