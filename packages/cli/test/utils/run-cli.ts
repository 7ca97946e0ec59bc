import { Readable } from 'node:stream';
import type { CliContext } from '../../src/context.js';
import { runWords } from '../../src/run-words.js';

/** What a command printed and how it ended. */
export interface CliOutcome {
  readonly stdout: string;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Runs `fluence` in this process, with its own working directory and environment.
 * @param input what is piped in
 * @param world what else of it is another
 */
export async function runCli(
  cwd: string,
  argv: readonly string[],
  env: Record<string, string> = {},
  input = '',
  world: Pick<CliContext, 'targetOf'> = {},
): Promise<CliOutcome> {
  const printed = { stdout: '', stderr: '' };
  const sink = (name: 'stdout' | 'stderr') => ({
    write(text: string) {
      printed[name] += text;
    },
  });
  const stdin = Readable.from([input]);
  const process: CliContext['process'] = { stdin, stdout: sink('stdout'), stderr: sink('stderr') };
  await runWords(argv, { process, cwd, env, ...world } as CliContext);
  return { ...printed, exitCode: Number(process.exitCode ?? 0) };
}
