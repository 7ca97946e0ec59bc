import {
  linkSync,
  lstatSync,
  lutimesSync,
  mkdirSync,
  readlinkSync,
  renameSync,
  rmdirSync,
  statSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
} from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { type Budget, bookOf } from '../descriptors/budget.js';
import { withDirectory } from '../descriptors/descriptors.js';
import type { DirectoryBudget } from '../descriptors/directory-budget.js';
import { openPlace } from '../descriptors/open.js';
import { leadsDown, type Place, within } from '../descriptors/resolve.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf, writeU32s } from '../guest-access.js';
import { timesOf, writeFilestat } from './filestat.js';
import { guestPath } from './guest-path.js';

const FOLLOW = 1;

/** Functions that take a path below a directory: every one resolves it within that directory (see `resolve.ts`). */
export function pathFunctions({ memory, descriptors, sources }: WasiContext): WasiFunctions {
  /** Resolves a path of the module and uses the place while its directory is open. */
  function at<T>(
    fd: number,
    right: bigint,
    [pointer, length]: readonly [number, number],
    follow: boolean,
    use: (place: Place, budget: Budget | undefined) => T,
  ): T {
    const descriptor = descriptors.directory(fd, right);
    const path = guestPath(memory, pointer, length);
    return withDirectory(descriptor, (handle) =>
      within(handle, path, follow, (place) => use(place, descriptor.budget)),
    );
  }
  /** As `at`, for a change. */
  function change<T>(
    fd: number,
    right: bigint,
    path: readonly [number, number],
    follow: boolean,
    use: (place: Place, book: DirectoryBudget | undefined) => T,
  ): T {
    return at(fd, right, path, follow, (place, budget) => use(place, bookOf(budget, place)));
  }
  const done = (run: () => void): number => {
    run();
    return ERRNO.SUCCESS;
  };

  return {
    path_open(
      fd: number,
      lookup: number,
      pointer: number,
      length: number,
      oflags: number,
      rightsBase: bigint,
      rightsInheriting: bigint,
      fdflags: number,
      result: number,
    ): number {
      if (!viewOf(memory, result, 4)) return ERRNO.FAULT;
      const { inheriting } = descriptors.directory(fd, RIGHT.PATH_OPEN);
      descriptors.admit();
      const request = {
        oflags,
        fdflags,
        rights: BigInt.asUintN(64, rightsBase) & inheriting,
        inheriting: BigInt.asUintN(64, rightsInheriting) & inheriting,
      };
      const opened = at(fd, RIGHT.PATH_OPEN, [pointer, length], (lookup & FOLLOW) !== 0, (place, budget) => {
        if (!(lookup & FOLLOW) && isLink(place)) fault(ERRNO.LOOP);
        return openPlace(place, request, budget);
      });
      return writeU32s(memory, result, descriptors.add(opened));
    },

    path_create_directory: (fd: number, pointer: number, length: number): number =>
      change(fd, RIGHT.PATH_CREATE_DIRECTORY, [pointer, length], false, (place, budget) =>
        done(() => make(budget, 0n, () => mkdirSync(place.path))),
      ),

    path_remove_directory: (fd: number, pointer: number, length: number): number =>
      change(fd, RIGHT.PATH_REMOVE_DIRECTORY, [pointer, length], false, (place, budget) =>
        done(() => {
          const path = entryOf(place);
          const stats = lstatSync(path, { bigint: true });
          rmdirSync(path);
          budget?.removed(stats);
        }),
      ),

    path_unlink_file: (fd: number, pointer: number, length: number): number =>
      change(fd, RIGHT.PATH_UNLINK_FILE, [pointer, length], false, (place, budget) =>
        done(() => {
          const stats = lstatSync(place.path, { bigint: true });
          if (place.directory || stats.isDirectory()) fault(ERRNO.ISDIR);
          unlinkSync(place.path);
          budget?.removed(stats);
        }),
      ),

    path_rename(
      fd: number,
      from: number,
      fromLength: number,
      toFd: number,
      to: number,
      toLength: number,
    ): number {
      return change(fd, RIGHT.PATH_RENAME_SOURCE, [from, fromLength], false, (source, giving) =>
        change(toFd, RIGHT.PATH_RENAME_TARGET, [to, toLength], false, (target, taking) =>
          done(() => move(entryOf(source), entryOf(target), giving, taking)),
        ),
      );
    },

    path_link(
      fd: number,
      lookup: number,
      from: number,
      fromLength: number,
      toFd: number,
      to: number,
      toLength: number,
    ): number {
      return change(
        fd,
        RIGHT.PATH_LINK_SOURCE,
        [from, fromLength],
        (lookup & FOLLOW) !== 0,
        (source, giving) =>
          change(toFd, RIGHT.PATH_LINK_TARGET, [to, toLength], false, (target, taking) =>
            done(() => {
              if (target.directory) fault(ERRNO.NOENT);
              // As Linux does where links to links are not supported; nobody has asked for them.
              if (isLink(source)) fault(ERRNO.NOTSUP);
              if (giving !== taking) fault(ERRNO.XDEV);
              make(taking, 0n, () => linkSync(source.path, target.path));
            }),
          ),
      );
    },

    path_symlink(target: number, targetLength: number, fd: number, pointer: number, length: number): number {
      const text = guestPath(memory, target, targetLength);
      return change(fd, RIGHT.PATH_SYMLINK, [pointer, length], false, (place, budget) =>
        done(() => {
          if (text === '' || place.directory) fault(ERRNO.NOENT);
          // Programs of the host that follow links know nothing of the root, so links that lead out are not made.
          if (!leadsDown(text)) fault(ERRNO.NOTCAPABLE);
          make(budget, BigInt(Buffer.byteLength(text)), () => symlinkSync(text, place.path));
        }),
      );
    },

    path_readlink(
      fd: number,
      pointer: number,
      length: number,
      buffer: number,
      size: number,
      result: number,
    ): number {
      return at(fd, RIGHT.PATH_READLINK, [pointer, length], false, (place) => {
        const text = new TextEncoder().encode(readlinkSync(place.path));
        if (text[0] === SLASH) fault(ERRNO.NOTCAPABLE);
        const shown = text.subarray(0, size >>> 0);
        if (!viewOf(memory, buffer, shown.length)) return ERRNO.FAULT;
        memory.u8.set(shown, buffer >>> 0);
        return writeU32s(memory, result, shown.length);
      });
    },

    path_filestat_get: (
      fd: number,
      lookup: number,
      pointer: number,
      length: number,
      result: number,
    ): number =>
      at(fd, RIGHT.PATH_FILESTAT_GET, [pointer, length], (lookup & FOLLOW) !== 0, (place) => {
        const stats = lstatSync(place.path, { bigint: true });
        if (place.directory && !stats.isDirectory()) fault(ERRNO.NOTDIR);
        return writeFilestat(memory, result, stats);
      }),

    path_filestat_set_times(
      fd: number,
      lookup: number,
      pointer: number,
      length: number,
      atim: bigint,
      mtim: bigint,
      flags: number,
    ): number {
      return change(fd, RIGHT.PATH_FILESTAT_SET_TIMES, [pointer, length], (lookup & FOLLOW) !== 0, (place) =>
        done(() => {
          const itself = place.name === '.';
          const stats = (itself ? statSync : lstatSync)(place.path, { bigint: true });
          const times = timesOf(stats, atim, mtim, flags, sources);
          if (itself) utimesSync(place.path, ...times);
          else lutimesSync(place.path, ...times);
        }),
      );
    },
  };
}

const SLASH = 0x2f;

/** Host path of an entry that can be moved or removed: not the directory itself. */
function entryOf(place: Place): string {
  return place.name === '.' ? fault(ERRNO.INVAL) : place.path;
}

function make(budget: DirectoryBudget | undefined, bytes: bigint, run: () => void): void {
  if (budget) budget.name(bytes, run);
  else run();
}

/**
 * Renames. Into a directory with another budget only a file goes whose every name and descriptor goes along: what stays
 * behind would let it grow without being counted. Else it is as between file systems.
 */
function move(
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

function isLink(place: Place): boolean {
  return lstatSync(place.path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
}
