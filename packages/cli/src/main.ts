import { run } from '@stricli/core';
import { app } from './app.js';
import type { CliContext } from './context.js';

/** The `fluence` command. @param argv arguments after the program's name */
export async function main(argv: readonly string[]): Promise<void> {
  // Node types the exit code as possibly undefined, stricli as possibly null: both mean "not set".
  const context = { process, cwd: process.cwd(), env: process.env } as CliContext;
  await run(app, argv, context);
}
