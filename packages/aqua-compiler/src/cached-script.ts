import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { Script } from 'node:vm';

/** A CommonJS file whose compiled code is kept in another, by V8 version: Node.js 20 has nothing of the kind of its own. */
export class CachedScript<Exports> {
  readonly exports: Exports;
  readonly #script: Script;
  readonly #cacheFile: string;
  #isKept: boolean;

  /** @throws what the script throws; a cache of another version, or a damaged one, is as good as none */
  constructor(file: string, cacheFile: string) {
    this.#cacheFile = cacheFile;
    const source = `(function (exports, require, module) {${readFileSync(file, 'utf8')}\n})`;
    const cachedData = readIfThere(cacheFile);
    this.#script = new Script(source, { filename: file, ...(cachedData && { cachedData }) });
    this.#isKept = this.#script.cachedDataRejected === false;
    const module = { exports: {} };
    this.#script.runInThisContext()(module.exports, createRequire(file), module);
    this.exports = module.exports as Exports;
  }

  /** Keeps the compiled code, with all functions that ran so far; where nothing can be written nothing is kept. */
  readonly keep = (): void => {
    if (this.#isKept) return;
    this.#isKept = true;
    const draft = `${this.#cacheFile}.${process.pid}`;
    try {
      mkdirSync(path.dirname(draft), { recursive: true });
      writeFileSync(draft, this.#script.createCachedData());
      renameSync(draft, this.#cacheFile);
    } catch {
      // The next command parses the script once more.
    }
  };
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}
