import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { isUrl } from '../../../download/downloaded.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { addService } from '../../../project/edit-project.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { relativeGet } from '../../../project/relative-get.js';
import { readServiceSource } from '../../../project/service-yaml.js';
import type { BuildingFlags } from '../../../rust/build-services.js';
import { checkServiceName } from '../check-service-name.js';
import { refreshService } from '../refresh-service.js';

export interface ServiceAddFlags extends CommonFlags, BuildingFlags {
  readonly input: boolean;
  readonly name?: string;
}

export const handler = printing(serviceAdd);

async function serviceAdd(
  context: CliContext,
  flags: ServiceAddFlags,
  written: string,
): Promise<CommandResult> {
  const { project } = await loadProject(context.cwd);
  const get = isUrl(written) ? written : path.resolve(context.cwd, written);
  const source = await readServiceSource(get, project.rootDir);
  const name = flags.name ?? source.name;
  checkServiceName(name, project);
  await addService(project.file, name, isUrl(get) ? get : relativeGet(project.file, get));
  const built = await refreshService(context, name, flags);
  return { text: `Added ${name} to ${project.file}`, json: { name, project: project.file, built } };
}
