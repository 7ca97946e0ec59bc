import { expect, it } from 'vitest';
import { MAX_FAILURE_CHARS, MAX_LISTED_FAILURES } from '../../src/constants.js';
import { Failures } from '../../src/decider/failures.js';

it('are listed within bounds', () => {
  const failures = new Failures();
  for (let n = 0; n <= MAX_LISTED_FAILURES; n += 1)
    failures.failed({ dealId: `d${n}`, step: 'register', error: 'x'.repeat(MAX_FAILURE_CHARS + 1) }, 0);
  expect(failures.listed).toHaveLength(MAX_LISTED_FAILURES);
  expect(failures.size).toBe(MAX_LISTED_FAILURES + 1);
  expect(failures.listed[0]).toEqual({
    dealId: 'd0',
    step: 'register',
    error: 'x'.repeat(MAX_FAILURE_CHARS),
  });
});

it('are over for deals with nothing left to do', () => {
  const failures = new Failures();
  for (const dealId of ['a', 'b']) failures.failed({ dealId, step: 'register', error: 'lost' }, 0);
  failures.keep(new Set(['b']));
  expect(failures.listed.map(({ dealId }) => dealId)).toEqual(['b']);
  expect(failures.waiting(0)).toEqual(new Set(['b']));
});
