import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type CliOutcome, runCli } from '../../packages/cli/test/utils/run-cli.js';
import { repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';
import type { Prebuilt, UpstreamProject } from './upstream-project.js';

const MODULES: Readonly<Record<Prebuilt, string>> = {
  greeter: 'services/greeter/greeter.wasm',
  phrasebook: 'services/greeter/phrasebook/phrasebook.wasm',
};

export const wasmOf = (module: Prebuilt) => path.join(repository, MODULES[module]);

/** A project in a folder of its own, and the command in it. */
export interface ProjectFolder {
  at(file: string): string;
  run(...args: string[]): Promise<CliOutcome>;
  /** Files of the project that are not as they were written; each is told by its path. */
  changed(): Promise<string[]>;
  remove(): Promise<void>;
}

/**
 * @param downloads where archives can be downloaded
 * @param network content of `.fluence/local.json`
 */
export async function projectFolder(
  project: UpstreamProject,
  downloads: string,
  network: string,
): Promise<ProjectFolder> {
  const folder = await tempDir('upstream');
  const at = (file: string) => path.join(folder.path, file);
  const texts = Object.entries(project.files).map(
    ([file, text]) => [file, text.replaceAll('{downloads}', downloads)] as const,
  );
  const written = [
    ...texts,
    ...Object.entries(project.generated ?? {}),
    ['.fluence/local.json', network] as const,
  ];
  for (const [file, text] of written) {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await writeFile(at(file), text);
  }
  for (const [file, module] of Object.entries(project.modules ?? {})) {
    await mkdir(path.dirname(at(file)), { recursive: true });
    await copyFile(wasmOf(module), at(file));
  }
  return {
    at,
    run: (...args) => runCli(folder.path, args, { FLUENCE_USER_DIR: at('.user'), PATH: '' }),
    async changed() {
      const now = await Promise.all(texts.map(([file]) => readFile(at(file), 'utf8').catch(() => undefined)));
      return texts.filter(([, text], index) => now[index] !== text).map(([file]) => file);
    },
    remove: folder.remove,
  };
}
