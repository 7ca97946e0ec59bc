import { run } from '@stricli/core';
import { app } from './app.js';
import type { CliContext } from './context.js';
import { understood } from './understood.js';

/** Exit code for a command line that was not understood; 1 is for work that failed. */
const USAGE_ERROR = 2;

/** The `fluence` command. @param argv arguments after the program's name */
export async function main(argv: readonly string[]): Promise<void> {
  // Node types the exit code as possibly undefined, stricli as possibly null: both mean "not set".
  const context = { process, cwd: process.cwd(), env: process.env } as CliContext;
  await run(app, understood(argv), context);
  // stricli's own codes are negative numbers, which a shell shows as 251 and the like.
  if (Number(process.exitCode) < 0) process.exitCode = USAGE_ERROR;
}
