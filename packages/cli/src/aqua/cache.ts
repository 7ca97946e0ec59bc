import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type OutputFile, readIfPresent } from './outputs.js';
import type { Source } from './sources.js';
import type { CompilerOptions, Diagnostic } from './types.js';

/** Raised when what is kept, or how it is made, changes. */
const FORMAT = 1;
/** Compilations kept; the oldest go first. */
const MAX_ENTRIES = 500;

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
  const parts = [FORMAT, compilerVersions(), options, path, sources];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}

/** A cache in a folder of its own, made when something is first kept. Anything unreadable in it counts as absent. */
export class FolderCache implements CompileCache {
  readonly #folder: string;
  readonly #writtenFile: string;
  readonly #written: Map<string, string>;
  #added = false;
  #recorded = false;

  constructor(folder: string) {
    this.#folder = folder;
    this.#writtenFile = join(folder, 'written.json');
    this.#written = new Map(Object.entries(readJson<Record<string, string>>(this.#writtenFile) ?? {}));
  }

  get(key: string): CacheEntry | undefined {
    return readJson<CacheEntry>(this.#entryFile(key));
  }

  set(key: string, entry: CacheEntry): void {
    this.#write(this.#entryFile(key), entry);
    this.#added = true;
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
    if (this.#recorded) this.#write(this.#writtenFile, Object.fromEntries(this.#written));
    if (this.#added) this.#prune();
    this.#recorded = false;
    this.#added = false;
  }

  #entryFile(key: string): string {
    return join(this.#folder, 'entries', `${key}.json`);
  }

  /** Whole or not at all: another process may read or write the same entry. */
  #write(file: string, value: unknown): void {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${randomUUID()}`;
    writeFileSync(draft, JSON.stringify(value));
    renameSync(draft, file);
  }

  #prune(): void {
    const folder = join(this.#folder, 'entries');
    const files = readdirSync(folder).map((name) => join(folder, name));
    if (files.length <= MAX_ENTRIES) return;
    const age = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const oldestFirst = files.map((file) => ({ file, time: age(file) })).sort((a, b) => a.time - b.time);
    for (const { file } of oldestFirst.slice(0, files.length - MAX_ENTRIES)) rmSync(file, { force: true });
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

function compilerVersions(): string[] {
  const require = createRequire(import.meta.url);
  return ['@fluencelabs/aqua-api', '@fluencelabs/aqua-to-js'].map((name) => {
    // neither exports its package.json: it stands above the entry file
    const entry = require.resolve(name);
    const manifest = join(entry.slice(0, entry.lastIndexOf(join(name)) + name.length), 'package.json');
    return `${name}@${readJson<{ version: string }>(manifest)?.version}`;
  });
}

/** JSON this program wrote itself; `undefined` when absent or cut short. */
function readJson<T>(file: string): T | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
