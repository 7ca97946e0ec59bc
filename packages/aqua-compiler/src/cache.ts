import { join } from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';
import { compilerVersions } from './compiler-versions.js';
import { EntryFolder, readJson, writeJson } from './entry-folder.js';
import type { Source } from './sources.js';
import type { CompilerOptions, Diagnostic, OutputFile } from './types.js';

/** Raised when what is kept, or how it is made, changes. */
const FORMAT = 2;

/** What a compilation gave. Failures are not kept. */
export interface CacheEntry {
  readonly outputs: readonly OutputFile[];
  readonly warnings: readonly Diagnostic[];
}

/** Compilations by everything that they depend on. */
export interface CompileCache {
  get(key: string): CacheEntry | undefined;
  set(key: string, entry: CacheEntry): void;
  /** Hash of what was last written to an output path. */
  written(path: string): string | undefined;
  recordWritten(path: string, hash: string): void;
  /** Persists what was recorded and drops the oldest compilations. */
  flush(): void;
}

/**
 * Key of a compilation: compiler, options, and the content of the file and of all that it imports.
 * @param sources the file and its imports, sorted; where an import is found is part of it
 */
export function cacheKey(path: string, sources: readonly Source[], options: CompilerOptions): string {
  return compilationKey([options, path, sources]);
}

/** Hash of everything that a compilation depends on, the compiler included. @param parts plain data, in a fixed order */
export function compilationKey(parts: readonly unknown[]): string {
  const text = JSON.stringify([FORMAT, compilerVersions(), ...parts]);
  return sha256Hex(text);
}

/** A cache in a folder of its own. */
export class FolderCache implements CompileCache {
  readonly #entries: EntryFolder<CacheEntry>;
  readonly #writtenFile: string;
  readonly #written: Map<string, string>;
  #recorded = false;

  constructor(folder: string) {
    this.#entries = new EntryFolder(join(folder, 'entries'));
    this.#writtenFile = join(folder, 'written.json');
    this.#written = new Map(Object.entries(readJson<Record<string, string>>(this.#writtenFile) ?? {}));
  }

  get(key: string): CacheEntry | undefined {
    return this.#entries.get(key);
  }

  set(key: string, entry: CacheEntry): void {
    this.#entries.set(key, entry);
  }

  written(path: string): string | undefined {
    return this.#written.get(path);
  }

  recordWritten(path: string, hash: string): void {
    if (this.#written.get(path) === hash) return;
    this.#written.set(path, hash);
    this.#recorded = true;
  }

  flush(): void {
    if (this.#recorded) writeJson(this.#writtenFile, Object.fromEntries(this.#written));
    this.#recorded = false;
    this.#entries.flush();
  }
}

/** Keeps nothing: outside of a project there is no place for it. */
export const noCache: CompileCache = {
  get: () => undefined,
  set: () => {},
  written: () => undefined,
  recordWritten: () => {},
  flush: () => {},
};
