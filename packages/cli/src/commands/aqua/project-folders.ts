import { resolve } from 'node:path';
import { importFolders } from '@noctiluca/aqua-compiler';
import type { CliContext } from '../../context.js';
import { progress } from '../../output/result.js';
import { findProjectFile } from '../../project/find-project.js';
import { loadProject } from '../../project/fluence-yaml.js';
import type { FluenceProject } from '../../project/project.js';

/** The project that the working directory lies in, if so; tells its warnings. @throws CliError `PROJECT_INVALID` */
export async function aquaProject(context: CliContext): Promise<FluenceProject | undefined> {
  if (findProjectFile(context.cwd) === undefined) return undefined;
  const { project, warnings } = await loadProject(context.cwd);
  for (const warning of warnings) progress(context, `Warning: ${warning}`);
  return project;
}

/** Where imports are looked up, in order. */
export function aquaFolders(
  context: CliContext,
  flags: { readonly import?: readonly string[] },
  project: FluenceProject | undefined,
): string[] {
  return importFolders({
    flags: (flags.import ?? []).map((path) => resolve(context.cwd, path)),
    aquaImports: project?.aquaImports ?? [],
    projectRoot: project?.rootDir,
    cwd: context.cwd,
  });
}
