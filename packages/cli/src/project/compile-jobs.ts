import { type CompileJob, type CompilerOptions, constantText } from '@noctiluca/aqua-compiler';
import { CliError } from '../errors.js';
import type { CompileAquaConfig, FluenceProject } from './project.js';

/** Options that the command line sets over those of the project; constants are added. */
export type JobOverrides = { readonly [K in keyof CompilerOptions]?: CompilerOptions[K] | undefined };

/**
 * Jobs that the project's `compileAqua` describes.
 * @param names those to do. @default all
 * @throws CliError `BAD_ARGUMENT` for a name that isn't there
 */
export function projectJobs(
  project: FluenceProject,
  overrides: JobOverrides = {},
  names: readonly string[] = Object.keys(project.compileAqua),
): CompileJob[] {
  return names.map((name) => {
    const config = Object.hasOwn(project.compileAqua, name) ? project.compileAqua[name] : undefined;
    if (config === undefined) {
      const known = Object.keys(project.compileAqua).join(', ') || 'none';
      throw new CliError('BAD_ARGUMENT', `compileAqua of ${project.file} has no '${name}'; there: ${known}`);
    }
    return { name, input: config.input, output: config.output, options: applyOverrides(config, overrides) };
  });
}

function applyOverrides(config: CompileAquaConfig, overrides: JobOverrides): CompilerOptions {
  const runtime = overrides.runtime ?? config.runtime;
  const constants = Object.entries(config.constants).map(([name, value]) => constantText(name, value));
  return {
    target: overrides.target ?? config.target,
    constants: [...constants, ...(overrides.constants ?? [])],
    logLevel: overrides.logLevel ?? config.logLevel,
    noRelay: overrides.noRelay ?? config.noRelay,
    noXor: overrides.noXor ?? config.noXor,
    tracing: overrides.tracing ?? config.tracing,
    noEmptyResponse: overrides.noEmptyResponse ?? config.noEmptyResponse,
    ...(runtime !== undefined && { runtime }),
  };
}
