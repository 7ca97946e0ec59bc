import { describe, expect, it } from 'vitest';
import { initialise, requireSuccess } from '../../src/apply/init-calls.js';
import { MAX_INIT_CALLS } from '../../src/limits.js';

describe('the result of a call (spec/nox.md §6.2)', () => {
  it('may have `success`', () => {
    expect(() => requireSuccess('s', 'f', { success: true, error: '' })).not.toThrow();
  });

  it.each([
    [{ success: false, error: 'no root' }, 'Call s.f returned error: no root'],
    [{ success: false, error: ['a', 'b'] }, 'Call s.f returned error: ["a","b"]'],
    [{ success: 'yes' }, 'Call s.f return invalid result: {"success":"yes"}'],
    [null, 'Call s.f return invalid result: null'],
    ['fine', 'Call s.f return invalid result: "fine"'],
  ])('is an error when it is %j', (result, message) => {
    expect(() => requireSuccess('s', 'f', result)).toThrow(
      expect.objectContaining({ code: 'CALL_REFUSED', message }),
    );
  });
});

describe('an initialisation', () => {
  const step = (count: number) => ({
    action: 'initialise' as const,
    done: [],
    init: {
      digest: 'd',
      fixed: '',
      calls: () => ({
        calls: Array.from({ length: count }, (_, n) => ({
          id: `${n}`,
          service: 's',
          functionName: 'f',
          args: [],
        })),
      }),
    },
  });

  it('has a bounded number of calls; with more none is made', async () => {
    let made = 0;
    const context = {
      target: { call: async () => ({ success: true, error: '', made: ++made }) },
      journal: { initialised: async () => {} },
      life: 'life',
      nowSec: 1,
      signal: new AbortController().signal,
      onWarning: () => {},
    } as unknown as Parameters<typeof initialise>[1];
    const run = (count: number) =>
      initialise(step(count) as unknown as Parameters<typeof initialise>[0], context);
    await expect(run(MAX_INIT_CALLS + 1)).rejects.toMatchObject({ code: 'INVALID' });
    expect(made).toBe(0);
    await run(MAX_INIT_CALLS);
    expect(made).toBe(MAX_INIT_CALLS);
  });
});
