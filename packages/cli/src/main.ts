import type { CliContext } from './context.js';
import { EXIT_CODES, whenInterrupted } from './interrupt.js';
import { interruptedText } from './interrupted-text.js';
import { createScreen } from './output/terminal/screen-of.js';
import { runWords } from './run-words.js';

/** The `fluence` command. @param argv arguments after the program's name */
export async function main(argv: readonly string[]): Promise<void> {
  const screen = createScreen(process.stderr, process.env);
  const listenNoMore = whenInterrupted((signal) => {
    screen.interrupt();
    process.stderr.write(`${interruptedText(argv)}\n`);
    process.exit(EXIT_CODES[signal]);
  });
  try {
    // Node types the exit code as possibly undefined, stricli as possibly null: both mean "not set".
    await runWords(argv, { process, cwd: process.cwd(), env: process.env, screen } as CliContext);
  } finally {
    listenNoMore();
  }
}
