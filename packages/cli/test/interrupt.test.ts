import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whenInterrupted } from '../src/interrupt.js';

const at = (file: string) => JSON.stringify(new URL(`../dist/${file}`, import.meta.url).href);

/** Runs a program that says when it works, ends it by a signal, and tells how it ended. */
async function interrupted(program: string, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, ['--input-type=module', '-e', program]);
  onTestFinished(() => void child.kill('SIGKILL'));
  const closed = once(child, 'close');
  const stderr = text(child.stderr);
  await once(child.stdout, 'data');
  child.kill(signal);
  const [code] = await closed;
  return { code, stderr: await stderr };
}

describe('a command that Ctrl-C ends', () => {
  it('ends with 130 and a sentence, whatever libraries do with the signal', async () => {
    const program = `
      import { main } from ${at('main.js')};
      process.on('SIGINT', () => process.exit(0));
      setInterval(() => {}, 1000);
      main(['run', '-f', 'x(y)', '--relay', '/ip4/192.0.2.1/tcp/9/ws/p2p/12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR']);
      process.stdout.write('working\\n');
    `;
    expect(await interrupted(program, 'SIGINT')).toEqual({
      code: 130,
      stderr: expect.stringMatching(/^Interrupted\. The call is not waited for any more; .*\n$/),
    });
  });

  it('that waits for it does what it has to do first; a second one ends it', async () => {
    const program = `
      import { interrupted } from ${at('interrupt.js')};
      setInterval(() => {}, 1000);
      interrupted().then((signal) => { process.stderr.write(signal); process.kill(process.pid, 'SIGINT'); });
      process.stdout.write('working\\n');
    `;
    expect(await interrupted(program, 'SIGINT')).toEqual({ code: 130, stderr: 'SIGINT' });
  });
});

it('the last who asks for a signal has it, and nobody when all have given it back', () => {
  const before = process.listenerCount('SIGTERM');
  const told: string[] = [];
  const first = whenInterrupted(() => told.push('first'));
  const second = whenInterrupted(() => told.push('second'));
  process.emit('SIGTERM', 'SIGTERM');
  second();
  process.emit('SIGTERM', 'SIGTERM');
  first();
  expect(told).toEqual(['second', 'first']);
  expect(process.listenerCount('SIGTERM')).toBe(before);
});
