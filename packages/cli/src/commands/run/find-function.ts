import { type Diagnostic, formatDiagnostic } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import type { CompiledFunction } from './aqua-type.js';
import type { CallProject } from './call-project.js';
import { noFunctionCache, projectCache } from './function-cache.js';
import { filesToSearch, optionsOf, sourcesOf } from './function-places.js';
import { fileFunctions } from './functions.js';
import type { RunFlags } from './options.js';

/**
 * The function of a name in the first file that exports it: `--input`, or every input of the project in order. What was
 * compiled once in a project is kept.
 * @throws CliError `AQUA_FAILED` with the compiler's words, `NO_PROJECT` when nothing says where to look
 */
export async function findFunction(
  context: CliContext,
  flags: RunFlags,
  project: CallProject | undefined,
  name: string,
): Promise<CompiledFunction> {
  const cache = project === undefined ? noFunctionCache : projectCache(context, project.rootDir);
  const from = sourcesOf(context, flags, project);
  const failures: Diagnostic[] = [];
  const exported: string[] = [];
  for (const searched of filesToSearch(context, flags, project)) {
    const options = optionsOf(flags, searched);
    const { functions, failures: ofFile } = await fileFunctions(searched.file, from, options, cache);
    if (Object.hasOwn(functions, name)) return functions[name]!;
    failures.push(...ofFile);
    exported.push(...Object.keys(functions));
  }
  throw new CliError('AQUA_FAILED', notFound(name, exported, failures, context.cwd));
}

function notFound(
  name: string,
  exported: readonly string[],
  failures: readonly Diagnostic[],
  cwd: string,
): string {
  const known = [...exported].sort().join(', ') || 'none';
  const missing = `There is no exported function '${name}'; there are: ${known}`;
  if (failures.length === 0) return missing;
  const lines = new Set(failures.map((each) => formatDiagnostic(each, cwd)));
  return `Cannot compile ${name}:\n${[...lines, ...(exported.length > 0 ? [missing] : [])].join('\n')}`;
}
