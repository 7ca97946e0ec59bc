import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasCode } from '@noctiluca/common/thrown';
import type { CliContext } from '../context.js';

export interface ProgramEnd {
  /** Undefined when the program is not there. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface ProgramInit {
  /** Added to the command's own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** Told of what the program says on standard error, as it says it. */
  readonly onSaid?: (text: string) => void;
}

/** Bytes of output that are kept, the last ones. */
const MAX_SAID = 1024 * 1024;

/** Runs a program in a folder, without a shell, to its end. */
export async function runProgram(
  context: CliContext,
  folder: string,
  [program, ...args]: readonly [string, ...string[]],
  { env, onSaid }: ProgramInit = {},
): Promise<ProgramEnd> {
  const child = spawn(program, args, {
    cwd: folder,
    env: { ...(context.env as NodeJS.ProcessEnv), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] = (said[name] + text).slice(-MAX_SAID);
      if (name === 'stderr') onSaid?.(text);
    });
  try {
    const [code] = (await once(child, 'close')) as [number | null];
    return { code: code ?? 1, ...said };
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return { code: undefined, ...said };
  }
}
