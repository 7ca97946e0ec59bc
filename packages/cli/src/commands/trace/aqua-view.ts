import { readFile } from 'node:fs/promises';
import path from 'node:path';
import {
  type CompilerOptions,
  compileFile,
  DEFAULT_OPTIONS,
  formatDiagnostic,
  listSources,
  SourceSet,
} from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { aquaFolders, aquaProject } from '../aqua/project-folders.js';
import { callLines, type SourceLine } from './call-lines.js';

/** Where in Aqua a call of a script came from. */
export interface AquaPlace {
  /** Functions around it, outermost first. */
  readonly stack: readonly string[];
  /** Lines it may stand on; several where a function calls the same twice. */
  readonly lines: readonly SourceLine[];
}

/** Where calls of a script come from, by the number of the instruction. */
export type AquaView = ReadonlyMap<number, AquaPlace>;

const OPTIONS: CompilerOptions = {
  ...DEFAULT_OPTIONS,
  target: 'air',
  logLevel: 'off',
  noEmptyResponse: true,
};

/**
 * Finds the function that a script was compiled from, and compiles it once more with the compiler's tracing, which tells the
 * functions around each call.
 * @param written file or folder with Aqua
 * @throws CliError `AQUA_FAILED` for Aqua that does not compile, `BAD_ARGUMENT` when it is not what the script was compiled from
 */
export async function aquaView(context: CliContext, written: string, script: string): Promise<AquaView> {
  const folders = aquaFolders(context, {}, await aquaProject(context));
  for (const file of listSources(path.resolve(context.cwd, written))) {
    // `fluence run` compiles without the response of functions that return nothing, bindings have it.
    for (const options of [OPTIONS, { ...OPTIONS, noEmptyResponse: false }]) {
      const scripts = await compile(context, file, folders, options);
      const name = Object.keys(scripts).find((each) => scripts[each] === script);
      if (name === undefined) continue;
      const traced = await compile(context, file, folders, { ...options, tracing: true });
      return viewOf(script, traced[name]!, await textsOf(context, file, folders));
    }
  }
  throw new CliError(
    'BAD_ARGUMENT',
    `No function that ${written} exports compiles to this particle's script: it has changed since, or has constants or options of its own`,
  );
}

async function compile(
  context: CliContext,
  file: string,
  folders: readonly string[],
  options: CompilerOptions,
): Promise<Readonly<Record<string, string>>> {
  const compiled = await compileFile(file, folders, options);
  if (compiled.ok) {
    const functions = Object.entries(compiled.result.functions);
    return Object.fromEntries(functions.map(([name, { script }]) => [name, script]));
  }
  const why = compiled.diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, context.cwd));
  throw new CliError('AQUA_FAILED', `Cannot compile ${path.relative(context.cwd, file)}:\n${why.join('\n')}`);
}

/** The file and what it imports, as a user names them. */
async function textsOf({ cwd }: CliContext, file: string, folders: readonly string[]) {
  const sources = new SourceSet(folders).closure(file);
  const texts = await Promise.all(sources.map((source) => readFile(source.path, 'utf8')));
  return new Map(sources.map((source, i) => [path.relative(cwd, source.path), texts[i]!]));
}

async function viewOf(
  script: string,
  traced: string,
  sources: ReadonlyMap<string, string>,
): Promise<AquaView> {
  const { aquaStacks } = await import('@noctiluca/replay');
  const stacks = [...aquaStacks(script, traced)].filter(([, stack]) => stack.length > 0);
  const alike = new Map<string, number[]>();
  for (const [index, stack] of stacks) alike.set(stack.join(), [...(alike.get(stack.join()) ?? []), index]);
  return new Map(
    stacks.map(([index, stack]) => {
      const lines = callLines(sources, stack);
      const indexes = alike.get(stack.join())!;
      // As many calls as lines stand in the same order.
      const own = indexes.length === lines.length ? [lines[indexes.indexOf(index)]!] : lines;
      return [index, { stack, lines: own }];
    }),
  );
}

/** `greet > twice, main.aqua:12: x <- Greeter.greet(name)`. */
export function placeText({ stack, lines }: AquaPlace): string {
  const around = stack.join(' > ');
  const [first, ...others] = lines;
  if (first === undefined) return around;
  const numbers = [first, ...others].map(({ line }) => line).join(' or ');
  return `${around}, ${first.file}:${numbers}${others.length === 0 ? `: ${first.text}` : ''}`;
}
