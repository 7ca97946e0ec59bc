import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { onTestFinished } from 'vitest';
import {
  type CompileJob,
  type CompileMode,
  compileProject,
  FolderCache,
  importFolders,
} from '../../src/aqua/index.js';

/** A folder of its own for a test, gone afterwards. */
export function tempFolder(files: Readonly<Record<string, string>> = {}): TempFolder {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'noctiluca-aqua-')));
  onTestFinished(() => rmSync(root, { recursive: true, force: true }));
  const folder = new TempFolder(root);
  for (const [path, content] of Object.entries(files)) folder.write(path, content);
  return folder;
}

export class TempFolder {
  readonly root: string;

  constructor(root: string) {
    this.root = root;
  }

  at(path: string): string {
    return join(this.root, path);
  }

  write(path: string, content: string): void {
    mkdirSync(dirname(this.at(path)), { recursive: true });
    writeFileSync(this.at(path), content);
  }

  read(path: string): string {
    return readFileSync(this.at(path), 'utf8');
  }

  remove(path: string): void {
    rmSync(this.at(path), { recursive: true });
  }
}

/** A source that exports one function, which returns `answer`. */
export const source = (name: string, answer: string) =>
  `aqua ${name}\nexport ${name.toLowerCase()}\nfunc ${name.toLowerCase()}() -> string:\n    <- "${answer}"\n`;

export function job(
  folder: TempFolder,
  changes: Partial<CompileJob['options']> = {},
  input = 'src',
): CompileJob {
  return {
    name: 'main',
    input: folder.at(input),
    output: folder.at('out'),
    options: {
      target: 'ts',
      constants: [],
      logLevel: 'info',
      noRelay: false,
      noXor: false,
      tracing: false,
      noEmptyResponse: false,
      ...changes,
    },
  };
}

/** A run with a cache on disk, as one process of the command would do. */
export function compile(folder: TempFolder, mode: CompileMode = 'write', jobs = [job(folder)]) {
  return compileProject({
    jobs,
    mode,
    folders: importFolders({ projectRoot: folder.root, cwd: folder.root }),
    cache: new FolderCache(folder.at('.fluence/cache/aqua')),
  });
}
