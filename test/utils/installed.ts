import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { repository } from './command.js';
import { tempDir } from './temp-dir.js';

/** An empty folder into which the packages were installed as they would be published. */
export type Installed =
  | { readonly path: string; remove(): Promise<void> }
  | { readonly path?: undefined; readonly reason: string };

/** What a project of a stranger has beside ours, in the versions of this repository. */
const BESIDE = ['typescript', 'vite', '@types/node'];
const FLAGS = ['--ignore-scripts', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error'];

/**
 * Packs every published package and installs the tarballs: without overrides, scripts and anything that this repository hoists.
 * The client is there under js-client's name as well, as the templates of apps have it.
 * @throws Error when npm's registry is there and the installation fails all the same
 */
export async function installPacked(): Promise<Installed> {
  const folder = await tempDir('installed');
  const tarballs = path.join(folder.path, 'tarballs');
  await writeFile(path.join(folder.path, 'package.json'), '{ "private": true, "type": "module" }');
  await packAll(tarballs);
  const packed = readdirSync(tarballs).map((name) => path.join(tarballs, name));
  const client = packed.find((name) => name.includes('noctiluca-client-'));
  const wanted = [...packed, `@fluencelabs/js-client@file:${client}`, ...BESIDE.map(inOurVersion)];
  const installed = npm(folder.path, 'install', ...FLAGS, ...wanted);
  if (installed.status === 0) return folder;
  await folder.remove();
  const isThere = npm(repository, 'ping').status === 0;
  if (isThere) must(installed);
  return { reason: "npm's registry is out of reach" };
}

/** Makes the tarball of every published package in a new folder. */
export async function packAll(folder: string): Promise<void> {
  await mkdir(folder);
  must(
    npm(repository, 'pack', ...workspaces(), '--ignore-scripts', '--silent', '--pack-destination', folder),
  );
}

const versionOf = (manifest: string): string =>
  (JSON.parse(readFileSync(path.join(repository, manifest), 'utf8')) as { version: string }).version;
const inOurVersion = (name: string) => `${name}@${versionOf(`node_modules/${name}/package.json`)}`;

function workspaces(): string[] {
  return readdirSync(path.join(repository, 'packages'))
    .filter((name) => !isPrivate(name))
    .flatMap((name) => ['--workspace', `packages/${name}`]);
}

function isPrivate(name: string): boolean {
  const manifest = readFileSync(path.join(repository, 'packages', name, 'package.json'), 'utf8');
  return (JSON.parse(manifest) as { private?: boolean }).private === true;
}

function npm(cwd: string, ...args: string[]) {
  return spawnSync('npm', args, { cwd, encoding: 'utf8', stdio: ['ignore', 'ignore', 'pipe'] });
}

function must({ status, stderr }: { status: number | null; stderr: string }): void {
  if (status !== 0) throw new Error(`npm ended with ${status}: ${stderr}`);
}
