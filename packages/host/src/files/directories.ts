import { lstat, mkdir, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';
import { PRIVATE_MODE } from '../constants.js';
import { HostError } from '../errors.js';

/** Where the host keeps files of services and particles (spec/nox.md §4.4, §4.7). It is the only user of all three. */
export interface HostDirectories {
  /** What services keep: a directory each, removed with the service. Upstream: `<services_persistent_dir>/workdir`. */
  readonly storage: string;
  /** What services lose with a restart: a directory each. Upstream: `<services_ephemeral_dir>/workdir`. */
  readonly ephemeral: string;
  /** Vaults of particles; emptied at start. Upstream: `<avm_base_dir>/particles/vault`. */
  readonly vault: string;
}

/**
 * Makes one directory, its parent being there. One that exists is left as it is.
 * @throws HostError `BROKEN_STATE` when something else has the name: a link would lead whoever is confined to it outside
 */
export async function makeDirectory(path: string, mode = PRIVATE_MODE): Promise<void> {
  try {
    await mkdir(path, { mode });
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    if ((await lstat(path)).isDirectory()) return;
    throw new HostError('BROKEN_STATE', `${path} is no directory: remove it, or the service it belongs to`);
  }
}

/** Removes what is in a directory and called as `isOurs` says. @returns how many there were */
export async function sweepDirectory(path: string, isOurs: (name: string) => boolean): Promise<number> {
  const leftovers = (await namesIn(path)).filter(isOurs);
  for (const name of leftovers) await removeTree(join(path, name));
  return leftovers.length;
}

/**
 * Moves what is in a directory and called as `isOurs` says to `aside`, which is made when something goes there.
 * @returns how many there were
 */
export async function setAside(
  path: string,
  isOurs: (name: string) => boolean,
  aside: string,
): Promise<number> {
  const leftovers = (await namesIn(path)).filter(isOurs);
  if (leftovers.length > 0) await mkdir(aside, { recursive: true, mode: PRIVATE_MODE });
  for (const name of leftovers) await rename(join(path, name), join(aside, name));
  return leftovers.length;
}

/** Removes a directory with all in it; links in it are not followed. */
export function removeTree(path: string): Promise<void> {
  return rm(path, { recursive: true, force: true, maxRetries: 3 });
}

/** Names in a directory; none when it is not there. */
export async function namesIn(path: string): Promise<string[]> {
  try {
    return await readdir(path);
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return [];
    throw error;
  }
}
