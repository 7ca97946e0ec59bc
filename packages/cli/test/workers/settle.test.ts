import { expect, it } from 'vitest';
import { settle } from '../../src/workers/settle.js';
import type { Installation, WorkerTarget } from '../../src/workers/target.js';

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
  const target = { follow: async () => installation } as Partial<WorkerTarget> as WorkerTarget;
  const settled = await settle(target, {
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
