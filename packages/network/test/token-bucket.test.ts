import { FakeClock } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { TokenBucket } from '../src/token-bucket.js';

describe('a token bucket', () => {
  it('lets so many pass at once, and so many a second after that', () => {
    const clock = new FakeClock();
    const bucket = new TokenBucket({ burst: 3, perSecond: 2 }, clock);
    const passed = (tries: number) =>
      Array.from({ length: tries }, () => bucket.take()).filter(Boolean).length;
    expect(passed(5)).toBe(3);
    clock.advance(1000);
    expect(passed(5)).toBe(2);
    clock.advance(60_000);
    expect(passed(5)).toBe(3);
  });
});
