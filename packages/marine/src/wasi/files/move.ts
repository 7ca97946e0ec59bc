import { lstatSync, renameSync } from 'node:fs';
import type { DirectoryBudget } from '../descriptors/directory-budget.js';
import { ERRNO, fault } from '../errno.js';

/**
 * Renames. Into a directory with another budget only a file goes whose every name and descriptor goes along: what stays
 * behind would let it grow without being counted. Else it is as between file systems.
 */
export function move(
  from: string,
  to: string,
  giving: DirectoryBudget | undefined,
  taking: DirectoryBudget | undefined,
): void {
  if (!giving && !taking) {
    renameSync(from, to);
    return;
  }
  const moved = lstatSync(from, { bigint: true });
  if (giving !== taking && (moved.isDirectory() || moved.nlink > 1n)) fault(ERRNO.XDEV);
  if (giving !== taking && taking && (!giving || giving.hasOpen(moved))) fault(ERRNO.XDEV);
  const replaced = lstatSync(to, { bigint: true, throwIfNoEntry: false });
  if (giving === taking || !taking) renameSync(from, to);
  else taking.name(moved.size, () => renameSync(from, to));
  if (giving !== taking) giving?.removed(moved);
  // Of two names of one file the system keeps both.
  if (replaced && replaced.ino !== moved.ino) taking?.removed(replaced);
}
