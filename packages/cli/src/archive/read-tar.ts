import { ARCHIVE_LIMITS } from './limits.js';
import { badArchive, safeName } from './tar-names.js';

const BLOCK = 512;
/** Names longer than a header has room for come before their entry: of POSIX, of GNU. */
const PAX = 'x';
const GLOBAL_PAX = 'g';
const GNU_NAME = 'L';

/**
 * The files of a tar, by safe paths. Folders are made by the files in them.
 * @throws CliError `ARCHIVE_INVALID` for links and devices, paths that lead out, one that is there twice, too many entries,
 *   a tar that is cut or damaged
 */
export function readTar(tar: Uint8Array): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>();
  let longName: string | undefined;
  for (let at = 0, count = 0; at + BLOCK <= tar.length && tar[at] !== 0; count++) {
    if (count >= ARCHIVE_LIMITS.entries)
      throw badArchive(`it has more than ${ARCHIVE_LIMITS.entries} entries`);
    const header = readHeader(tar.subarray(at, at + BLOCK));
    const begin = at + BLOCK;
    if (begin + header.size > tar.length) throw badArchive('it is cut short');
    const content = tar.subarray(begin, begin + header.size);
    at = begin + Math.ceil(header.size / BLOCK) * BLOCK;
    if (header.type === PAX) longName = paxPath(content) ?? longName;
    else if (header.type === GNU_NAME) longName = text(content);
    else if (header.type !== GLOBAL_PAX) {
      addEntry(files, longName ?? header.name, header.type, content);
      longName = undefined;
    }
  }
  return files;
}

function addEntry(files: Map<string, Uint8Array>, name: string, type: string, content: Uint8Array): void {
  const safe = safeName(name);
  if (type === '5') return;
  if (type !== '0' && type !== '\0')
    throw badArchive(`"${safe}" in it is a link or a device, and not a file`);
  if (safe === '' || files.has(safe)) throw badArchive(`the file "${safe}" is in it twice, or has no name`);
  files.set(safe, content);
}

function readHeader(block: Uint8Array): { name: string; size: number; type: string } {
  const field = (from: number, length: number) => text(block.subarray(from, from + length));
  if (checksum(block) !== octal(field(148, 8))) throw badArchive('it is no tar, or is damaged');
  const prefix = field(257, 5) === 'ustar' ? field(345, 155) : '';
  const name = field(0, 100);
  return {
    name: prefix === '' ? name : `${prefix}/${name}`,
    size: octal(field(124, 12)),
    type: String.fromCharCode(block[156]!),
  };
}

/** Sum of a header's bytes, those of the sum itself read as spaces. */
export function checksum(block: Uint8Array): number {
  return block.reduce((sum, byte, index) => sum + (index >= 148 && index < 156 ? 32 : byte), 0);
}

function octal(digits: string): number {
  const plain = digits.trim();
  if (!/^[0-7]{1,11}$/.test(plain)) throw badArchive('it is no tar, or is damaged');
  return Number.parseInt(plain, 8);
}

function text(bytes: Uint8Array): string {
  const end = bytes.indexOf(0);
  return new TextDecoder().decode(end < 0 ? bytes : bytes.subarray(0, end));
}

/** `<length> path=<path>\n` among other records. */
function paxPath(content: Uint8Array): string | undefined {
  return /(?:^|\n)\d+ path=([^\n]*)\n/.exec(new TextDecoder().decode(content))?.[1];
}
