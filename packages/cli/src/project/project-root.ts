import type { CliContext } from '../context.js';
import { findProjectRoot } from './find-project.js';

/** Folder of the project, else the working directory. */
export const projectRoot = ({ cwd }: CliContext): string => findProjectRoot(cwd) ?? cwd;
