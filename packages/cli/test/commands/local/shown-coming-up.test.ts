import { expect, it } from 'vitest';
import { shownComingUp } from '../../../src/commands/local/up/shown-coming-up.js';
import type { CliContext } from '../../../src/context.js';
import { createScreen } from '../../../src/output/terminal/screen-of.js';
import { FakeTerminal } from '../../utils/fake-terminal.js';

function onTerminal() {
  const terminal = new FakeTerminal();
  const context = { screen: createScreen(terminal, {}) } as unknown as CliContext;
  const lines = () => terminal.text.split('\n').map((line) => line.replace(/ {2}\d+ ms$/, ''));
  return { context, lines };
}

it('a network that comes up shows its parts as they are ready', async () => {
  const { context, lines } = onTerminal();
  const state = await shownComingUp(context, async (onStep) => {
    onStep({ part: 'ipfs', state: 'begun' });
    onStep({ part: 'nox-0', state: 'begun' });
    onStep({ part: 'nox-0', state: 'done' });
    onStep({ part: 'ipfs', state: 'done' });
    return 'up';
  });
  expect(state).toBe('up');
  expect(lines()).toEqual(['✔ Start a process', '✔ Start nox-0', '✔ Start IPFS', '']);
});

it('of a network that does not come up, what was under way has failed', async () => {
  const { context, lines } = onTerminal();
  const work = shownComingUp(context, async (onStep) => {
    onStep({ part: 'chain', state: 'begun' });
    onStep({ part: 'chain', state: 'failed' });
    onStep({ part: 'nox-0', state: 'begun' });
    throw new Error('no ports');
  });
  await expect(work).rejects.toThrow('no ports');
  expect(lines()).toEqual(['✔ Start a process', '✖ Start the chain', '✖ Start nox-0', '']);
});
