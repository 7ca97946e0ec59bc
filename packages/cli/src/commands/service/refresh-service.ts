import path from 'node:path';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { progress } from '../../output/result.js';
import { loadProject } from '../../project/fluence-yaml.js';
import { writeServicesAqua } from '../../project-aqua/write-services-aqua.js';
import { type BuildingFlags, buildServices } from '../../rust/build-services.js';

/**
 * Builds a service that was added to the project, when there is what builds it, and writes `services.aqua`.
 * @returns whether it could be built
 * @throws CliError `RUST_FAILED`, and what reading it throws
 */
export async function refreshService(
  context: CliContext,
  name: string,
  flags: BuildingFlags,
): Promise<boolean> {
  const { project } = await loadProject(context.cwd);
  const isBuilt = await buildServices(context, project, [name], flags).then(
    () => true,
    (error: unknown) => {
      if (!(error instanceof CliError) || error.code !== 'RUST_MISSING') throw error;
      progress(context, `Warning: ${error.message}; then run "fluence build"`);
      return false;
    },
  );
  const tell = (problem: string) => progress(context, `Warning: ${problem}`);
  // What cannot be built has been told of.
  await writeServicesAqua(path.join(project.rootDir, '.fluence'), project, isBuilt ? tell : () => {});
  return isBuilt;
}
