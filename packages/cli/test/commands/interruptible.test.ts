import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { interruptible } from '../../src/commands/deploy/interruptible.js';
import type { CliContext } from '../../src/context.js';

const MODULE = new URL('../../dist/commands/deploy/interruptible.js', import.meta.url).href;
/** A library has a listener too, which would end the process as if all were well; the work goes on for a minute. */
const PROGRAM = `
import { interruptible } from ${JSON.stringify(MODULE)};
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit(0));
await interruptible({ process, env: {} }, () => {
  process.stdout.write('working\\n');
  return new Promise((resolve) => setTimeout(resolve, 60_000));
});
`;

describe('a deployment that is interrupted', () => {
  it.each([
    ['SIGINT', 130],
    ['SIGTERM', 143],
  ] as const)('by %s ends with %i and says how to go on', async (signal, code) => {
    const child = spawn(process.execPath, ['--input-type=module', '-e', PROGRAM]);
    onTestFinished(() => void child.kill('SIGKILL'));
    const closed = once(child, 'close');
    const stderr = text(child.stderr);
    await once(child.stdout, 'data');
    child.kill(signal);
    expect((await closed)[0]).toBe(code);
    expect(await stderr).toMatch(/^Interrupted\. .* run "fluence deploy" again to complete it\.\n$/);
  });
});

it('work that ends by itself leaves no listener behind', async () => {
  const count = () => process.listenerCount('SIGINT') + process.listenerCount('SIGTERM');
  const before = count();
  const context = {} as CliContext;
  expect(await interruptible(context, async () => count() - before)).toBe(2);
  await expect(interruptible(context, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(count()).toBe(before);
});
