import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { maybeProject, rootOf } from '../../../modules/find-service.js';
import { moduleFiles, serviceYaml } from '../../../modules/template.js';
import { writeNew } from '../../../modules/write-new.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { addService } from '../../../project/edit-project.js';
import { relativeGet } from '../../../project/relative-get.js';
import { checkServiceName } from '../check-service-name.js';
import { refreshService } from '../refresh-service.js';

export interface ServiceNewFlags extends CommonFlags {
  readonly input: boolean;
  readonly path?: string;
}

export const handler = printing(serviceNew);

async function serviceNew(context: CliContext, flags: ServiceNewFlags, name: string): Promise<CommandResult> {
  const project = await maybeProject(context);
  checkServiceName(name, project);
  const parent =
    flags.path === undefined
      ? path.join(rootOf(context, project), 'src', 'services')
      : path.resolve(context.cwd, flags.path);
  const folder = path.join(parent, name);
  const ofModule = Object.entries(moduleFiles(name)).map(
    ([file, text]) => [`${name}/${file}`, text] as const,
  );
  const files = { 'service.yaml': serviceYaml(name, name), ...Object.fromEntries(ofModule) };
  await writeNew(folder, files, 'SERVICE_EXISTS');
  const made = `Successfully generated template for new service at ${folder}`;
  if (project === undefined) return { text: made, json: { name, folder } };
  await addService(project.file, name, relativeGet(project.file, folder));
  const built = await refreshService(context, name, {});
  return {
    text: `${made}\nAdded ${name} to ${project.file}; list it under an entry of "deployments" or "hosts" to deploy it`,
    json: { name, folder, project: project.file, built },
  };
}
