import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import type { Finished } from '../utils/command.js';

const { UPSTREAM_NODE, UPSTREAM_CLI } = process.env;

/** Runs the real CLI in a folder, as a script would; its home is in the folder too. */
export async function upstream(cwd: string, ...args: string[]): Promise<Finished> {
  if (!UPSTREAM_NODE || !UPSTREAM_CLI) throw new Error('run this with: npm run test:upstream-cli');
  const env: NodeJS.ProcessEnv = { PATH: process.env.PATH, HOME: path.join(cwd, '.home'), NO_COLOR: '1' };
  const child = spawn(UPSTREAM_NODE, ['--no-warnings', UPSTREAM_CLI, ...args, '--no-input'], {
    cwd,
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  // oclif tells of each import that Node.js 18 finds old
  const stderr = printed.stderr
    .split('\n')
    .filter((line) => !line.startsWith('Warning: file:'))
    .join('\n');
  return { code, stdout: printed.stdout, stderr };
}

/** @throws Error with what it printed unless it ends with code 0 */
export async function upstreamOk(cwd: string, ...args: string[]): Promise<Finished> {
  const finished = await upstream(cwd, ...args);
  const { code, stdout, stderr } = finished;
  if (code !== 0) throw new Error(`upstream ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return finished;
}
