import { mkdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { hasCode } from '@noctiluca/common/thrown';

/** Between two tries, milliseconds. */
const RETRY_MS = 15;
/** What a process does under a lock takes milliseconds: an older lock is one that its process left behind when it died. */
const STALE_MS = 5000;

/** Runs a task that reads and writes a file while nobody else does so, in whatever process. */
export async function exclusively<T>(file: string, task: () => Promise<T>): Promise<T> {
  const lock = `${file}.lock`;
  await mkdir(path.dirname(file), { recursive: true });
  while (!(await isTaken(lock))) await sleep(RETRY_MS);
  try {
    return await task();
  } finally {
    await rm(lock, { force: true });
  }
}

async function isTaken(lock: string): Promise<boolean> {
  try {
    await writeFile(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  }
  const madeMs = (await stat(lock).catch(() => undefined))?.mtimeMs;
  if (madeMs !== undefined && Date.now() - madeMs > STALE_MS) await rm(lock, { force: true });
  return false;
}
