import { describe, expect, it, vi } from 'vitest';
import type { Installation } from '../../../src/workers/target/installation.js';
import { settle } from '../../../src/workers/target/settle.js';

const line = (timestamp: number) => ({ timestamp, message: `m${timestamp}` });
const step = (changes: Partial<Installation> = {}): Installation => ({
  ...{ applied: '', state: 'INSTALLATION_IN_PROGRESS', message: '', logs: [], errors: new Map() },
  ...changes,
});

/** Answers one after the other, the last for ever. */
function following(...steps: Installation[]): () => Promise<Installation> {
  let next = 0;
  return async () => steps[Math.min(next++, steps.length - 1)]!;
}

/** A clock that a pause moves on. */
function clock() {
  let now = 0;
  return {
    nowMs: () => now,
    sleep: async (ms: number) => {
      now += ms;
    },
  };
}
const BASE = { workerId: 'w', timeoutMs: 60_000 };

describe('settle', () => {
  it('waits until the installation is successful and tells each new line once', async () => {
    const onLog = vi.fn();
    const target = following(
      step({ state: undefined }),
      step({ logs: [line(1)] }),
      step({ logs: [line(1), line(2)], state: 'INSTALLATION_SUCCESSFUL' }),
    );
    const settled = await settle(target, { ...BASE, ...clock(), onLog });
    expect(settled).toEqual({ isInstalled: true, reason: '', logs: [line(1), line(2)] });
    expect(onLog.mock.calls).toEqual([[line(1)], [line(2)]]);
  });

  it('does not take the success of an earlier change for that of this one', async () => {
    const earlier = step({ state: 'INSTALLATION_SUCCESSFUL', applied: 'earlier', logs: [line(1)] });
    const target = following(
      earlier,
      step({ ...earlier, state: 'INSTALLATION_IN_PROGRESS', logs: [line(1), line(2)] }),
      step({ ...earlier, applied: 'this', logs: [line(1), line(2)] }),
    );
    const settled = await settle(target, { ...BASE, ...clock(), changeId: 'this', before: earlier });
    expect(settled).toMatchObject({ isInstalled: true, logs: [line(2)] });
  });

  it.each([
    ['the status says so', step({ state: 'INSTALLATION_FAILED', message: 'no file' }), 'no file'],
    ['the script fails', step({ errors: new Map([['spell_x_2', 'boom (call)']]) }), 'boom (call)'],
  ])('has failed when %s', async (_what, last, reason) => {
    const settled = await settle(following(step(), last), { ...BASE, ...clock() });
    expect(settled).toMatchObject({ isInstalled: false, reason });
  });

  it('passes over errors that were there before', async () => {
    const errors = new Map([['spell_x_1', 'old']]);
    const target = following(step({ errors }), step({ errors, state: 'INSTALLATION_SUCCESSFUL' }));
    const settled = await settle(target, { ...BASE, ...clock(), before: step({ errors }) });
    expect(settled.isInstalled).toBe(true);
  });

  it('gives up when time is up, and says how far it got', async () => {
    const settled = await settle(following(step()), { ...BASE, ...clock(), timeoutMs: 5000 });
    expect(settled).toMatchObject({
      isInstalled: false,
      reason: 'it is still INSTALLATION_IN_PROGRESS after 5 s',
    });
  });

  it('asks again when nothing happens', async () => {
    const repeat = vi.fn(async () => {});
    await settle(following(step({ state: undefined })), { ...BASE, ...clock(), repeat });
    expect(repeat).toHaveBeenCalled();
    const other = vi.fn(async () => {});
    const busy = [step({ logs: [line(1)] }), step({ logs: [line(1)] })];
    await settle(following(...busy), { ...BASE, ...clock(), repeat: other });
    expect(other).not.toHaveBeenCalled();
  });
});

it('an installation that does not end in time is told as failed, with its log', async () => {
  let nowMs = 0;
  const logs = [{ timestamp: 1, message: 'begins' }];
  const installation: Installation = {
    applied: '',
    state: 'INSTALLATION_IN_PROGRESS',
    message: '',
    logs,
    errors: new Map(),
  };
  const settled = await settle(async () => installation, {
    workerId: 'worker',
    timeoutMs: 120_000,
    nowMs: () => nowMs,
    sleep: async (ms) => {
      nowMs += ms;
    },
  });
  expect(settled).toEqual({
    isInstalled: false,
    reason: 'it is still INSTALLATION_IN_PROGRESS after 120 s',
    logs,
  });
  expect(nowMs).toBe(120_000);
});
