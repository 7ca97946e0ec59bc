import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, it } from 'vitest';
import { identify, isAlive, stillRuns } from '../../src/daemon/process-identity.js';

it('a process is told from a later one of the same id', async () => {
  const mine = (await identify(process.pid))!;
  expect(mine.pid).toBe(process.pid);
  expect(await stillRuns(mine)).toBe(true);
  if (process.platform !== 'win32') expect(await stillRuns({ ...mine, startedAt: '1' })).toBe(false);
});

it('a process that ended does not run any more', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  const its = (await identify(child.pid!))!;
  expect(await stillRuns(its)).toBe(true);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await stillRuns(its)).toBe(false);
  expect(isAlive(child.pid!)).toBe(false);
});
