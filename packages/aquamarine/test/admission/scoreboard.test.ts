import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Scoreboard } from '../../src/admission/scoreboard.js';

interface Owner {
  amount: number;
}

describe('a scoreboard', () => {
  it('knows who has most, up to a factor of two, whatever comes and goes', () => {
    const step = fc.record({ who: fc.nat(9), amount: fc.nat(5_000_000_000) });
    fc.assert(
      fc.property(fc.array(step, { minLength: 1, maxLength: 200 }), (steps) => {
        const owners = Array.from({ length: 10 }, (): Owner => ({ amount: 0 }));
        const scores = new Scoreboard<Owner>();
        for (const { who, amount } of steps) {
          const owner = owners[who]!;
          scores.move(owner, owner.amount, amount);
          owner.amount = amount;
          const most = Math.min(Math.max(...owners.map((one) => one.amount)), 2 ** 32 - 1);
          const [largest] = scores.largest();
          expect((largest?.amount ?? 0) * 2).toBeGreaterThanOrEqual(most);
          expect(scores.size).toBe(owners.filter((one) => one.amount > 0).length);
        }
      }),
    );
  });

  it('names all who have something, the largest first', () => {
    const scores = new Scoreboard<Owner>();
    const owners = [3, 100, 0, 7].map((amount) => ({ amount }));
    for (const owner of owners) scores.move(owner, 0, owner.amount);
    expect([...scores.largest()].map(({ amount }) => amount)).toEqual([100, 7, 3]);
  });
});
