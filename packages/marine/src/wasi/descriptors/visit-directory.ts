import { type BigIntStats, lstatSync } from 'node:fs';
import { ERRNO, WasiFault } from '../errno.js';
import { type DirectoryHandle, listDirectory, openDirectory, openRoot } from './directory-handle.js';

/** Directories within directories that are looked into; each is an open descriptor. Our own bound. */
const MAX_MEASURED_DEPTH = 256;

/**
 * Visits everything below a directory, links not followed.
 * @returns false when there is more than `maxEntries`, or it is too deep; not all was visited then
 * @throws what opening a directory throws
 */
export function visitDirectory(
  path: string,
  maxEntries: number,
  visit: (stats: BigIntStats) => void,
): boolean {
  let left = maxEntries;
  function enter(handle: DirectoryHandle, depth: number): boolean {
    const names = depth > MAX_MEASURED_DEPTH ? undefined : namesIn(handle, left);
    if (names === undefined) return false;
    left -= names.length;
    return names.every((name) => {
      const child = handle.child(name);
      const stats = lstatSync(child, { bigint: true, throwIfNoEntry: false });
      if (!stats) return true;
      visit(stats);
      return !stats.isDirectory() || within(openDirectory(child), (inner) => enter(inner, depth + 1));
    });
  }
  return within(openRoot(path), (root) => enter(root, 0));
}

function namesIn(handle: DirectoryHandle, limit: number): string[] | undefined {
  try {
    return listDirectory(handle, limit);
  } catch (error) {
    if (error instanceof WasiFault && error.errno === ERRNO.OVERFLOW) return undefined;
    throw error;
  }
}

function within<T>(handle: DirectoryHandle, use: (handle: DirectoryHandle) => T): T {
  try {
    return use(handle);
  } finally {
    handle.close();
  }
}
