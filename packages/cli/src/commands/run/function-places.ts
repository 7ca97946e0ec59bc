import path from 'node:path';
import { constantText, importFolders, listSources, parseConstant, SourceSet } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import type { AquaInput } from '../../project/project.js';
import type { CallProject } from './call-project.js';
import type { FunctionOptions } from './file-functions.js';
import type { FunctionSources } from './functions.js';
import type { RunFlags } from './options.js';

/** A file to look a function up in, absolute, and what its entry of `compileAqua` says of compiling it. */
export interface SearchedFile extends Omit<AquaInput, 'input'> {
  readonly file: string;
}

/**
 * Files to look a function up in, in order.
 * @throws CliError `NO_PROJECT` when nothing says where to look, `AQUA_FAILED` when nothing is there
 */
export function filesToSearch(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
): SearchedFile[] {
  const files = inputs(context, flags, project).flatMap(({ input, ...options }) =>
    listSources(input).map((file) => ({ file, ...options })),
  );
  if (files.length > 0) return files;
  throw new CliError('AQUA_FAILED', 'There is no Aqua file to look the function up in');
}

function inputs(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
): readonly AquaInput[] {
  const named = flags.input ?? flags.inputFile;
  const plain = { constants: {}, noRelay: false, noXor: false, tracing: false };
  if (named !== undefined) return [{ ...plain, input: path.resolve(context.cwd, named) }];
  const configured = project?.aquaInputs ?? [];
  if (configured.length > 0) return configured;
  throw new CliError(
    'NO_PROJECT',
    'Where is the function? Name its file with --input, or list it under compileAqua in fluence.yaml',
  );
}

/**
 * How to compile a file: its entry counts, as upstream has it, and flags over it.
 * @throws CliError `BAD_ARGUMENT` for a constant that is none
 */
export function optionsOf(flags: RunFlags, searched: SearchedFile): FunctionOptions {
  const written = Object.entries(searched.constants).map(([name, value]) => constantText(name, value));
  return {
    constants: [...written, ...(flags.const ?? []).map(parseConstant)],
    noRelay: flags.noRelay || searched.noRelay,
    noXor: flags.noXor || searched.noXor,
    tracing: flags.tracing || searched.tracing,
  };
}

/** Where imports are looked up. */
export function sourcesOf(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
): FunctionSources {
  const folders = importFolders({
    flags: (flags.import ?? []).map((folder) => path.resolve(context.cwd, folder)),
    aquaImports: project?.aquaImports ?? [],
    projectRoot: project?.rootDir,
    cwd: context.cwd,
  });
  return { sources: new SourceSet(folders), folders };
}
