import {
  closeSync,
  constants,
  existsSync,
  lstatSync,
  opendirSync,
  openSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { join } from 'node:path';
import { ERRNO, errnoOf, fault } from '../errno.js';

const { O_DIRECTORY, O_NOFOLLOW } = constants;
/** Linux's `O_PATH`, which Node does not name: a directory that may be passed through but not read opens too. */
const O_PATH = 0o10000000;

/** An open directory. What `child` answers names an entry of that very directory, wherever it is moved meanwhile. */
export interface DirectoryHandle {
  /** Host path of an entry; `name` is one component, not `..`. */
  child(name: string): string;
  /** Host path of the directory itself. */
  readonly self: string;
  /** A handle of the same directory with a life of its own. */
  duplicate(): DirectoryHandle;
  close(): void;
}

/**
 * Linux: children are named through the open descriptor, as `openat` would, so an ancestor that is swapped for a link
 * between check and use changes nothing.
 */
class DescriptorHandle implements DirectoryHandle {
  readonly #fd: number;

  constructor(path: string) {
    this.#fd = openSync(path, O_PATH | O_DIRECTORY | O_NOFOLLOW);
  }

  get self(): string {
    return `/proc/self/fd/${this.#fd}/.`;
  }

  child(name: string): string {
    return `/proc/self/fd/${this.#fd}/${name}`;
  }

  duplicate(): DirectoryHandle {
    return new DescriptorHandle(this.self);
  }

  close(): void {
    closeSync(this.#fd);
  }
}

/**
 * Elsewhere Node has nothing like `openat`: the path is looked at again at each use, which narrows the moment for a
 * swap and does not close it.
 */
class PathHandle implements DirectoryHandle {
  readonly #path: string;

  constructor(path: string) {
    if (!lstatSync(path).isDirectory()) fault(ERRNO.NOTDIR);
    this.#path = realpathSync(path);
  }

  get self(): string {
    if (realpathSync(this.#path) !== this.#path) fault(ERRNO.NOTCAPABLE);
    return this.#path;
  }

  child(name: string): string {
    return join(this.self, name);
  }

  duplicate(): DirectoryHandle {
    return new PathHandle(this.self);
  }

  close(): void {}
}

let descriptorsHavePaths: boolean | undefined;

/** Opens a directory without following a link in its last component. @throws errors of the system */
export function openDirectory(path: string): DirectoryHandle {
  descriptorsHavePaths ??= process.platform === 'linux' && existsSync('/proc/self/fd/');
  return descriptorsHavePaths ? new DescriptorHandle(path) : new PathHandle(path);
}

/** Opens the root of a mapped directory; a link in its place would lead anywhere. */
export function openRoot(path: string): DirectoryHandle {
  try {
    return openDirectory(path);
  } catch (error) {
    const errno = errnoOf(error);
    return errno === ERRNO.NOTDIR || errno === ERRNO.LOOP
      ? fault(ERRNO.NOTCAPABLE)
      : fault(errno ?? ERRNO.IO);
  }
}

/**
 * Names in a directory.
 * @throws WasiFault `OVERFLOW` when there are more than `limit`; `ACCES` when its mode keeps the owner from reading it,
 * which root would pass over: the vaults of other particles are hidden that way
 */
export function listDirectory(handle: DirectoryHandle, limit: number): string[] {
  if ((statSync(handle.self).mode & constants.S_IRUSR) === 0) fault(ERRNO.ACCES);
  const directory = opendirSync(handle.self);
  try {
    const names: string[] = [];
    for (let entry = directory.readSync(); entry !== null; entry = directory.readSync()) {
      if (names.length >= limit) fault(ERRNO.OVERFLOW);
      names.push(entry.name);
    }
    return names;
  } finally {
    directory.closeSync();
  }
}
