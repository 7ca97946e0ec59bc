import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';
import { CliError } from '../errors.js';
import { exclusively } from '../project/exclusively.js';

const FILE = 'downloads.json';

/**
 * Holds an archive to its hash: the one that `get` names, and the one it had when it was downloaded first, which
 * `.fluence/downloads.json` keeps.
 * @param pinned SHA-256, hexadecimal
 * @throws CliError `DOWNLOAD_CHANGED`
 */
export async function holdToHash(
  fluenceDir: string,
  url: string,
  archive: Uint8Array,
  pinned: string | undefined,
): Promise<void> {
  const sha256 = sha256Hex(archive);
  const file = path.join(fluenceDir, FILE);
  await exclusively(file, async () => {
    const known = await readKnown(file);
    const wanted = pinned ?? known[url];
    if (wanted !== undefined && wanted !== sha256)
      throw changed(url, sha256, wanted, pinned ? undefined : file);
    if (known[url] === sha256) return;
    await mkdir(fluenceDir, { recursive: true });
    await writeFile(file, `${JSON.stringify({ ...known, [url]: sha256 }, null, 2)}\n`);
  });
}

/** The hash that a download had, if it was one of ours. */
export async function knownHash(fluenceDir: string, url: string): Promise<string | undefined> {
  const known = await readKnown(path.join(fluenceDir, FILE));
  return Object.hasOwn(known, url) ? known[url] : undefined;
}

async function readKnown(file: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(file, 'utf8').catch(() => '{}');
  try {
    const known: unknown = JSON.parse(text);
    return typeof known === 'object' && known !== null ? (known as Record<string, string>) : {};
  } catch {
    throw new CliError(
      'PROJECT_INVALID',
      `${file} is not JSON: mend it, or remove it to trust what is downloaded`,
    );
  }
}

function changed(url: string, sha256: string, wanted: string, file: string | undefined): CliError {
  const why =
    file === undefined
      ? 'and not what "get" names'
      : `and was ${wanted} before: if that is right, take it out of ${file}`;
  return new CliError('DOWNLOAD_CHANGED', `What ${url} gives has the SHA-256 ${sha256}, ${why}`);
}
