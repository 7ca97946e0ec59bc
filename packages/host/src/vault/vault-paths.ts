import { realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { SHOWN_PATH_LENGTH } from '../constants.js';
import { ConvertedError, type HostError } from '../errors.js';

/** Where a vault is, for the host and for those it serves. */
export interface VaultPlace {
  /** Path in the peer's file system. */
  readonly realDir: string;
  /** Path as scripts and services know it: `/tmp/vault/<id>-<token>`. */
  readonly virtualDir: string;
}

/**
 * The real file a path of a script stands for: absolute within the virtual directory, or relative to it. Links are
 * followed, and the end must be inside (spec/nox.md §4.7).
 * @throws HostError `INVALID` (not of this vault), `NOT_FOUND`
 */
export async function resolveVaultPath({ realDir, virtualDir }: VaultPlace, path: string): Promise<string> {
  const inside = path.startsWith('/') ? withoutPrefix(path, virtualDir) : path;
  if (inside === undefined) throw foreign(path, virtualDir);
  const root = await canonical(realDir);
  const found = inside.includes('\0') ? undefined : await canonical(join(realDir, inside));
  if (root === undefined || found === undefined) {
    throw new ConvertedError('NOT_FOUND', `Incorrect vault  path \`${shownPath(path)}\`: doesn't exist`);
  }
  if (!isWithin(root, found)) throw foreign(path, virtualDir);
  return found;
}

/** The rest of an absolute path below a directory. */
function withoutPrefix(path: string, directory: string): string | undefined {
  if (path === directory) return '.';
  return path.startsWith(`${directory}/`) ? `.${path.slice(directory.length)}` : undefined;
}

async function canonical(path: string): Promise<string | undefined> {
  // Whatever keeps the path from being followed, there is nothing at its end.
  return realpath(path).catch(() => undefined);
}

function isWithin(root: string, path: string): boolean {
  const way = relative(root, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}

function foreign(path: string, virtualDir: string): HostError {
  return new ConvertedError(
    'INVALID',
    `Incorrect vault path \`${shownPath(path)}\`: doesn't belong to vault (\`${virtualDir}\`)`,
  );
}

/** A path in an error text, cut when long. */
export function shownPath(path: string): string {
  return path.length > SHOWN_PATH_LENGTH ? `${path.slice(0, SHOWN_PATH_LENGTH)}…` : path;
}
