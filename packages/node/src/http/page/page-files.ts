import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.wasm': 'application/wasm',
};
/** Names in it change with what is in the files. */
const ASSETS = '/assets/';

export interface PageFile {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly type: string;
  readonly cacheControl: string;
}

/**
 * A file of the page by the path of a request; a path without an ending is a place in the page itself.
 * @param pathname of a URL @returns undefined when there is none
 */
export async function pageFile(folder: string, pathname: string): Promise<PageFile | undefined> {
  const wanted = decoded(pathname);
  if (wanted === undefined) return undefined;
  const name = path.posix.extname(wanted) === '' ? '/index.html' : wanted;
  const file = path.join(folder, path.posix.normalize(name));
  if (!file.startsWith(folder.endsWith(path.sep) ? folder : folder + path.sep)) return undefined;
  try {
    return {
      bytes: new Uint8Array(await readFile(file)),
      type: TYPES[path.extname(file)] ?? 'application/octet-stream',
      cacheControl: name.startsWith(ASSETS) ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
  } catch (error) {
    if (hasCode(error, 'ENOENT') || hasCode(error, 'EISDIR') || hasCode(error, 'ENOTDIR')) return undefined;
    throw error;
  }
}

/** Undefined for what is no path: it might name another file than it seems. */
function decoded(pathname: string): string | undefined {
  try {
    const name = decodeURIComponent(pathname);
    return name.includes('\0') || name.includes('\\') ? undefined : name;
  } catch {
    return undefined;
  }
}
