import { describe, expect, it } from 'vitest';
import type { CliContext } from '../../src/context.js';
import { countText, step } from '../../src/output/step.js';
import { createScreen } from '../../src/output/terminal/screen-of.js';
import { FakeTerminal } from '../utils/fake-terminal.js';

function contextOn(terminal: FakeTerminal): CliContext {
  return { screen: createScreen(terminal, {}) } as unknown as CliContext;
}

describe('a step', () => {
  it('hands back what its work made, and shows what came of it', async () => {
    const terminal = new FakeTerminal();
    const outcome = (count: number) => countText(count, 'module');
    expect(await step(contextOn(terminal), 'Link', async () => 2, { outcome })).toBe(2);
    expect(terminal.text).toMatch(/^✔ Link: 2 modules {2}\d+ ms\n$/);
  });

  it('fails as its work does', async () => {
    const terminal = new FakeTerminal();
    const work = () => Promise.reject(new Error('no linker'));
    await expect(step(contextOn(terminal), 'Link', work)).rejects.toThrow('no linker');
    expect(terminal.text).toMatch(/^✖ Link {2}\d+ ms\n$/);
  });

  it('is a line of its own where nobody watches', async () => {
    const written: string[] = [];
    const process = { stderr: { write: (text: string) => written.push(text) } };
    const context = { process } as unknown as CliContext;
    await step(context, 'Link', async () => 2, { line: 'Linking …', outcome: String });
    expect(written).toEqual(['Linking …\n']);
  });
});
