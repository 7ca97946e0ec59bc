import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { readTarGz } from '../archive/tar-gz.js';
import { CliError } from '../errors.js';
import { type DownloadKind, downloadFolder } from './download-folder.js';
import { fetchArchive } from './fetch-archive.js';
import { holdToHash, knownHash } from './known-hashes.js';

const PIN = /#sha256=([0-9a-f]{64})$/;

export function isUrl(get: string): boolean {
  return /^https?:\/\//.test(get);
}

/**
 * The folder of what a URL gives: a `.tar.gz`, downloaded once and kept in `.fluence`, where upstream keeps it too.
 * @param get the URL; `#sha256=<hex>` after it holds it to a hash
 * @throws CliError `DOWNLOAD_FAILED`, `DOWNLOAD_CHANGED`, `ARCHIVE_INVALID`
 */
export async function downloaded(get: string, kind: DownloadKind, fluenceDir: string): Promise<string> {
  const pinned = PIN.exec(get)?.[1];
  const url = get.replace(PIN, '');
  const folder = downloadFolder(fluenceDir, kind, url);
  if (existsSync(folder) && (await isPinned(fluenceDir, url, pinned))) return folder;
  const archive = await fetchArchive(url);
  const files = unpacked(url, archive);
  await holdToHash(fluenceDir, url, archive, pinned);
  await rm(folder, { recursive: true, force: true });
  await writeFolder(folder, files);
  return folder;
}

/** Whether what is there is what `get` names; what upstream downloaded has no hash, and is downloaded again to have one. */
async function isPinned(fluenceDir: string, url: string, pinned: string | undefined): Promise<boolean> {
  return pinned === undefined || (await knownHash(fluenceDir, url)) === pinned;
}

function unpacked(url: string, archive: Uint8Array): ReadonlyMap<string, Uint8Array> {
  try {
    return readTarGz(archive);
  } catch (cause) {
    if (!(cause instanceof CliError)) throw cause;
    throw new CliError('ARCHIVE_INVALID', `${url} is not unpacked: ${cause.message}`, { cause });
  }
}

/** Whole or not at all. Two commands may come here at once: the first one's folder stays. */
async function writeFolder(folder: string, files: ReadonlyMap<string, Uint8Array>): Promise<void> {
  const draft = `${folder}.${randomUUID()}`;
  try {
    await mkdir(draft, { recursive: true });
    for (const [name, content] of files) {
      const file = path.join(draft, name);
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    await rename(draft, folder);
  } catch (error) {
    await rm(draft, { recursive: true, force: true });
    if (!existsSync(folder)) throw error;
  }
}
