import { statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import { type CompileJob, parseConstant } from '@noctiluca/aqua-compiler';
import { CliError } from '../../errors.js';
import { type JobOverrides, projectJobs } from '../../project/compile-jobs.js';
import type { FluenceProject } from '../../project/project.js';
import type { AquaFlags } from './options.js';

/**
 * What the command line asks to compile: `--input`, or entries of the project.
 * @throws CliError `NO_PROJECT`, `BAD_ARGUMENT`
 */
export function jobsOf(flags: AquaFlags, project: FluenceProject | undefined, cwd: string): CompileJob[] {
  if (flags.air && flags.js)
    throw new CliError('BAD_ARGUMENT', '--air and --js exclude each other: give one of them');
  const overrides: JobOverrides = {
    target: flags.air ? 'air' : flags.js ? 'js' : undefined,
    constants: flags.const?.map(parseConstant),
    logLevel: flags.logLevelCompiler,
    noRelay: flags.noRelay,
    noXor: flags.noXor,
    tracing: flags.tracing,
    noEmptyResponse: flags.noEmptyResponse,
    runtime: flags.runtime,
  };
  const input = flags.input ?? oldInput(flags, project);
  if (input !== undefined) return [inputJob(flags, input, overrides, cwd)];
  if (flags.output !== undefined) {
    throw new CliError(
      'BAD_ARGUMENT',
      '--output goes with --input: entries of compileAqua have their own outputs',
    );
  }
  if (project === undefined) {
    throw new CliError(
      'NO_PROJECT',
      `no fluence.yaml in ${cwd} or above: say what to compile with --input and --output`,
    );
  }
  if (flags.names === undefined && Object.keys(project.compileAqua).length === 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no compileAqua: add an entry, or use --input and --output`,
    );
  }
  return projectJobs(project, overrides, flags.names);
}

/** `aquaInputPath` of a file that names no output (until v6): where to is said then, or nothing is written. */
function oldInput(
  { output, dry, names }: AquaFlags,
  project: FluenceProject | undefined,
): string | undefined {
  if (project === undefined || names !== undefined || (output === undefined && !dry)) return undefined;
  return Object.keys(project.compileAqua).length === 0 ? project.aquaInputs[0]?.input : undefined;
}

function inputJob(flags: AquaFlags, written: string, overrides: JobOverrides, cwd: string): CompileJob {
  if (flags.names !== undefined) throw new CliError('BAD_ARGUMENT', '--names and --input exclude each other');
  if (flags.output === undefined && !flags.dry) {
    throw new CliError(
      'BAD_ARGUMENT',
      'where to? Give --output with --input, or --dry to compile without writing',
    );
  }
  const input = resolve(cwd, written);
  const isFile = statSync(input, { throwIfNoEntry: false })?.isFile() ?? false;
  return {
    name: isFile ? basename(input, extname(input)) : written,
    input,
    output: resolve(cwd, flags.output ?? '.'),
    options: {
      target: overrides.target ?? 'ts',
      constants: overrides.constants ?? [],
      logLevel: overrides.logLevel ?? 'info',
      noRelay: overrides.noRelay ?? false,
      noXor: overrides.noXor ?? false,
      tracing: overrides.tracing ?? false,
      noEmptyResponse: overrides.noEmptyResponse ?? false,
      ...(overrides.runtime !== undefined && { runtime: overrides.runtime }),
    },
  };
}
