import { lstatSync, mkdirSync, rmdirSync, unlinkSync } from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { openPlace } from '../descriptors/open.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf, writeU32s } from '../guest-access.js';
import { linkFunctions } from './links.js';
import { move } from './move.js';
import { pathStatFunctions } from './path-stats.js';
import { entryOf, FOLLOW, isLink, make, Places } from './places.js';

/** Functions that take a path below a directory. */
export function pathFunctions(context: WasiContext): WasiFunctions {
  const places = new Places(context);
  return {
    ...openFunction(context, places),
    ...entryFunctions(places),
    ...linkFunctions(context, places),
    ...pathStatFunctions(context, places),
  };
}

function openFunction({ memory, descriptors }: WasiContext, places: Places): WasiFunctions {
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
      const opened = places.at(
        fd,
        RIGHT.PATH_OPEN,
        [pointer, length],
        (lookup & FOLLOW) !== 0,
        (place, budget) => {
          if (!(lookup & FOLLOW) && isLink(place)) fault(ERRNO.LOOP);
          return openPlace(place, request, budget);
        },
      );
      return writeU32s(memory, result, descriptors.add(opened));
    },
  };
}

/** What makes, removes and moves entries of directories. */
function entryFunctions(places: Places): WasiFunctions {
  return {
    path_create_directory: (fd: number, pointer: number, length: number): number =>
      places.change(fd, RIGHT.PATH_CREATE_DIRECTORY, [pointer, length], false, (place, budget) =>
        make(budget, 0n, () => mkdirSync(place.path)),
      ),

    path_remove_directory: (fd: number, pointer: number, length: number): number =>
      places.change(fd, RIGHT.PATH_REMOVE_DIRECTORY, [pointer, length], false, (place, budget) => {
        const path = entryOf(place);
        const stats = lstatSync(path, { bigint: true });
        rmdirSync(path);
        budget?.removed(stats);
      }),

    path_unlink_file: (fd: number, pointer: number, length: number): number =>
      places.change(fd, RIGHT.PATH_UNLINK_FILE, [pointer, length], false, (place, budget) => {
        const stats = lstatSync(place.path, { bigint: true });
        if (place.directory || stats.isDirectory()) fault(ERRNO.ISDIR);
        unlinkSync(place.path);
        budget?.removed(stats);
      }),

    path_rename(
      fd: number,
      from: number,
      fromLength: number,
      toFd: number,
      to: number,
      toLength: number,
    ): number {
      return places.change(fd, RIGHT.PATH_RENAME_SOURCE, [from, fromLength], false, (source, giving) =>
        places.change(toFd, RIGHT.PATH_RENAME_TARGET, [to, toLength], false, (target, taking) =>
          move(entryOf(source), entryOf(target), giving, taking),
        ),
      );
    },
  };
}
