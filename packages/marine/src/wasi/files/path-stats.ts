import { lstatSync, lutimesSync, statSync, utimesSync } from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { timesOf, writeFilestat } from './filestat.js';
import { FOLLOW, type Places } from './places.js';

/** What is known of a file by its path, and its times. */
export function pathStatFunctions({ memory, sources }: WasiContext, places: Places): WasiFunctions {
  return {
    path_filestat_get: (
      fd: number,
      lookup: number,
      pointer: number,
      length: number,
      result: number,
    ): number =>
      places.at(fd, RIGHT.PATH_FILESTAT_GET, [pointer, length], (lookup & FOLLOW) !== 0, (place) => {
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
      return places.change(
        fd,
        RIGHT.PATH_FILESTAT_SET_TIMES,
        [pointer, length],
        (lookup & FOLLOW) !== 0,
        (place) => {
          const itself = place.name === '.';
          const stats = (itself ? statSync : lstatSync)(place.path, { bigint: true });
          const times = timesOf(stats, atim, mtim, flags, sources);
          if (itself) utimesSync(place.path, ...times);
          else lutimesSync(place.path, ...times);
        },
      );
    },
  };
}
