import { lstat, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';

export interface TreeSize {
  readonly bytes: number;
  readonly entries: number;
}

/**
 * Bytes and entries below a directory, links not followed. What disappears meanwhile counts as nothing.
 * @param maxEntries where to stop counting
 */
export async function treeSize(path: string, maxEntries: number): Promise<TreeSize> {
  let bytes = 0;
  let entries = 0;
  const waiting = [path];
  for (let at = waiting.pop(); at !== undefined && entries <= maxEntries; at = waiting.pop()) {
    for (const name of await readdir(at).catch(nothingIfGone)) {
      if (++entries > maxEntries) break;
      const child = join(at, name);
      const stats = await lstat(child).catch(nothingIfGone);
      if (stats === undefined || Array.isArray(stats)) continue;
      if (stats.isDirectory()) waiting.push(child);
      else bytes += stats.size;
    }
  }
  return { bytes, entries };
}

function nothingIfGone(error: unknown): [] {
  if (hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR')) return [];
  throw error;
}
