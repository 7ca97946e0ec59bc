import { describe, expect, it } from 'vitest';
import { rowByKey, scrollFor, visibleRows } from '../src/page/ui/visible-rows.js';

describe('a long table', () => {
  it('makes the rows that are seen and a few around', () => {
    const { first, last } = visibleRows(3_200, 640, 32, 10_000);
    expect(first).toBeLessThanOrEqual(100);
    expect(last).toBeGreaterThanOrEqual(120);
    expect(last - first).toBeLessThan(60);
    expect(visibleRows(0, 640, 32, 0)).toEqual({ first: 0, last: -1 });
  });

  it('scrolls only for what is not seen', () => {
    expect(scrollFor(5, 0, 640, 32)).toBe(0);
    expect(scrollFor(20, 0, 640, 32)).toBe(32);
    expect(scrollFor(500, 0, 640, 32)).toBeGreaterThan(15_000);
    expect(scrollFor(0, 3_200, 640, 32)).toBe(0);
  });

  it('is gone through by keys, and not past its ends', () => {
    expect(rowByKey('ArrowDown', -1, 3, 2)).toBe(0);
    expect(rowByKey('ArrowUp', 0, 3, 2)).toBe(0);
    expect(rowByKey('PageDown', 0, 3, 9)).toBe(2);
    expect(rowByKey('End', 0, 3, 9)).toBe(2);
    expect(rowByKey('x', 0, 3, 9)).toBeUndefined();
  });
});
