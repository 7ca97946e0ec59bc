import { randomUUID } from 'node:crypto';
import { mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readIfPresent } from './outputs.js';

/** Entries kept; the oldest go first. */
const MAX_ENTRIES = 500;

/** JSON documents by key in a folder, made when something is first kept. Anything unreadable in it counts as absent. */
export class EntryFolder<T> {
  readonly #folder: string;
  #added = false;

  constructor(folder: string) {
    this.#folder = folder;
  }

  get(key: string): T | undefined {
    return readJson<T>(this.#file(key));
  }

  /** @param key may stand in a file name */
  set(key: string, entry: T): void {
    writeJson(this.#file(key), entry);
    this.#added = true;
  }

  /** Drops the oldest entries of a folder that was added to and has too many. */
  flush(): void {
    if (!this.#added) return;
    this.#added = false;
    const files = readdirSync(this.#folder).map((name) => join(this.#folder, name));
    if (files.length <= MAX_ENTRIES) return;
    const age = (file: string) => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
    const oldestFirst = files.map((file) => ({ file, time: age(file) })).sort((a, b) => a.time - b.time);
    for (const { file } of oldestFirst.slice(0, files.length - MAX_ENTRIES)) rmSync(file, { force: true });
  }

  #file(key: string): string {
    return join(this.#folder, `${key}.json`);
  }
}

/** Whole or not at all: another process may read or write the same file. */
export function writeJson(file: string, value: unknown): void {
  mkdirSync(dirname(file), { recursive: true });
  const draft = `${file}.${randomUUID()}`;
  writeFileSync(draft, JSON.stringify(value));
  renameSync(draft, file);
}

/** JSON this program wrote itself; `undefined` when absent or cut short. */
export function readJson<T>(file: string): T | undefined {
  const text = readIfPresent(file);
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as T;
  } catch {
    return undefined;
  }
}
