import { Header, Parser, type ReadEntry } from 'tar';
import type { CliError } from '../errors.js';
import { ARCHIVE_LIMITS } from './limits.js';
import { badArchive, safeName } from './tar-names.js';

const BLOCK = 512;
const FILES = new Set(['File', 'OldFile', 'ContiguousFile']);

/**
 * The files of a tar, by safe paths. Folders are made by the files in them.
 * @throws CliError `ARCHIVE_INVALID` for links and devices, paths that lead out, one that is there twice, too many entries,
 *   a tar that is cut or damaged
 */
export function readTar(tar: Uint8Array): Map<string, Uint8Array> {
  const bytes = Buffer.from(tar.buffer, tar.byteOffset, tar.length);
  requireHeader(bytes);
  const files = new Map<string, Uint8Array>();
  let count = 0;
  const parser = new Parser({ strict: true });
  parser.on('error', (cause: unknown) => {
    throw damaged(cause);
  });
  parser.on('ignoredEntry', ({ path }: ReadEntry) => {
    throw badArchive(`"${path.slice(0, 100)}" in it is neither a file nor a folder`);
  });
  parser.on('entry', (entry: ReadEntry) => {
    if (++count > ARCHIVE_LIMITS.entries)
      throw badArchive(`it has more than ${ARCHIVE_LIMITS.entries} entries`);
    addEntry(files, entry);
  });
  parser.end(bytes);
  return files;
}

/** The parser would unpack what is compressed once more, without a bound. */
function requireHeader(bytes: Buffer): void {
  if (!beginsWithHeader(bytes)) throw damaged();
}

function beginsWithHeader(bytes: Buffer): boolean {
  try {
    return bytes.length >= BLOCK && new Header(bytes).cksumValid;
  } catch (cause) {
    throw damaged(cause);
  }
}

function damaged(cause?: unknown): CliError {
  return badArchive('it is no tar, is damaged, or is cut short', cause);
}

function addEntry(files: Map<string, Uint8Array>, entry: ReadEntry): void {
  const name = safeName(entry.path);
  if (entry.type === 'Directory') {
    entry.resume();
    return;
  }
  if (!FILES.has(entry.type)) throw badArchive(`"${name}" in it is a link or a device, and not a file`);
  if (name === '' || files.has(name)) throw badArchive(`the file "${name}" is in it twice, or has no name`);
  const chunks: Buffer[] = [];
  files.set(name, new Uint8Array());
  entry.on('data', (chunk: Buffer) => chunks.push(chunk));
  entry.on('end', () => files.set(name, Buffer.concat(chunks)));
}
