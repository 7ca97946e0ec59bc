import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { addToService } from '../../../modules/add-to-service.js';
import { changeableService, maybeProject, rootOf } from '../../../modules/find-service.js';
import { checkModuleName } from '../../../modules/module-name.js';
import { moduleFiles } from '../../../modules/template.js';
import { writeNew } from '../../../modules/write-new.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';

export interface ModuleNewFlags extends CommonFlags {
  readonly input: boolean;
  readonly path?: string;
  readonly service?: string;
}

export const handler = printing(moduleNew);

async function moduleNew(context: CliContext, flags: ModuleNewFlags, name: string): Promise<CommandResult> {
  checkModuleName(name);
  const project = await maybeProject(context);
  const service =
    flags.service === undefined ? undefined : await changeableService(context, project, flags.service);
  const parent =
    flags.path === undefined
      ? path.join(rootOf(context, project), 'src', 'modules')
      : path.resolve(context.cwd, flags.path);
  const folder = path.join(parent, name);
  await writeNew(folder, moduleFiles(name), 'MODULE_EXISTS');
  const made = `Successfully generated template for new module at ${folder}`;
  if (service === undefined) return { text: made, json: { name, folder } };
  await addToService(service, name, folder);
  return { text: `${made}\nAdded module ${name} to service ${service}`, json: { name, folder, service } };
}
