import path from 'node:path';
import { EntryFolder } from '@noctiluca/aqua-compiler';
import { messageOf } from '@noctiluca/common/thrown';
import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';
import type { FileFunctions } from './file-functions.js';

/** What was compiled for calls, by all that it depends on. */
export interface FunctionCache {
  get(key: string): FileFunctions | undefined;
  set(key: string, compiled: FileFunctions): void;
}

/** The cache of a project; where it cannot be written a line says so. @param rootDir of the project */
export function projectCache(context: CliContext, rootDir: string): FunctionCache {
  const entries = new EntryFolder<FileFunctions>(path.join(rootDir, '.fluence', 'cache', 'calls'));
  return {
    get: (key) => entries.get(key),
    set(key, compiled) {
      try {
        entries.set(key, compiled);
        entries.flush();
      } catch (error) {
        const why = messageOf(error);
        progress(context, `Warning: the compiled call cannot be kept: ${why}`);
      }
    },
  };
}

/** Keeps nothing: outside of a project there is no place for it. */
export const noFunctionCache: FunctionCache = { get: () => undefined, set: () => {} };
