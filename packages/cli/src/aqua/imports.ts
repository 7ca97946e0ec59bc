import { existsSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, isAbsolute, join, resolve } from 'node:path';

/** `import "x"`, `import A, B from "x"`, `use "x" as X`, `use f from "x" as X`, at the start of a line. */
const IMPORT = /^[ \t]*(?:import|use)\b[^"]*?"([^"\n]+)"/gm;

const EXTENSION = '.aqua';

/** What the files of a source import, as written. May name too much (text that looks like an import), never too little. */
export function scanImports(source: string): string[] {
  return [...new Set([...source.matchAll(IMPORT)].map((match) => match[1]!))];
}

/**
 * The file an import means: beside the importing file first, then in the folders in their order, as the compiler does.
 * @returns absolute path; `undefined` when no such file exists
 */
export function resolveImport(from: string, written: string, folders: readonly string[]): string | undefined {
  const names = written.endsWith(EXTENSION) ? [written] : [`${written}${EXTENSION}`, written];
  const bases = isAbsolute(written) ? ['/'] : [dirname(from), ...folders];
  return bases.flatMap((base) => names.map((name) => resolve(base, name))).find(isFile);
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
  const manifest = createRequire(import.meta.url).resolve('@fluencelabs/aqua-lib/package.json');
  return resolve(dirname(manifest), '..', '..');
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
