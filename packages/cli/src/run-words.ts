import { ExitCode, proposeCompletions, run } from '@stricli/core';
import { app } from './app.js';
import type { CliContext } from './context.js';
import { holdErrors } from './output/held-errors.js';
import { jsonText } from './output/result.js';
import { understood } from './understood.js';
import { CLI_VERSION } from './version.js';

/** Exit code for a command line that was not understood; 1 is for work that failed. */
const USAGE_ERROR = 2;

/**
 * Runs the command that some words name. With `--json` a command line that is not understood is the document of an error too,
 * of code `USAGE`.
 * @param argv arguments after the program's name
 */
export async function runWords(argv: readonly string[], context: CliContext): Promise<void> {
  if (!wantsJson(argv)) await runApp(argv, context);
  else if (isVersion(argv)) context.process.stdout.write(`${jsonText({ version: CLI_VERSION })}\n`);
  else await runForPrograms(argv, context);
  // stricli's own codes are negative numbers, which a shell shows as 251 and the like.
  if (Number(context.process.exitCode) < 0) context.process.exitCode = USAGE_ERROR;
}

async function runApp(argv: readonly string[], context: CliContext): Promise<void> {
  const completions = async (words: readonly string[]) =>
    (await proposeCompletions(app, words, context)).map(({ completion }) => completion);
  await run(app, understood(argv), { ...context, completions });
}

async function runForPrograms(argv: readonly string[], context: CliContext): Promise<void> {
  // Programs watch no steps.
  const held = holdErrors({ ...context, screen: undefined });
  await runApp(argv, held.context);
  const exitCode = Number(context.process.exitCode ?? 0);
  const text = held.take();
  if (exitCode >= 0) context.process.stderr.write(text);
  else {
    const isUsage = exitCode === ExitCode.UnknownCommand || exitCode === ExitCode.InvalidArgument;
    const error = { code: isUsage ? 'USAGE' : 'UNEXPECTED', message: plain(text) };
    context.process.stdout.write(`${jsonText({ error })}\n`);
  }
}

/** Words after `--` are arguments. */
function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end < 0 ? argv : argv.slice(0, end)).includes('--json');
}

function isVersion(argv: readonly string[]): boolean {
  const others = argv.filter((word) => word !== '--json');
  return others.length === 1 && (others[0] === '--version' || others[0] === '-v');
}

/** Without the colours of a terminal. */
function plain(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours begin with one.
  return text.replace(/\u001b\[[\d;]*m/g, '').trim();
}
