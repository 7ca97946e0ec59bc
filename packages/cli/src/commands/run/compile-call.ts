import path from 'node:path';
import type { CallCompilationResult } from '@fluencelabs/aqua-api';
import {
  formatDiagnostic,
  importFolders,
  importMap,
  listSources,
  parseConstant,
  parseDiagnostic,
} from '../../aqua/index.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { findProjectFile } from '../../project/find-project.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';
import type { RunFlags } from './options.js';

/**
 * Compiles the call in the first file that has the function: `--input-file`, or every input of the project's
 * `compileAqua` in order.
 * @throws CliError `AQUA_FAILED` with the compiler's words, `NO_PROJECT` when nothing says where to look
 */
export async function compileCall(
  context: CliContext,
  flags: RunFlags,
  data: Readonly<Record<string, unknown>>,
): Promise<CallCompilationResult> {
  const project =
    findProjectFile(context.cwd) === undefined ? undefined : (await loadProject(context.cwd)).project;
  const files = inputs(context, flags, project).flatMap(listSources);
  if (files.length === 0)
    throw new CliError('AQUA_FAILED', 'There is no Aqua file to look the function up in');

  const folders = importFolders({
    flags: (flags.import ?? []).map((folder) => path.resolve(context.cwd, folder)),
    aquaImports: project?.aquaImports ?? [],
    projectRoot: project?.rootDir,
    cwd: context.cwd,
  });
  const { compileAquaCallFromPath } = await import('@fluencelabs/aqua-api');
  const failures: string[] = [];
  for (const filePath of files) {
    const result = await compileAquaCallFromPath({
      filePath,
      funcCall: flags.func,
      data: { ...data },
      imports: importMap(folders),
      constants: (flags.const ?? []).map(parseConstant),
      noRelay: flags.noRelay,
      noXor: flags.noXor,
      tracing: flags.tracing,
    });
    if (result.errors.length === 0) return result;
    failures.push(...new Set(result.errors));
  }
  throw new CliError('AQUA_FAILED', `Cannot compile ${flags.func}:\n${explain(failures, context.cwd)}`);
}

function inputs(context: CliContext, flags: RunFlags, project: FluenceProject | undefined): string[] {
  if (flags.inputFile !== undefined) return [path.resolve(context.cwd, flags.inputFile)];
  const configured = Object.values(project?.compileAqua ?? {}).map(({ input }) => input);
  if (configured.length > 0) return [...new Set(configured)];
  throw new CliError(
    'NO_PROJECT',
    'Where is the function? Name its file with --input-file, or list it under compileAqua in fluence.yaml',
  );
}

function explain(failures: readonly string[], cwd: string): string {
  const lines = failures.map((text) => formatDiagnostic(parseDiagnostic(text, 'error'), cwd));
  return [...new Set(lines)].join('\n');
}
