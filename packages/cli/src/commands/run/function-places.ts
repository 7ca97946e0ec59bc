import path from 'node:path';
import { importFolders, listSources, parseConstant, SourceSet } from '../../aqua/index.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import type { CallProject } from './call-project.js';
import type { FunctionSources } from './functions.js';
import type { RunFlags } from './options.js';

/**
 * Files to look a function up in, in order, absolute.
 * @throws CliError `NO_PROJECT` when nothing says where to look, `AQUA_FAILED` when nothing is there
 */
export function filesToSearch(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
): string[] {
  const files = inputs(context, flags, project).flatMap(listSources);
  if (files.length > 0) return files;
  throw new CliError('AQUA_FAILED', 'There is no Aqua file to look the function up in');
}

function inputs(context: CliContext, flags: RunFlags, project: CallProject | undefined): readonly string[] {
  const named = flags.input ?? flags.inputFile;
  if (named !== undefined) return [path.resolve(context.cwd, named)];
  const configured = project?.aquaInputs ?? [];
  if (configured.length > 0) return configured;
  throw new CliError(
    'NO_PROJECT',
    'Where is the function? Name its file with --input, or list it under compileAqua in fluence.yaml',
  );
}

/** @throws CliError `BAD_ARGUMENT` for a `--const` that is none */
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
  const { noRelay, noXor, tracing } = flags;
  const constants = (flags.const ?? []).map(parseConstant);
  return { sources: new SourceSet(folders), folders, options: { constants, noRelay, noXor, tracing } };
}
