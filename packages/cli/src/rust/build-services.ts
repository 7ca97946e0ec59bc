import type { CliContext } from '../context.js';
import { progress } from '../output/result.js';
import { droppedSettings } from '../project/dropped-settings.js';
import type { FluenceProject } from '../project/project.js';
import { readServiceSource } from '../project/service-yaml.js';

/** Flags of commands that build. */
export interface BuildingFlags {
  readonly marineBuildArgs?: string;
}

/**
 * Builds what is stale of services of a project, and tells what their modules say that peers are never told.
 * @param names entries of `services:`; others are passed over
 * @returns names of modules that were built
 * @throws CliError what reading services and building modules throws
 */
export async function buildServices(
  context: CliContext,
  project: FluenceProject,
  names: readonly string[],
  { marineBuildArgs }: BuildingFlags,
): Promise<string[]> {
  const known = [...new Set(names)].filter((name) => Object.hasOwn(project.services, name));
  const sources = await Promise.all(
    known.map((name) => readServiceSource(project.services[name]!.get, project.rootDir)),
  );
  for (const warning of new Set(sources.flatMap(droppedSettings))) progress(context, `Warning: ${warning}`);
  const modules = sources.flatMap((source) => source.modules);
  if (modules.every(({ type }) => type !== 'rust')) return [];
  const { buildModules } = await import('./build-modules.js');
  return buildModules(context, project.rootDir, modules, marineBuildArgs ?? project.marineBuildArgs);
}
