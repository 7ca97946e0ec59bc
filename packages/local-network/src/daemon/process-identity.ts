import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { hasCode } from '@noctiluca/common/thrown';
import { z } from 'zod';

/** A process: ids are used again, so its start tells it from a later one of the same id. */
export const processIdentitySchema = z.object({
  pid: z.number().int().positive(),
  /** When it started, as the system says it; empty where that cannot be asked. */
  startedAt: z.string(),
});
export type ProcessIdentity = z.infer<typeof processIdentitySchema>;

const AFTER_COMMAND = /\) /g;
/** Number of the field `starttime` of `/proc/<pid>/stat` behind the command, which may hold anything. */
const START_TIME = 19;

/** Identity of a process; undefined when there is none of this id. */
export async function identify(pid: number): Promise<ProcessIdentity | undefined> {
  return isAlive(pid) ? { pid, startedAt: await startOf(pid) } : undefined;
}

/** Whether this very process still runs. */
export async function stillRuns({ pid, startedAt }: ProcessIdentity): Promise<boolean> {
  const now = await identify(pid);
  return now !== undefined && (startedAt === '' || now.startedAt === startedAt);
}

/** Whether there is a process of this id, whoever it belongs to. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return hasCode(error, 'EPERM');
  }
}

async function startOf(pid: number): Promise<string> {
  if (process.platform === 'linux') return startInProc(pid);
  if (process.platform === 'win32') return '';
  const { stdout } = await promisify(execFile)('ps', ['-o', 'lstart=', '-p', String(pid)]).catch(() => ({
    stdout: '',
  }));
  return stdout.trim();
}

async function startInProc(pid: number): Promise<string> {
  const text = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  const fields = text
    .slice([...text.matchAll(AFTER_COMMAND)].at(-1)?.index ?? 0)
    .split(' ')
    .slice(1);
  // A process that ended and was not waited for is no process any more.
  return fields[0] === 'Z' ? '' : (fields[START_TIME] ?? '');
}
