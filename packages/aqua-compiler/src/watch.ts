import { type FSWatcher, statSync, watch } from 'node:fs';
import { hasCode } from '@noctiluca/common/thrown';

/** Editors write a file in several steps: what comes within this time counts as one change. */
const SETTLE_MS = 50;

export interface WatchTarget {
  /** Files that were read, absolute. */
  readonly files: readonly string[];
  /** Folders in which files may appear, change or go; absolute. */
  readonly folders: readonly string[];
  /** Changes after this moment count even if they came before the call; milliseconds since the epoch. */
  readonly since: number;
  readonly signal: AbortSignal;
}

/**
 * Waits until a file changes, appears or goes.
 * @returns false when the signal ended the wait
 */
export function watchSources({ files, folders, since, signal }: WatchTarget): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const watchers: FSWatcher[] = [];
    let settle: NodeJS.Timeout | undefined;
    const end = (finish: () => void) => {
      clearTimeout(settle);
      for (const each of watchers) each.close();
      signal.removeEventListener('abort', aborted);
      finish();
    };
    const aborted = () => end(() => resolve(false));
    const changed = () => {
      settle ??= setTimeout(() => end(() => resolve(true)), SETTLE_MS);
    };
    if (signal.aborted) return aborted();
    signal.addEventListener('abort', aborted);
    for (const folder of new Set(folders)) {
      const watcher = watchFolder(folder, changed);
      watcher?.on('error', (error) => end(() => reject(error)));
      if (watcher !== undefined) watchers.push(watcher);
    }
    if (files.some((file) => changedSince(file, since))) changed();
  });
}

function changedSince(file: string, since: number): boolean {
  const stats = statSync(file, { throwIfNoEntry: false });
  return stats === undefined || stats.mtimeMs >= since;
}

/** `undefined` for a folder that is gone. */
function watchFolder(path: string, changed: () => void): FSWatcher | undefined {
  try {
    return watch(path, changed);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}
