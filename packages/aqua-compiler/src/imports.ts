import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** `import "x"`, `import A, B from "x"`, `use "x" as X`, `use f from "x" as X`, at the start of a line. */
export const IMPORT = /^[ \t]*(?:import|use)\b[^"]*?"([^"\n]+)"/gm;

const EXTENSION = '.aqua';

/** Libraries of ours, by the names they are imported by: upstream's too, so that its users' sources compile as they are. */
const OWN_LIBRARIES: Readonly<Record<string, string>> = {
  '@noctiluca/registry': '@noctiluca/registry',
  '@fluencelabs/registry': '@noctiluca/registry',
};

/** What the files of a source import, as written. May name too much (text that looks like an import), never too little. */
export function scanImports(source: string): string[] {
  return [...new Set([...source.matchAll(IMPORT)].map((match) => match[1]!))];
}

/**
 * The file an import means: beside the importing file first, then in the folders in their order, then in the libraries of
 * ours, as the compiler does.
 * @returns absolute path; `undefined` when no such file exists
 */
export function resolveImport(from: string, written: string, folders: readonly string[]): string | undefined {
  const bases = isAbsolute(written) ? ['/'] : [dirname(from), ...folders];
  const paths = [...bases.map((base) => resolve(base, written)), ...inOwnLibraries(written)];
  return paths.flatMap(withExtension).find(isFile);
}

function withExtension(path: string): string[] {
  return path.endsWith(EXTENSION) ? [path] : [`${path}${EXTENSION}`, path];
}

function inOwnLibraries(written: string): string[] {
  return Object.entries(OWN_LIBRARIES)
    .filter(([name]) => written.startsWith(`${name}/`))
    .map(([name, library]) => join(packageFolder(library), written.slice(name.length)));
}

/** What the compiler is told: for each start of an import the paths it may stand for. */
export function importMap(folders: readonly string[]): Record<string, Record<string, string[]>> {
  const own = Object.entries(OWN_LIBRARIES).map(([name, library]) => {
    const paths = [...folders.map((folder) => join(folder, name)), packageFolder(library)];
    return [`${name}/`, paths.map((path) => `${path}/`)];
  });
  return { '/': { '': [...folders], ...Object.fromEntries(own) } };
}

/** Where imports are looked up, in order (spec/fluence-cli.md §2.2). */
export interface ImportPlaces {
  /** `--import`, absolute. */
  readonly flags?: readonly string[];
  /** `aquaImports` of the project, absolute. */
  readonly aquaImports?: readonly string[];
  /** Root of the project; without one the nearest folder with a `package.json` above `cwd` counts. */
  readonly projectRoot?: string | undefined;
  readonly cwd: string;
}

/** Folders that exist, each once: named ones, the project's, and the libraries that come with this program last. */
export function importFolders(places: ImportPlaces): string[] {
  const { projectRoot } = places;
  const own = projectRoot
    ? [
        join(projectRoot, '.fluence', 'aqua'),
        join(projectRoot, '.fluence', 'aqua-dependencies', 'node_modules'),
        join(projectRoot, 'node_modules'),
      ]
    : [join(packageRoot(places.cwd) ?? places.cwd, 'node_modules')];
  const all = [...(places.flags ?? []), ...(places.aquaImports ?? []), ...own, builtInLibraries()];
  return [...new Set(all)].filter((folder) => existsSync(folder));
}

/** The `node_modules` that holds the `@fluencelabs/aqua-lib` this program depends on. */
function builtInLibraries(): string {
  return resolve(packageFolder('@fluencelabs/aqua-lib'), '..', '..');
}

function packageFolder(name: string): string {
  return dirname(createRequire(import.meta.url).resolve(`${name}/package.json`));
}

function packageRoot(from: string): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'package.json'))) return folder;
    if (dirname(folder) === folder) return undefined;
  }
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}
