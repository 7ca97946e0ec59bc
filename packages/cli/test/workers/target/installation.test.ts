import { describe, expect, it } from 'vitest';
import { installation, parseStatus } from '../../../src/workers/target/installation.js';

const ANSWER = { applied: 'x', statuses: [], logs: [], errors: [] };

describe('what a host tells of an installation', () => {
  it('is the last status with its message', () => {
    const statuses = [
      '{"state":"INSTALLATION_IN_PROGRESS"}',
      '{"state":"INSTALLATION_FAILED","message":"no"}',
    ];
    expect(installation({ ...ANSWER, statuses })).toMatchObject({
      state: 'INSTALLATION_FAILED',
      message: 'no',
    });
    expect(installation(ANSWER)).toMatchObject({ applied: 'x', state: undefined, message: '' });
  });

  it('has what scripts did not handle, a line for each particle', () => {
    const error = (message: string) => ({ last_error: { message, instruction: 'call x' } });
    const errors = [{ particle_id: 'p', errors: [error('one'), error('two')] }];
    expect([...installation({ ...ANSWER, errors }).errors]).toEqual([['p', 'one (call x); two (call x)']]);
  });

  it.each([[undefined], ['{'], ['null'], ['[]'], ['{"state":1}']])('has no status in %j', (json) => {
    expect(parseStatus(json)).toBeUndefined();
  });

  it('has a status without a message, or with one that is no text', () => {
    for (const json of ['{"state":"S"}', '{"state":"S","message":1}'])
      expect(parseStatus(json)).toEqual({ state: 'S', message: '' });
  });
});
