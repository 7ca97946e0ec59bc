import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, extname, join, relative } from 'node:path';
import type { CompilationResult } from '@fluencelabs/aqua-api';
import { sha256Hex } from '@noctiluca/common/sha256';
import type { CompileJob, CompilerOptions, OutputFile, OutputState, Target } from './types.js';

/** What aqua-to-js has its files import. */
const JS_CLIENT = "from '@fluencelabs/js-client';";

/**
 * Files that a compiled source becomes; none when it exports nothing.
 * @param runtime package that bindings import instead of js-client
 */
export async function renderOutputs(
  result: CompilationResult,
  { target, runtime }: Pick<CompilerOptions, 'target' | 'runtime'>,
): Promise<OutputFile[]> {
  const files = await renderFor(result, target);
  if (runtime === undefined) return files;
  const imported = `from ${JSON.stringify(runtime).replaceAll('"', "'")};`;
  return files.map(({ suffix, content }) => ({ suffix, content: content.replaceAll(JS_CLIENT, imported) }));
}

async function renderFor(result: CompilationResult, target: Target): Promise<OutputFile[]> {
  if (target === 'air') {
    return Object.entries(result.functions).map(([name, { script }]) => ({
      suffix: `.${name}.air`,
      content: script,
    }));
  }
  const { default: aquaToJs } = await import('@fluencelabs/aqua-to-js');
  if (target === 'ts') {
    const made = await aquaToJs(result, 'ts');
    return made === null ? [] : [{ suffix: '.ts', content: made.sources }];
  }
  const made = await aquaToJs(result, 'js');
  if (made === null) return [];
  return [
    { suffix: '.js', content: made.sources },
    { suffix: '.d.ts', content: made.types },
  ];
}

/** Where an output of a source stands: the tree below the job's input is mirrored below its output. */
export function outputPath(job: CompileJob, source: string, suffix: string): string {
  const folder = source === job.input ? '' : relative(job.input, dirname(source));
  return join(job.output, folder, `${basename(source, extname(source))}${suffix}`);
}

/** Makes the file on disk what it should be. */
export function writeOutput(path: string, content: string): OutputState {
  const present = readIfPresent(path);
  if (present === content) return 'unchanged';
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
  return present === undefined ? 'created' : 'updated';
}

/** Compares the file on disk. @param written hash of what this program last wrote there, if it knows */
export function checkOutput(path: string, content: string, written: string | undefined): OutputState {
  const present = readIfPresent(path);
  if (present === undefined) return 'missing';
  if (present === content) return 'unchanged';
  return written !== undefined && contentHash(present) !== written ? 'edited' : 'stale';
}

/** sha256, hex. */
export function contentHash(content: string): string {
  return sha256Hex(content);
}

export function readIfPresent(path: string): string | undefined {
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}
