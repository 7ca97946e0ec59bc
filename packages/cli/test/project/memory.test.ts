import { describe, expect, it } from 'vitest';
import { splitMemory } from '../../src/project/memory.js';

const split = (...limits: (string | undefined)[]) =>
  splitMemory(
    'w',
    limits.map((totalMemoryLimit, index) => ({ name: `s${index}`, modules: 1, totalMemoryLimit })),
  );

describe('splitMemory', () => {
  it('gives all of a worker to a service alone, as upstream does', () => {
    expect([...split(undefined)]).toEqual([['s0', 2_000_000_000]]);
  });

  it('shares what others leave evenly', () => {
    expect(Object.fromEntries(split(undefined, '500 MB', undefined))).toEqual({
      s0: 750_000_000,
      s1: 500_000_000,
      s2: 750_000_000,
    });
  });

  it.each([
    ['256 MiB', 256 * 1024 * 1024],
    ['1GB', 1_000_000_000],
    ['1.5 gib', 1.5 * 1024 ** 3],
    ['5000000', 5_000_000],
    ['3000 KB', 3_000_000],
  ])('reads %s', (written, bytes) => {
    expect(split(written).get('s0')).toBe(bytes);
  });

  it('is empty without services', () => {
    expect([...split()]).toEqual([]);
  });

  it.each([
    ['more than the worker has', ['1.5 GB', '1 GB'], /ask for 2500000000 bytes .* s0 1500000000, s1/],
    ['less than its modules need', ['1 MiB'], /"s0" of "w" gets 1048576 bytes .* needs 2097152/],
    ['nothing left for another', ['2 GB', undefined], /"s1" of "w" gets 0 bytes/],
    ['no size', ['plenty'], /totalMemoryLimit of service "s0" is "plenty"/],
  ])('refuses %s', (_what, limits, message) => {
    expect(() => split(...(limits as (string | undefined)[]))).toThrow(message);
  });
});
