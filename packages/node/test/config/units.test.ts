import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatDuration, formatSize, parseDuration, parseSize } from '../../src/config/units.js';

describe('parseDuration', () => {
  it.each([
    ['20s', 20_000],
    ['1m 30s', 90_000],
    ['500ms', 500],
    ['2 hours', 7_200_000],
    ['1.5s', 1500],
    ['1week 2days', 777_600_000],
    ['1M', 2_630_016_000],
    ['1m', 60_000],
    [7, 7000],
  ])('reads %s', (text, ms) => expect(parseDuration(text)).toBe(ms));

  it.each(['', 'soon', '20', '20 parsecs', '20s!', -1])('refuses %s', (text) =>
    expect(parseDuration(text)).toBeUndefined(),
  );

  it('reads back any whole number of seconds', () => {
    fc.assert(fc.property(fc.nat(1_000_000), (sec) => parseDuration(`${sec}s`) === sec * 1000));
  });
});

describe('parseSize', () => {
  it.each([
    ['64 MiB', 64 * 1024 ** 2],
    ['2MB', 2_000_000],
    ['1024', 1024],
    [1024, 1024],
  ])('reads %s', (text, bytes) => expect(parseSize(text)).toBe(bytes));

  it.each(['', 'much', '12 parsecs', -1, 1.5])('refuses %s', (text) =>
    expect(parseSize(text)).toBeUndefined(),
  );

  it('never throws, whatever it is given', () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) =>
          [undefined, 'number'].includes(typeof parseSize(text) as 'number') || parseSize(text) === undefined,
      ),
    );
  });
});

describe('formatDuration and formatSize', () => {
  it('write what reads back as the same number', () => {
    fc.assert(
      fc.property(fc.nat(), (value) => {
        expect(parseDuration(formatDuration(value))).toBe(value);
        expect(parseSize(formatSize(value))).toBe(value);
      }),
    );
  });

  it.each([
    [formatDuration(20_000), '20s'],
    [formatDuration(1500), '1500ms'],
    [formatSize(16 * 1024 ** 2), '16 MiB'],
    [formatSize(0), '0 B'],
  ])('write %s', (text, expected) => expect(text).toBe(expected));
});
