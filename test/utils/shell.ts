import { spawn } from 'node:child_process';
import type { Finished } from './command.js';

/** Runs the lines of a page in a shell that ends at the first that fails. */
export function shell(commands: string, cwd: string, extra: NodeJS.ProcessEnv): Promise<Finished> {
  const env = { ...process.env, NO_COLOR: '1', ...extra };
  const child = spawn('sh', ['-e'], { cwd, env });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  child.stdin.end(commands);
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...printed })));
}
