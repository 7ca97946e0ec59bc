import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** File names of a project, the usual one first (spec/fluence-cli.md §1.2). */
export const PROJECT_FILE_NAMES = ['fluence.yaml', 'fluence.yml'] as const;

/** Path of the project file in `from` or the nearest folder above it; `undefined` outside of a project. */
export function findProjectFile(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = PROJECT_FILE_NAMES.map((name) => join(folder, name)).find((path) => existsSync(path));
    if (file !== undefined) return file;
    if (dirname(folder) === folder) return undefined;
  }
}

/** Folder of the project that `from` lies in; `undefined` outside of a project. */
export function findProjectRoot(from: string): string | undefined {
  const file = findProjectFile(from);
  return file === undefined ? undefined : dirname(file);
}
