import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';

/** Where the Aqua packages of a project are installed (spec/fluence-cli.md §2.2): npm's own files, made from the project's. */
export function dependenciesFolder({ rootDir }: Pick<FluenceProject, 'rootDir'>): string {
  return path.join(rootDir, '.fluence', 'aqua-dependencies');
}

/** Writes the `package.json` that npm installs from. Paths are relative to the project's file, npm's to its own. */
export async function writeManifest(project: FluenceProject): Promise<string> {
  const folder = dependenciesFolder(project);
  const dependencies = Object.fromEntries(
    Object.entries(project.aquaDependencies).map(([name, spec]) => [
      name,
      moved(spec, project.rootDir, folder),
    ]),
  );
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'package.json'),
    `${JSON.stringify({ private: true, dependencies }, null, 2)}\n`,
  );
  return folder;
}

/** What npm has written down for packages after it installed them. @throws CliError `DEPENDENCY_FAILED` */
export async function readManifest(folder: string): Promise<Readonly<Record<string, string>>> {
  const file = path.join(folder, 'package.json');
  try {
    return (
      (JSON.parse(await readFile(file, 'utf8')) as { dependencies?: Record<string, string> }).dependencies ??
      {}
    );
  } catch (cause) {
    throw new CliError('DEPENDENCY_FAILED', `npm left no readable ${file}`, { cause });
  }
}

function moved(spec: string, from: string, to: string): string {
  const file = /^file:(.*)$/.exec(spec)?.[1];
  if (file === undefined || path.isAbsolute(file)) return spec;
  return `file:${path.relative(to, path.resolve(from, file)).split(path.sep).join('/')}`;
}
