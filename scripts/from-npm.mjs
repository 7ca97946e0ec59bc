// What is no dependency of this repository, and what some of its scripts use all the same (Chromium, upstream's command, makers of the
// site): from npm, into a folder of the user's cache, once.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';

// No scripts: nothing of all this has to be built.
const FLAGS = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/** A folder of this repository in the user's cache. */
export function cacheFolder(name) {
  return path.join(process.env.XDG_CACHE_HOME ?? path.join(os.homedir(), '.cache'), 'noctiluca', name);
}

export const isInstalled = (folder) => existsSync(path.join(folder, 'node_modules'));

/**
 * Installs a manifest's packages into a folder, unless that is done; into another one first, as others may be at it too.
 * @param lockfile what `npm ci` goes by; npm is silent about optional packages that it could not get, so
 * @param isComplete says of a folder whether all that is wanted is in it
 * @returns nothing, or why npm's registry is out of reach
 * @throws Error when npm is there and has failed all the same
 */
export function fromNpm(folder, manifest, { lockfile, isComplete = isInstalled } = {}) {
  if (isInstalled(folder)) return undefined;
  const temporary = `${folder}.${process.pid}`;
  mkdirSync(temporary, { recursive: true });
  try {
    writeFileSync(path.join(temporary, 'package.json'), JSON.stringify(manifest));
    if (lockfile !== undefined) writeFileSync(path.join(temporary, 'package-lock.json'), lockfile);
    const { status, stderr } = npm([lockfile === undefined ? 'install' : 'ci', ...FLAGS], temporary);
    if (status !== 0 || !isComplete(temporary)) return whyNot(stderr);
    if (!isInstalled(folder)) renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
  return undefined;
}

function whyNot(stderr) {
  const { status, stderr: problem } = npm(['view', 'npm', 'version'], os.tmpdir());
  if (status === 0) throw new Error(`npm could not install: ${stderr}`);
  const [code = 'it does not answer'] = /\bE[A-Z]{3,}\b/.exec(problem) ?? [];
  return `npm's registry is out of reach (${code})`;
}

function npm(args, cwd) {
  return spawnSync('npm', args, {
    ...{ cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' },
  });
}
