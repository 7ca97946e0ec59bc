import path from 'node:path';
import type { CliContext } from '../context.js';
import { projectRoot } from './project-root.js';

/** The `.fluence` folder commands work on: the project's, else the one of the working directory. */
export function fluenceDir(context: CliContext): string {
  return path.join(projectRoot(context), '.fluence');
}
