import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';
import { AquaError } from './errors.js';
import { resolveImport, scanImports } from './imports.js';

export interface Source {
  readonly path: string;
  /** sha256 of the content, hex. */
  readonly hash: string;
  /** Files it imports, absolute; those that don't exist are left to the compiler to complain about. */
  readonly imports: readonly string[];
}

/** Aqua files of one run, each read once. */
export class SourceSet {
  readonly #folders: readonly string[];
  readonly #read = new Map<string, Source>();

  /** @param folders where imports are looked up, in order */
  constructor(folders: readonly string[]) {
    this.#folders = folders;
  }

  /** The file and everything it imports, directly or not, sorted by path. */
  closure(path: string): Source[] {
    const found = new Map<string, Source>();
    const pending = [path];
    for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
      if (found.has(next)) continue;
      const source = this.#source(next);
      found.set(next, source);
      pending.push(...source.imports);
    }
    return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
  }

  /** Every file that was read. */
  get paths(): string[] {
    return [...this.#read.keys()].sort();
  }

  #source(path: string): Source {
    const known = this.#read.get(path);
    if (known !== undefined) return known;
    const text = readFileSync(path, 'utf8');
    const source: Source = {
      path,
      hash: sha256Hex(text),
      imports: scanImports(text).flatMap((written) => resolveImport(path, written, this.#folders) ?? []),
    };
    this.#read.set(path, source);
    return source;
  }
}

/**
 * Aqua files to compile: the file itself, or every `.aqua` file in a folder and below it, sorted.
 * Folders named `node_modules` and hidden ones are passed over.
 * @throws AquaError `BAD_ARGUMENT` when there is nothing at the path
 */
export function listSources(input: string): string[] {
  const stats = statSync(input, { throwIfNoEntry: false });
  if (stats === undefined)
    throw new AquaError('BAD_ARGUMENT', `no Aqua to compile at ${input}: no such file or folder`);
  if (stats.isFile()) return [input];
  return readdirSync(input, { withFileTypes: true })
    .flatMap((entry) => {
      const path = join(input, entry.name);
      if (entry.isDirectory()) return /^\.|^node_modules$/.test(entry.name) ? [] : listSources(path);
      return entry.isFile() && entry.name.endsWith('.aqua') ? [path] : [];
    })
    .sort();
}
