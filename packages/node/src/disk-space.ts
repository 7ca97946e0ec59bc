import { statfs } from 'node:fs/promises';

/** Whether one of these directories is on a disk with less free space than that; one that is not there says nothing. */
export async function isDiskFull(directories: readonly string[], reserveBytes: number): Promise<boolean> {
  const free = await Promise.all(directories.map(freeBytes));
  return free.some((bytes) => bytes < reserveBytes);
}

async function freeBytes(directory: string): Promise<number> {
  try {
    const { bavail, bsize } = await statfs(directory);
    return bavail * bsize;
  } catch {
    return Number.POSITIVE_INFINITY;
  }
}
