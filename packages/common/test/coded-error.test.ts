import { MessageChannel } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { CodedError, type ErrorObject, toObject } from '../src/coded-error.js';

class TideError extends CodedError<'EBB' | 'FLOOD', { readonly metres: number }> {
  override readonly name = 'TideError';
  declare readonly metres: number | undefined;
}

/** What another thread gets of it. */
async function sent(object: ErrorObject): Promise<ErrorObject> {
  const { port1, port2 } = new MessageChannel();
  const received = new Promise<ErrorObject>((resolve) => port2.once('message', resolve));
  port1.postMessage(object);
  return received.finally(() => port1.close());
}

describe('an error with a code', () => {
  it('has its name, its code, its details and its cause', () => {
    const cause = new Error('the moon');
    const error = new TideError('EBB', 'The water goes', { metres: 3, cause });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ name: 'TideError', code: 'EBB', message: 'The water goes', metres: 3 });
    expect(error.cause).toBe(cause);
    expect(error.stack).toContain('coded-error.test.ts');
  });

  it('has no field of what was not said', () => {
    const error = new TideError('EBB', 'The water goes');
    expect(Object.keys(error).sort()).toEqual(['code', 'name']);
    expect('cause' in error).toBe(false);
  });

  it('crosses threads as an object', async () => {
    const moon = Object.assign(new Error('the moon'), { code: 'ENEAR', cause: 'gravity' });
    const error = new TideError('FLOOD', 'The water comes', { metres: 4, cause: moon });
    const there = TideError.fromObject(await sent(toObject(error)));
    expect(there).toBeInstanceOf(TideError);
    expect({ ...there }).toEqual({ ...error });
    expect(there.message).toBe('The water comes');
    expect(there.cause).toMatchObject({ name: 'Error', code: 'ENEAR', message: 'the moon' });
    expect((there.cause as Error).cause).toMatchObject({ message: 'gravity' });
    expect(toObject(there)).toEqual(toObject(error));
  });

  it('keeps causes of causes within bounds, even when they go round', () => {
    const error = new TideError('EBB', 'The water goes');
    error.cause = error;
    let depth = 0;
    for (let at = toObject(error).cause; at !== undefined; at = at.cause) depth++;
    expect(depth).toBe(8);
  });
});
