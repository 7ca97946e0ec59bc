import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { sha256Hex } from '@noctiluca/common/sha256';

/** State of a file: when it was changed, milliseconds, and its length; `null` when it is not there. */
type FileState = readonly [mtimeMs: number, size: number] | null;

/** What a wasm was made of, and by which flags. */
interface Stamp {
  readonly args: readonly string[];
  readonly files: Readonly<Record<string, FileState>>;
}

/** Remembers what a module was built of, in `.fluence/cache/rust`: cargo itself takes longer to say that nothing changed. */
export class BuildStamp {
  readonly #file: string;

  /** @param module its `module.yaml`, absolute */
  constructor(rootDir: string, module: string) {
    const name = sha256Hex(module).slice(0, 32);
    this.#file = path.join(rootDir, '.fluence', 'cache', 'rust', `${name}.json`);
  }

  /** Whether nothing that the last build read or wrote has changed since. */
  async isFresh(args: readonly string[]): Promise<boolean> {
    const stamp = await this.#read();
    if (stamp === undefined || JSON.stringify(stamp.args) !== JSON.stringify(args)) return false;
    const now = await statesOf(Object.keys(stamp.files));
    return JSON.stringify(now) === JSON.stringify(stamp.files);
  }

  /** @param files what was read and what was written, absolute; those that are not there count when they come */
  async set(args: readonly string[], files: readonly string[]): Promise<void> {
    await mkdir(path.dirname(this.#file), { recursive: true });
    await writeFile(this.#file, JSON.stringify({ args, files: await statesOf([...new Set(files)].sort()) }));
  }

  async #read(): Promise<Stamp | undefined> {
    try {
      const stamp = JSON.parse(await readFile(this.#file, 'utf8')) as Stamp;
      return typeof stamp.files === 'object' ? stamp : undefined;
    } catch {
      return undefined;
    }
  }
}

async function statesOf(files: readonly string[]): Promise<Record<string, FileState>> {
  const states = files.map(async (file): Promise<readonly [string, FileState]> => {
    const found = await stat(file).catch(() => undefined);
    return [file, found === undefined ? null : [found.mtimeMs, found.size]];
  });
  return Object.fromEntries(await Promise.all(states));
}
