import path from 'node:path';
import { FolderCache, importFolders } from '@noctiluca/aqua-compiler';
import type { FluenceProject } from '../project/project.js';
import type { SpellCompilerInit } from './compile-spell.js';

/** Where spells of a project look imports up, and where their scripts are kept. @param imports as on the command line */
export function projectCompiler(
  cwd: string,
  project: FluenceProject,
  imports: readonly string[] = [],
): SpellCompilerInit {
  const folders = importFolders({
    flags: imports.map((folder) => path.resolve(cwd, folder)),
    aquaImports: project.aquaImports,
    projectRoot: project.rootDir,
    cwd,
  });
  const cache = new FolderCache(path.join(project.rootDir, '.fluence', 'cache', 'aqua'));
  return { folders, cache, cwd };
}
