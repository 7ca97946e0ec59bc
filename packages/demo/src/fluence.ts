import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import path from 'node:path';

const bin = path.join(
  path.dirname(createRequire(import.meta.url).resolve('@noctiluca/cli')),
  '..',
  'bin',
  'fluence.js',
);

/**
 * Runs `fluence` as a user would type it, the command line in view.
 * @returns what it printed on standard output
 * @throws Error with the exit code when the command fails; its own words are on standard error by then
 */
export async function fluence(cwd: string, ...args: string[]): Promise<string> {
  process.stdout.write(`\n$ fluence ${args.join(' ')}\n`);
  const child = spawn(process.execPath, [bin, ...args], { cwd, stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text;
  });
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`fluence ${args[0]} ${args[1] ?? ''} ended with exit code ${code}`);
  return printed;
}
