import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { findService } from '../../../modules/find-service.js';
import { type CommandResult, type CommonFlags, printing, progress } from '../../../output/result.js';
import { removeService } from '../../../project/edit-project.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { refuseVersion0 } from '../../../project/version-0.js';
import { writeServicesAqua } from '../../../project-aqua/write-services-aqua.js';

export interface ServiceRemoveFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(serviceRemove);

async function serviceRemove(
  context: CliContext,
  _flags: ServiceRemoveFlags,
  written: string,
): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  refuseVersion0(project);
  const { name } = await findService(context, project, written);
  if (name === undefined)
    throw new CliError('SERVICE_UNKNOWN', `There is no service ${written} in ${project.file}`);
  await removeService(project.file, name);
  const { project: left } = await loadProject(context.cwd);
  const tell = (problem: string) => progress(context, `Warning: ${problem}`);
  await writeServicesAqua(path.join(project.rootDir, '.fluence'), left, tell);
  return { text: `Removed service ${name} from ${project.file}`, json: { name, project: project.file } };
}
