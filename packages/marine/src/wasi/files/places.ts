import { lstatSync } from 'node:fs';
import type { WasiContext } from '../context.js';
import { type Budget, bookOf } from '../descriptors/budget.js';
import { withDirectory } from '../descriptors/descriptors.js';
import type { DirectoryBudget } from '../descriptors/directory-budget.js';
import { type Place, within } from '../descriptors/resolve.js';
import { ERRNO, fault } from '../errno.js';
import { guestPath } from './guest-path.js';

/** Of a lookup: whether a link at the end of the path is followed. */
export const FOLLOW = 1;

/** Where paths of the module lead: each is resolved within its directory (see `resolve.ts`), and used while that is open. */
export class Places {
  readonly #context: WasiContext;

  constructor(context: WasiContext) {
    this.#context = context;
  }

  /** @param path where it stands in the module's memory, and its length */
  at<T>(
    fd: number,
    right: bigint,
    path: readonly [number, number],
    follow: boolean,
    use: (place: Place, budget: Budget | undefined) => T,
  ): T {
    const { memory, descriptors } = this.#context;
    const descriptor = descriptors.directory(fd, right);
    const text = guestPath(memory, ...path);
    return withDirectory(descriptor, (handle) =>
      within(handle, text, follow, (place) => use(place, descriptor.budget)),
    );
  }

  /** As `at`, for a change. */
  change(
    fd: number,
    right: bigint,
    path: readonly [number, number],
    follow: boolean,
    run: (place: Place, book: DirectoryBudget | undefined) => void,
  ): number {
    this.at(fd, right, path, follow, (place, budget) => run(place, bookOf(budget, place)));
    return ERRNO.SUCCESS;
  }
}

/** Host path of an entry that can be moved or removed: not the directory itself. */
export function entryOf(place: Place): string {
  return place.name === '.' ? fault(ERRNO.INVAL) : place.path;
}

/** Makes what has a name, on account of a budget if there is one. */
export function make(budget: DirectoryBudget | undefined, bytes: bigint, run: () => void): void {
  if (budget) budget.name(bytes, run);
  else run();
}

export function isLink(place: Place): boolean {
  return lstatSync(place.path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
