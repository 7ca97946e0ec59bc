import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ModuleLock, moduleLockOf } from '../../src/target/module-lock.js';

type Kind = 'share' | 'alone';

/** What is under way, and what was done, of tasks that end when the scheduler says. */
function observedTurns(s: fc.Scheduler) {
  const turns = new ModuleLock();
  const now = { share: 0, alone: 0 };
  const seen: { share: number; alone: number }[] = [];
  const done: string[] = [];
  const run = (kind: Kind, name: string, isFailing = false) =>
    turns[kind](async () => {
      now[kind] += 1;
      seen.push({ ...now });
      await s.schedule(Promise.resolve(name), name);
      now[kind] -= 1;
      done.push(name);
      if (isFailing) throw new Error(name);
      return name;
    });
  return { run, seen, done };
}

const tasks = fc.array(
  fc.record({ kind: fc.constantFrom<Kind>('share', 'alone'), fails: fc.boolean(), late: fc.boolean() }),
  { minLength: 1, maxLength: 12 },
);

describe('turns with modules', () => {
  it('whoever is alone is alone, all come to their turn, and each is told its own outcome', async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), tasks, async (s, all) => {
        const { run, seen, done } = observedTurns(s);
        const outcomes = all.map(async ({ kind, fails, late }, at) => {
          if (late) await s.schedule(Promise.resolve(), `late ${at}`);
          return run(kind, String(at), fails);
        });
        const settled = Promise.allSettled(outcomes);
        await s.waitFor(settled);
        for (const { share, alone } of seen) {
          expect(alone).toBeLessThanOrEqual(1);
          if (alone === 1) expect(share).toBe(0);
        }
        expect(done).toHaveLength(all.length);
        const ends = (await settled).map(({ status }) => status);
        expect(ends).toEqual(all.map(({ fails }) => (fails ? 'rejected' : 'fulfilled')));
      }),
    );
  });

  it('shared ones are side by side', async () => {
    const turns = new ModuleLock();
    let meet = () => {};
    const met = new Promise<void>((resolve) => {
      meet = resolve;
    });
    await Promise.all([turns.share(() => met), turns.share(async () => meet())]);
  });

  it('one that would be alone does not starve: those who come later wait for it', async () => {
    const turns = new ModuleLock();
    const log: string[] = [];
    let end = () => {};
    const first = turns.share(
      () =>
        new Promise<void>((resolve) => {
          end = resolve;
        }),
    );
    await Promise.resolve();
    const alone = turns.alone(async () => log.push('alone'));
    const later = turns.share(async () => log.push('later'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(log).toEqual([]);
    end();
    await Promise.all([first, alone, later]);
    expect(log).toEqual(['alone', 'later']);
  });

  it('are one peer’s', () => {
    const [one, other] = [{}, {}];
    expect(moduleLockOf(one)).toBe(moduleLockOf(one));
    expect(moduleLockOf(one)).not.toBe(moduleLockOf(other));
  });
});
