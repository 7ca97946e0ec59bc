import { describe, expect, it } from 'vitest';
import { requireSuccess } from '../../src/apply/init-calls.js';

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
