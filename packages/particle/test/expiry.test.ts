import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DEFAULT_MAX_AHEAD_MS, DEFAULT_MAX_TTL_MS } from '../src/constants.js';
import { checkTimes, remainingMs } from '../src/expiry.js';

const NOW = 1_700_000_000_000;

describe('checkTimes', () => {
  it.each([
    { id: 'at its deadline', timestamp: NOW - 7000, ttl: 7000, expected: 'ok' },
    { id: 'one millisecond late', timestamp: NOW - 7001, ttl: 7000, expected: 'expired' },
    { id: 'with a ttl of zero, right now', timestamp: NOW, ttl: 0, expected: 'ok' },
    { id: 'with the longest ttl', timestamp: NOW, ttl: DEFAULT_MAX_TTL_MS, expected: 'ok' },
    { id: 'with a ttl above the cap', timestamp: NOW, ttl: DEFAULT_MAX_TTL_MS + 1, expected: 'ttl-too-long' },
    { id: 'five minutes ahead', timestamp: NOW + DEFAULT_MAX_AHEAD_MS, ttl: 1, expected: 'ok' },
    { id: 'further ahead', timestamp: NOW + DEFAULT_MAX_AHEAD_MS + 1, ttl: 1, expected: 'from-the-future' },
    { id: 'with an overflowing deadline', timestamp: Number.MAX_SAFE_INTEGER, ttl: 1, expected: 'expired' },
    { id: 'expired with a long ttl', timestamp: 0, ttl: DEFAULT_MAX_TTL_MS + 1, expected: 'expired' },
  ])('judges a particle $id: $expected', ({ timestamp, ttl, expected }) => {
    expect(checkTimes({ timestamp, ttl }, NOW)).toBe(expected);
  });

  it('is as lenient as nox when the limits are infinite', () => {
    const limits = { maxTtlMs: Infinity, maxAheadMs: Infinity };
    expect(checkTimes({ timestamp: NOW * 100, ttl: 0xffff_ffff }, NOW, limits)).toBe('ok');
    expect(checkTimes({ timestamp: Number.MAX_SAFE_INTEGER, ttl: 1 }, NOW, limits)).toBe('expired');
  });

  it('takes limits of the caller', () => {
    const limits = { maxTtlMs: 100, maxAheadMs: 10 };
    expect(checkTimes({ timestamp: NOW, ttl: 101 }, NOW, limits)).toBe('ttl-too-long');
    expect(checkTimes({ timestamp: NOW + 11, ttl: 100 }, NOW, limits)).toBe('from-the-future');
  });

  it('agrees with exact arithmetic on expiry', () => {
    const ttls = fc.integer({ min: 0, max: 0xffff_ffff });
    fc.assert(
      fc.property(fc.maxSafeNat(), ttls, fc.maxSafeNat(), (timestamp, ttl, nowMs) => {
        const deadline = BigInt(timestamp) + BigInt(ttl);
        const expired = deadline > BigInt(Number.MAX_SAFE_INTEGER) || BigInt(nowMs) > deadline;
        expect(checkTimes({ timestamp, ttl }, nowMs) === 'expired').toBe(expired);
      }),
    );
  });
});

describe('remainingMs', () => {
  it('counts down to zero and stays there', () => {
    expect(remainingMs({ timestamp: NOW, ttl: 50 }, NOW + 20)).toBe(30);
    expect(remainingMs({ timestamp: NOW, ttl: 50 }, NOW + 80)).toBe(0);
    expect(remainingMs({ timestamp: Number.MAX_SAFE_INTEGER, ttl: 1 }, NOW)).toBe(0);
  });
});
