import { mkdir, symlink } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { type Finished, fluence, fluenceJson, repository, startScript } from './command.js';
import { tempDir } from './temp-dir.js';

/** A project of a template with a Vite app, its network, and its service on each peer. */
export interface AppProject {
  readonly path: string;
  /** Folder of the app. */
  readonly frontend: string;
  readonly state: LocalState;
  /** Runs a program of npm in the app's folder: a script of a package of this repository. */
  npx(script: string, ...args: string[]): Promise<Finished>;
  remove(): Promise<void>;
}

/** What the app's `package.json` asks npm for, from this repository. */
const INSTALLED = {
  '@fluencelabs/js-client': 'packages/client',
  '@noctiluca': 'node_modules/@noctiluca',
  vite: 'node_modules/vite',
};

/** As the README of the template says it, but for what npm installs. */
export async function makeApp(template: string): Promise<AppProject> {
  const folder = await tempDir(template);
  const project = path.join(folder.path, 'mine');
  const frontend = path.join(project, 'src', 'frontend');
  await fluenceJson(folder.path, 'init', 'mine', '-t', template);
  const state = await fluenceJson<LocalState>(project, 'local', 'up', '--free-ports', '--no-chain');
  await fluenceJson(project, 'deploy');
  await install(frontend);
  return {
    ...{ path: project, frontend, state },
    npx: (script, ...args) =>
      startScript(path.join(repository, 'node_modules', script), args, frontend).finished,
    async remove() {
      await fluence(project, 'local', 'down');
      await folder.remove();
    },
  };
}

async function install(frontend: string): Promise<void> {
  for (const [name, from] of Object.entries(INSTALLED)) {
    const to = path.join(frontend, 'node_modules', name);
    await mkdir(path.dirname(to), { recursive: true });
    await symlink(path.join(repository, from), to, 'junction');
  }
}
