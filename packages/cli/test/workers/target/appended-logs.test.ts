import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatLogs } from '../../../src/workers/format-logs.js';
import { appendedLogs } from '../../../src/workers/target/appended-logs.js';

const lines = (...numbers: number[]) => numbers.map((timestamp) => ({ timestamp, message: `m${timestamp}` }));

describe('appendedLogs', () => {
  it.each([
    ['nothing before', [], [1, 2], [1, 2]],
    ['nothing new', [1, 2], [1, 2], []],
    ['lines at the end', [1, 2], [1, 2, 3], [3]],
    ['a log that lost its first lines', [1, 2, 3], [2, 3, 4, 5], [4, 5]],
    ['a log that lost all', [1, 2], [7, 8], [7, 8]],
  ])('%s', (_what, before, now, expected) => {
    expect(appendedLogs(lines(...before), lines(...now))).toEqual(lines(...expected));
  });

  it('is what was pushed, whatever the cap', () => {
    fc.assert(
      fc.property(fc.nat(30), fc.nat(30), fc.integer({ min: 1, max: 40 }), (old, fresh, cap) => {
        const all = lines(...Array.from({ length: old + fresh }, (_, i) => i));
        const before = all.slice(0, old).slice(-cap);
        expect(appendedLogs(before, all.slice(-cap))).toEqual(
          all.slice(-cap).filter((l) => l.timestamp >= old),
        );
      }),
    );
  });
});

describe('formatLogs', () => {
  it.each([
    ['["Created service","greet",{"a":1}]', 'Created service greet {"a":1}'],
    ['"Installation finished"', 'Installation finished'],
    ["Spell 'sp' is working!", "Spell 'sp' is working!"],
    ['{"a":1}', '{"a":1}'],
  ])('shows %s as %s', (message, text) => {
    expect(formatLogs([{ timestamp: 1_795_289_629, message }])).toEqual([`2026-11-21 19:33:49 ${text}`]);
  });

  it('does not fail for a time that is none', () => {
    expect(formatLogs([{ timestamp: 1e20, message: 'x' }])).toEqual(['100000000000000000000 x']);
  });
});
