import path from 'node:path';
import type { CliContext } from '../context.js';
import { findProjectRoot } from './find-project.js';

/** The `.fluence` folder commands work on: the project's, else the one of the working directory. */
export function fluenceDir(context: CliContext): string {
  return path.join(findProjectRoot(context.cwd) ?? context.cwd, '.fluence');
}
