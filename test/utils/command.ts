import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository's folder. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..', '..');

export interface Finished {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that was started, and what becomes of it. */
export interface Running {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

/**
 * Starts a Node.js script.
 * @param execPath the Node.js that runs it. @default this one
 */
export function startScript(
  script: string,
  args: readonly string[],
  cwd: string = repository,
  extra: NodeJS.ProcessEnv = {},
  execPath: string = process.execPath,
): Running {
  const env: NodeJS.ProcessEnv = { ...process.env, NO_COLOR: '1', ...extra };
  for (const name of ['NODE_OPTIONS', 'VITEST', 'DEBUG']) delete env[name];
  const child = spawn(execPath, [script, ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const finished = once(child, 'close').then(([code]) => ({ code: code as number | null, ...printed }));
  return { child, finished };
}

/** Starts `fluence` as a user types it in a folder; the keys of that user are in the folder too. */
export function startFluence(cwd: string, ...args: string[]): Running {
  const home = { FLUENCE_USER_DIR: path.join(cwd, '.user') };
  return startScript(path.join(repository, 'packages', 'cli', 'bin', 'fluence.js'), args, cwd, home);
}

/** Runs `fluence` to its end, whatever that is. */
export function fluence(cwd: string, ...args: string[]): Promise<Finished> {
  return startFluence(cwd, ...args).finished;
}

/** Runs `fluence … --json`. @throws Error with what it printed unless it ends with code 0 and one JSON document */
export async function fluenceJson<T>(cwd: string, ...args: string[]): Promise<T> {
  const { code, stdout, stderr } = await fluence(cwd, ...args, '--json');
  if (code !== 0) throw new Error(`fluence ${args.join(' ')} ended with ${code}:\n${stdout}\n${stderr}`);
  return JSON.parse(stdout) as T;
}
