import { compilationKey, type SourceSet } from '@noctiluca/aqua-compiler';
import type { FileFunctions, FunctionOptions } from './file-functions.js';
import type { FunctionCache } from './function-cache.js';

/** Where sources are. */
export interface FunctionSources {
  readonly sources: SourceSet;
  /** Where imports are looked up, in order. */
  readonly folders: readonly string[];
}

/**
 * The functions of a file, compiled once for all calls of all of them: arguments come to a script when it runs. What is
 * wrong with a file is kept too, as it depends on the same sources.
 */
export async function fileFunctions(
  file: string,
  from: FunctionSources,
  options: FunctionOptions,
  cache: FunctionCache,
): Promise<FileFunctions> {
  const key = compilationKey(['functions', file, options, from.sources.closure(file)]);
  const kept = cache.get(key);
  if (kept !== undefined) return kept;
  const { compileFunctions } = await import('./compile-functions.js');
  const compiled = await compileFunctions(file, from.folders, options);
  cache.set(key, compiled);
  return compiled;
}
