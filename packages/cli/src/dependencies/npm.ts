import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';

/** Aqua packages are sources: nothing of them is to run, nor to be asked about. */
const FLAGS = [
  '--ignore-scripts',
  '--no-audit',
  '--no-fund',
  '--omit=dev',
  '--save-exact',
  '--loglevel=error',
];
/** Of what npm says when it fails, the last lines are the reason. */
const LINES = 12;

/**
 * Runs `npm <args>` in a folder.
 * @throws CliError `DEPENDENCY_FAILED` with npm's last words
 */
export async function runNpm(context: CliContext, folder: string, args: readonly string[]): Promise<void> {
  const env = context.env as NodeJS.ProcessEnv;
  // On Windows npm is a script, which only a shell runs.
  const shell = process.platform === 'win32';
  const child = spawn('npm', [...args, ...FLAGS], {
    cwd: folder,
    env,
    shell,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  let code: unknown;
  try {
    [code] = await once(child, 'close');
  } catch (cause) {
    throw new CliError('DEPENDENCY_FAILED', 'npm cannot be started: install it with Node.js', { cause });
  }
  if (code === 0) return;
  const reason = said.trim().split('\n').slice(-LINES).join('\n');
  throw new CliError('DEPENDENCY_FAILED', `"npm ${args.join(' ')}" failed in ${folder}:\n${reason}`);
}
