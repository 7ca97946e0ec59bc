import { type BigIntStats, closeSync, constants, fstatSync, lstatSync, openSync } from 'node:fs';
import { ERRNO, errnoOf, fault } from '../errno.js';
import { type Budget, bookOf } from './budget.js';
import { type Descriptor, directory, type FileDescriptor } from './descriptors.js';
import type { DirectoryBudget } from './directory-budget.js';
import { openDirectory } from './directory-handle.js';
import type { Place } from './resolve.js';
import { DIRECTORY_RIGHTS, FILE_RIGHTS, READING, WRITING } from './rights.js';

const OFLAGS = { CREAT: 1, DIRECTORY: 2, EXCL: 4, TRUNC: 8 };
const ALL_OFLAGS = 15;
export const FDFLAGS = { APPEND: 1, DSYNC: 2, NONBLOCK: 4, RSYNC: 8, SYNC: 16 } as const;
export const ALL_FDFLAGS = 31;

const {
  O_APPEND,
  O_CREAT,
  O_DSYNC,
  O_EXCL,
  O_NOFOLLOW,
  O_NONBLOCK,
  O_RDONLY,
  O_RDWR,
  O_SYNC,
  O_TRUNC,
  O_WRONLY,
} = constants;
/** What the process's umask leaves of it. */
const FILE_MODE = 0o666;

export interface OpenRequest {
  readonly oflags: number;
  readonly fdflags: number;
  readonly rights: bigint;
  readonly inheriting: bigint;
}

/**
 * Opens what a path was resolved to. Only regular files and directories: a pipe or a device in a mapped directory
 * could block the thread or be anything.
 * @param budget counts what is kept there; `undefined` where nothing is counted
 * @throws WasiFault, errors of the system
 */
export function openPlace(place: Place, request: OpenRequest, budget: Budget | undefined): Descriptor {
  const { oflags, fdflags } = request;
  if (oflags & ~ALL_OFLAGS || fdflags & ~ALL_FDFLAGS) fault(ERRNO.INVAL);
  const asDirectory = (oflags & OFLAGS.DIRECTORY) !== 0;
  if (asDirectory && oflags & (OFLAGS.CREAT | OFLAGS.TRUNC)) fault(ERRNO.INVAL);
  const writing = (request.rights & WRITING) !== 0n || (oflags & OFLAGS.TRUNC) !== 0;
  if (place.directory && oflags & OFLAGS.CREAT) fault(ERRNO.ISDIR);
  const found = lookUp(place);
  const isThere = found?.isDirectory() ?? false;
  if (place.directory || asDirectory || isThere) {
    if (oflags & OFLAGS.EXCL && oflags & OFLAGS.CREAT) fault(ERRNO.EXIST);
    if (oflags & OFLAGS.CREAT || (writing && isThere && !asDirectory)) fault(ERRNO.ISDIR);
    const handle = openDirectory(place.path);
    return {
      ...directory({ handle, budget: budget?.below(place) }),
      rights: request.rights & DIRECTORY_RIGHTS,
      inheriting: request.inheriting,
      flags: fdflags,
    };
  }
  const flags = systemFlags(request, writing);
  const book = writing || !found ? bookOf(budget, place) : undefined;
  const open = () => openFile(place, flags, request, { budget: book, before: found?.size ?? 0n });
  return found || !book || !(oflags & OFLAGS.CREAT) ? open() : book.name(0n, open);
}

interface Counting {
  readonly budget: DirectoryBudget | undefined;
  /** Length of the file before it is opened. */
  readonly before: bigint;
}

function openFile(
  place: Place,
  flags: number,
  request: OpenRequest,
  { budget, before }: Counting,
): Descriptor {
  const { fdflags } = request;
  const fd = openSync(place.path, flags, FILE_MODE);
  let stats: BigIntStats;
  try {
    stats = fstatSync(fd, { bigint: true });
    if (!stats.isFile()) fault(ERRNO.NOTSUP);
  } catch (error) {
    closeSync(fd);
    throw error;
  }
  return {
    kind: 'file',
    fd,
    systemFlags: flags & ~(O_CREAT | O_EXCL | O_TRUNC | O_NOFOLLOW),
    position: 0n,
    counted: budget?.opened(stats, before),
    flags: fdflags,
    rights: request.rights & FILE_RIGHTS,
    inheriting: request.inheriting,
  };
}

function systemFlags({ oflags, fdflags, rights }: OpenRequest, writing: boolean): number {
  const reading = (rights & READING) !== 0n;
  let flags = writing ? (reading ? O_RDWR : O_WRONLY) : O_RDONLY;
  // A link that took the place of the file in between fails here; a pipe does not block.
  flags |= O_NOFOLLOW | O_NONBLOCK;
  if (oflags & OFLAGS.CREAT) flags |= O_CREAT;
  if (oflags & OFLAGS.EXCL) flags |= O_EXCL;
  if (oflags & OFLAGS.TRUNC) flags |= O_TRUNC;
  if (fdflags & FDFLAGS.APPEND) flags |= O_APPEND;
  if (fdflags & FDFLAGS.DSYNC) flags |= O_DSYNC;
  if (fdflags & (FDFLAGS.SYNC | FDFLAGS.RSYNC)) flags |= O_SYNC;
  return flags;
}

/**
 * Sets `fdflags` of an open file. Appending is the system's, so that writers of one file don't overwrite each other;
 * a file that is to begin or to stop appending is opened anew through its own descriptor, which Linux can.
 */
export function setFlags(file: FileDescriptor, flags: number): void {
  if (flags & ~ALL_FDFLAGS) fault(ERRNO.INVAL);
  if ((flags ^ file.flags) & FDFLAGS.APPEND) {
    if (process.platform !== 'linux') fault(ERRNO.NOTSUP);
    const wanted = flags & FDFLAGS.APPEND ? file.systemFlags | O_APPEND : file.systemFlags & ~O_APPEND;
    const fd = openSync(`/proc/self/fd/${file.fd}`, wanted);
    closeSync(file.fd);
    file.fd = fd;
  }
  file.flags = flags;
}

function lookUp(place: Place): BigIntStats | undefined {
  try {
    return lstatSync(place.path, { bigint: true });
  } catch (error) {
    if (errnoOf(error) === ERRNO.NOENT) return undefined;
    throw error;
  }
}
