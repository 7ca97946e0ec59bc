import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';

/** What names of unfinished files begin with; swept when the directory is opened again. */
export const TEMPORARY_PREFIX = '.tmp-';

/** Writes `<dir>/<name>` so that after any crash it is there whole or not at all. */
export async function writeDurably(dir: string, name: string, bytes: Uint8Array): Promise<void> {
  const temporary = join(dir, `${TEMPORARY_PREFIX}${randomBytes(12).toString('hex')}`);
  try {
    const file = await open(temporary, 'wx', 0o600);
    try {
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, join(dir, name));
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncDirectory(dir);
}

/** Makes what was created, renamed or removed in the directory durable. Windows cannot sync directories, nor needs it. */
export async function syncDirectory(dir: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(dir, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Makes a directory that was just created durable: its own entries, and its name in its parent. */
export function syncDirectoryTree(dir: string): void {
  if (process.platform === 'win32') return;
  for (const path of [resolve(dir), dirname(resolve(dir))]) {
    const descriptor = openSync(path, 'r');
    try {
      fsyncSync(descriptor);
    } finally {
      closeSync(descriptor);
    }
  }
}
