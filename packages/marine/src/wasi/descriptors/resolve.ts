import { lstatSync, readlinkSync } from 'node:fs';
import { ERRNO, errnoOf, fault } from '../errno.js';
import { type DirectoryHandle, openDirectory } from './directory-handle.js';

/** Links followed on one path, as Linux bounds them. */
const MAX_LINKS = 40;
/** Components of one path, links expanded. Our own bound: each is a system call. */
const MAX_COMPONENTS = 1024;
/** Directories entered below the root at one time; each is an open descriptor. Our own bound. */
const MAX_DEPTH = 128;

/** Where a path leads: an entry of an open directory. `name` is `.` when the path names the directory itself. */
export interface Place {
  readonly parent: DirectoryHandle;
  readonly name: string;
  /** Host path of the entry. */
  readonly path: string;
  /** The path ended with `/`: only a directory will do. */
  readonly directory: boolean;
  /** The entry of the root that the place is below; `undefined` for an entry of the root. */
  readonly top: string | undefined;
}

/**
 * Walks a guest path below a directory, one component at a time, each opened without following links. Links are read
 * and walked like the rest of the path, `..` goes back the way that was come and never above the start.
 * @param follow whether a link in the last place is followed
 * @param use gets the place; its directory is open until this returns
 * @throws WasiFault `NOTCAPABLE` for absolute paths and ways out, `LOOP`, `NOENT`, `NAMETOOLONG`
 */
export function within<T>(root: DirectoryHandle, path: string, follow: boolean, use: (place: Place) => T): T {
  const opened: DirectoryHandle[] = [];
  try {
    return use(walk(root, path, follow, opened));
  } finally {
    for (const handle of opened) handle.close();
  }
}

function walk(root: DirectoryHandle, path: string, follow: boolean, opened: DirectoryHandle[]): Place {
  if (path === '') fault(ERRNO.NOENT);
  const rest = components(path);
  let directory = path.endsWith('/');
  const here = (): DirectoryHandle => opened.at(-1) ?? root;
  let top: string | undefined;
  const placeOf = (name: string, path: string, isDirectory: boolean): Place => ({
    parent: here(),
    name,
    path,
    directory: isDirectory,
    top: opened.length === 0 ? undefined : top,
  });
  let links = 0;
  let steps = 0;
  for (;;) {
    const name = rest.shift();
    if (name === undefined) return placeOf('.', here().self, true);
    if (++steps > MAX_COMPONENTS) fault(ERRNO.NAMETOOLONG);
    if (name === '..') {
      if (opened.length === 0) fault(ERRNO.NOTCAPABLE);
      opened.pop()!.close();
      continue;
    }
    const last = rest.length === 0;
    const child = here().child(name);
    if (last && !follow) return placeOf(name, child, directory);
    const target = linkTarget(child);
    if (target !== undefined) {
      if (++links > MAX_LINKS) fault(ERRNO.LOOP);
      rest.unshift(...components(target));
      if (last) directory ||= target.endsWith('/');
      continue;
    }
    if (last) return placeOf(name, child, directory);
    if (opened.length >= MAX_DEPTH) fault(ERRNO.NAMETOOLONG);
    if (opened.length === 0) top = name;
    opened.push(openDirectory(child));
  }
}

function components(path: string): string[] {
  if (path.startsWith('/')) fault(ERRNO.NOTCAPABLE);
  return path.split('/').filter((name) => name !== '' && name !== '.');
}

/** What a link says, `undefined` for anything else and for nothing: opening it tells which. */
function linkTarget(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path) : undefined;
  } catch (error) {
    if (errnoOf(error) === ERRNO.NOENT) return undefined;
    throw error;
  }
}

/**
 * Whether a link stays below the directory it is in, wherever that is moved and whatever is put in its way: it goes down
 * only. Read as text, `a/..` would stay too, but `a` may be a link itself.
 */
export function leadsDown(target: string): boolean {
  return !target.startsWith('/') && !target.split('/').includes('..');
}
