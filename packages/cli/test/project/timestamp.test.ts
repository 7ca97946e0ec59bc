import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoTime, MAX_SECONDS, parseTimestamp } from '../../src/project/timestamp.js';

const seconds = fc.integer({ min: 0, max: MAX_SECONDS });
const two = (value: number) => String(value).padStart(2, '0');
const zone = fc
  .record({ minutes: fc.integer({ min: -1439, max: 1439 }), colon: fc.constantFrom(':', '') })
  .map(({ minutes, colon }) => {
    const size = Math.abs(minutes);
    return {
      minutes,
      text: `${minutes < 0 ? '-' : '+'}${two(Math.floor(size / 60))}${colon}${two(size % 60)}`,
    };
  });

describe('parseTimestamp', () => {
  it.each([
    ['2023-07-06T23:59:59Z', 1_688_687_999],
    ['2023-07-06t23:59:59z', 1_688_687_999],
    ['2023-07-06 23:59:59Z', 1_688_687_999],
    ['2023-07-06T23:59Z', 1_688_687_940],
    ['2023-07-06T23:59:59.5Z', 1_688_688_000],
    ['2023-07-06T23:59:59.499999999Z', 1_688_687_999],
    ['2023-07-07T01:59:59+02:00', 1_688_687_999],
    ['2023-07-07T01:59:59+02', 1_688_687_999],
    ['2024-02-29T00:00:00Z', 1_709_164_800],
    ['1969-12-31T23:00:00-01:00', 0],
    ['2106-02-07T06:28:15Z', MAX_SECONDS],
  ])('reads %s', (text, expected) => {
    expect(parseTimestamp(text)).toEqual({ seconds: expected });
  });

  it.each([
    ['2099-02-01T00:00:00', /^has no time zone: write "2099-02-01T00:00:00Z" for UTC, or an offset/],
    ['2099-02-01', /^has no time of day/],
    ['2099-02-30T00:00:00Z', /^is no date/],
    ['2023-02-29T00:00:00Z', /^is no date/],
    ['2023-13-01T00:00:00Z', /^is no date/],
    ['2023-00-10T00:00:00Z', /^is no date/],
    ['2023-01-01T24:00:00Z', /^is no time of day/],
    ['2023-01-01T00:60:00Z', /^is no time of day/],
    ['2023-01-01T00:00:60Z', /^is no time of day/],
    ['2023-01-01T00:00:00+24:00', /^has no such time zone/],
    ['2023-01-01T00:00:00+01:60', /^has no such time zone/],
    ['2106-02-07T06:28:16Z', /^lies outside/],
    ['2106-02-07T06:28:15.5Z', /^lies outside/],
    ['1969-12-31T23:59:59Z', /^lies outside/],
    ['0070-01-01T00:00:00Z', /^lies outside/],
    ['Feb 1 2099 00:00 UTC', /^is no ISO timestamp/],
    ['1', /^is no ISO timestamp/],
    ['', /^is no ISO timestamp/],
    [`2023-01-01T00:00:00.${'9'.repeat(1e5)}Z`, /^is no ISO timestamp/],
  ])('refuses %.40s', (text, problem) => {
    expect(parseTimestamp(text)).toEqual({ problem: expect.stringMatching(problem) });
  });

  it('reads every second that it writes', () => {
    fc.assert(
      fc.property(seconds, (sec) => {
        expect(parseTimestamp(isoTime(sec))).toEqual({ seconds: sec });
      }),
    );
  });

  it('means the same moment in every zone', () => {
    fc.assert(
      fc.property(seconds, zone, (sec, { minutes, text }) => {
        const local = new Date((sec + minutes * 60) * 1000).toISOString().slice(0, 19);
        fc.pre(/^\d/.test(local));
        expect(parseTimestamp(local + text)).toEqual({ seconds: sec });
      }),
    );
  });

  it('takes a day exactly when the calendar has it', () => {
    const day = fc.record({
      year: fc.integer({ min: 1970, max: 2105 }),
      month: fc.integer({ min: 0, max: 14 }),
      date: fc.integer({ min: 0, max: 33 }),
    });
    fc.assert(
      fc.property(day, ({ year, month, date }) => {
        const isThere = month >= 1 && month <= 12 && date >= 1 && date <= new Date(year, month, 0).getDate();
        const parsed = parseTimestamp(`${year}-${two(month)}-${two(date)}T12:00:00Z`);
        expect('seconds' in parsed).toBe(isThere);
      }),
    );
  });

  it('agrees with the platform on all that it takes, and never throws', () => {
    const text = fc.oneof(
      fc.string(),
      fc.stringMatching(
        /^\d{4}-[01]\d-[0-3]\d[Tt ][0-2]\d:[0-6]\d(:[0-6]\d(\.\d{1,3})?)?(Z|[+-][0-2]\d:[0-6]\d|)$/,
      ),
    );
    fc.assert(
      fc.property(text, (given) => {
        const parsed = parseTimestamp(given);
        if ('problem' in parsed) expect(parsed.problem).not.toBe('');
        else
          expect(parsed.seconds).toBe(Math.round(Date.parse(given.replace(' ', 'T').toUpperCase()) / 1000));
      }),
      { numRuns: 2000 },
    );
  });
});
