import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { packageFile } from '../../package-file.js';

export const TEMPLATES = ['quickstart', 'minimal', 'ts', 'js'] as const;
export type Template = (typeof TEMPLATES)[number];

/** Files of a project by their paths in it, with `/`. The build puts templates beside the bundle (`scripts/bundle.mjs`). */
export async function templateFiles(template: Template): Promise<Map<string, Buffer>> {
  const folder = packageFile(path.join('bundle', 'templates', template));
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => path.join(parentPath, name));
  const contents = await Promise.all(files.map((file) => readFile(file)));
  return new Map(files.map((file, index) => [nameOf(path.relative(folder, file)), contents[index]!]));
}

/** npm leaves files of that name out of packages. */
function nameOf(file: string): string {
  return file
    .split(path.sep)
    .join('/')
    .replace(/^_gitignore$/, '.gitignore');
}
