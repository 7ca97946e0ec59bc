import path from 'node:path';
import type { AquaFunction } from '@fluencelabs/aqua-api';
import {
  compilationKey,
  type Diagnostic,
  EntryFolder,
  formatDiagnostic,
  headedSources,
  importFolders,
  importMap,
  listSources,
  parseConstant,
  parseDiagnostic,
  SourceSet,
} from '../../aqua/index.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { progress } from '../../output/result.js';
import { findProjectFile } from '../../project/find-project.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';
import type { CallArguments } from './call-compiled.js';
import { shapeOf } from './data-shape.js';
import type { RunFlags } from './options.js';

/** A call to compile, with all that decides what comes of it. */
interface Call {
  readonly func: string;
  /** Files to look the function up in, in order, absolute. */
  readonly files: readonly string[];
  /** Where imports are looked up, in order. */
  readonly folders: readonly string[];
  readonly data: CallArguments;
  readonly options: {
    readonly constants: string[];
    readonly noRelay: boolean;
    readonly noXor: boolean;
    readonly tracing: boolean;
  };
}

/**
 * Compiles the call in the first file that has the function: `--input-file`, or every input of the project in order. What
 * was compiled once in a project is kept: the compiler takes seconds.
 * @throws CliError `AQUA_FAILED` with the compiler's words, `NO_PROJECT` when nothing says where to look
 */
export async function compileCall(
  context: CliContext,
  flags: RunFlags,
  data: CallArguments,
): Promise<AquaFunction> {
  const project =
    findProjectFile(context.cwd) === undefined ? undefined : (await loadProject(context.cwd)).project;
  const call = callOf(context, flags, project, data);
  if (project === undefined) return compile(call, context.cwd);
  const cache = new EntryFolder<AquaFunction>(path.join(project.rootDir, '.fluence', 'cache', 'calls'));
  const key = keyOf(call);
  const kept = cache.get(key);
  if (kept !== undefined) return kept;
  const compiled = await compile(call, context.cwd);
  try {
    cache.set(key, compiled);
    cache.flush();
  } catch (error) {
    progress(
      context,
      `Warning: the compiled call cannot be kept: ${error instanceof Error ? error.message : error}`,
    );
  }
  return compiled;
}

function callOf(
  context: CliContext,
  flags: RunFlags,
  project: FluenceProject | undefined,
  data: CallArguments,
): Call {
  const files = inputs(context, flags, project).flatMap(listSources);
  if (files.length === 0)
    throw new CliError('AQUA_FAILED', 'There is no Aqua file to look the function up in');
  const folders = importFolders({
    flags: (flags.import ?? []).map((folder) => path.resolve(context.cwd, folder)),
    aquaImports: project?.aquaImports ?? [],
    projectRoot: project?.rootDir,
    cwd: context.cwd,
  });
  const { func, noRelay, noXor, tracing } = flags;
  const constants = (flags.const ?? []).map(parseConstant);
  return { func, files, folders, data, options: { constants, noRelay, noXor, tracing } };
}

/** Of the arguments only the shape counts: values come to the script when it runs. */
function keyOf({ func, files, folders, data, options }: Call): string {
  const sources = new SourceSet(folders);
  return compilationKey(['call', func, shapeOf(data), options, files.map((file) => sources.closure(file))]);
}

async function compile({ func, files, folders, data, options }: Call, cwd: string): Promise<AquaFunction> {
  const { compileAquaCallFromPath } = await import('@fluencelabs/aqua-api');
  const failures: Diagnostic[] = [];
  const sources = new SourceSet(folders);
  for (const filePath of files) {
    const headed = headedSources(filePath, sources.closure(filePath), folders);
    const result = await compileAquaCallFromPath({
      filePath: headed?.at(filePath) ?? filePath,
      funcCall: func,
      data: { ...data },
      imports: importMap(folders),
      ...options,
    }).finally(() => headed?.remove());
    if (result.errors.length === 0) {
      const { funcDef, script } = result.functionCall;
      return { funcDef: plain(funcDef), script };
    }
    const diagnostics = [...new Set(result.errors)].map((text) => parseDiagnostic(text, 'error'));
    failures.push(...diagnostics.map((each) => headed?.original(each) ?? each));
  }
  throw new CliError('AQUA_FAILED', `Cannot compile ${func}:\n${explain(failures, cwd)}`);
}

/** The compiler is Scala: its records are class instances whose own fields are named `L<class>__f_<field>`. */
function plain<T>(value: T): T {
  if (Array.isArray(value)) return value.map(plain) as T;
  if (typeof value !== 'object' || value === null) return value;
  const isRecord = Object.getPrototypeOf(value) !== Object.prototype;
  const nameOf = (key: string) => (isRecord ? key.replace(/^L\w*__f_/, '') : key);
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [nameOf(key), plain(field)])) as T;
}

function inputs(context: CliContext, flags: RunFlags, project: FluenceProject | undefined): string[] {
  if (flags.inputFile !== undefined) return [path.resolve(context.cwd, flags.inputFile)];
  const configured = project?.aquaInputs ?? [];
  if (configured.length > 0) return [...configured];
  throw new CliError(
    'NO_PROJECT',
    'Where is the function? Name its file with --input-file, or list it under compileAqua in fluence.yaml',
  );
}

function explain(failures: readonly Diagnostic[], cwd: string): string {
  const lines = failures.map((each) => formatDiagnostic(each, cwd));
  return [...new Set(lines)].join('\n');
}
