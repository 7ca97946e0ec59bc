import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { LocalNetworkError } from '../errors.js';
import { localPaths } from '../state/paths.js';
import { identify, type ProcessIdentity, processIdentitySchema, stillRuns } from './process-identity.js';

/** Takeovers of a lock whose process is gone before this gives up: another process is at it as well. */
const MAX_TRIES = 10;

/**
 * The process that runs the local network of a project, from before its first peer starts until its last one ended, whether
 * it answers or not; undefined when there is none.
 */
export async function lockOwner(fluenceDir: string): Promise<ProcessIdentity | undefined> {
  const owner = await read(fluenceDir);
  return owner !== undefined && (await stillRuns(owner)) ? owner : undefined;
}

/**
 * Takes the lock for this process. One whose process is gone is taken over.
 * @returns gives it back @throws LocalNetworkError `ALREADY_UP`
 */
export async function takeLock(fluenceDir: string): Promise<() => Promise<void>> {
  const { lock } = localPaths(fluenceDir);
  await mkdir(path.dirname(lock), { recursive: true });
  const mine = await identify(process.pid);
  const temporary = `${lock}.${process.pid}`;
  await writeFile(temporary, `${JSON.stringify(mine)}\n`);
  try {
    for (let tries = 0; tries < MAX_TRIES; tries++) {
      // A link is made whole or not at all, and by one of many only.
      if (await linked(temporary, lock)) return () => rm(lock, { force: true });
      const owner = await lockOwner(fluenceDir);
      if (owner !== undefined) throw alreadyUp(owner.pid);
      await rm(lock, { force: true });
    }
    throw new LocalNetworkError('ALREADY_UP', `Others start a local network here at the same time (${lock})`);
  } finally {
    await rm(temporary, { force: true });
  }
}

function alreadyUp(pid: number): LocalNetworkError {
  const reason = `A local network of this project is already up (process ${pid}), or is starting; use it, or end it with "fluence local down"`;
  return new LocalNetworkError('ALREADY_UP', reason);
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (hasCode(error, 'EEXIST')) return false;
    throw error;
  }
}

/** A lock that cannot be read is one that was never written whole. */
async function read(fluenceDir: string): Promise<ProcessIdentity | undefined> {
  const text = await readFile(localPaths(fluenceDir).lock, 'utf8').catch(() => '');
  try {
    return processIdentitySchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}
