import { setTimeout as delay } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { deadline, firstOf } from '../src/signals.js';

setFlagsFromString('--expose-gc');
const collectGarbage = runInNewContext('gc') as () => void;

/** Signals made by a function that nothing but a listener remembers, after the garbage was collected. */
async function reasonsAfterCollection(make: () => AbortSignal, ms: number): Promise<unknown[]> {
  const reasons: unknown[] = [];
  for (let i = 0; i < 20; i++) {
    const signal = make();
    signal.addEventListener('abort', ({ target }) => reasons.push((target as AbortSignal).reason.name));
  }
  for (let i = 0; i < 3; i++) {
    await delay(5);
    collectGarbage();
  }
  await delay(ms);
  return reasons;
}

const TIMEOUTS = Array.from({ length: 20 }, () => 'TimeoutError');

describe('a deadline', () => {
  const never = new AbortController().signal;

  it('comes although nothing but its listeners is left of it', async () => {
    expect(await reasonsAfterCollection(() => deadline(100, never), 150)).toEqual(TIMEOUTS);
  });

  it('comes within another that is all that is left of it', async () => {
    const nested = () => firstOf(deadline(60_000, deadline(100, never)), never);
    expect(await reasonsAfterCollection(nested, 150)).toEqual(TIMEOUTS);
  });

  it('comes with the first of the others, and with its reason', () => {
    const controller = new AbortController();
    const signal = deadline(60_000, undefined, controller.signal, never);
    expect(signal.aborted).toBe(false);
    controller.abort(new Error('enough'));
    expect(signal.reason).toEqual(new Error('enough'));
  });

  it('is there at once when one of the others is', () => {
    expect(deadline(60_000, AbortSignal.abort('before')).reason).toBe('before');
  });

  it('is forgotten when nobody listens any more, however far it is', async () => {
    const listen = () => {
      const signal = deadline(3_600_000, never);
      const listener = () => {};
      signal.addEventListener('abort', listener);
      signal.removeEventListener('abort', listener);
      return new WeakRef(signal);
    };
    const forgotten = listen();
    for (let i = 0; i < 10 && forgotten.deref() !== undefined; i++) {
      await delay(5);
      collectGarbage();
    }
    expect(forgotten.deref()).toBeUndefined();
  });
});
