import type { TempFolder } from '@noctiluca/testing';
import {
  type CompileJob,
  type CompileMode,
  compileProject,
  FolderCache,
  importFolders,
} from '../src/index.js';

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
