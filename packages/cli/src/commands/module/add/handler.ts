import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { isUrl } from '../../../download/downloaded.js';
import { addToService } from '../../../modules/add-to-service.js';
import { changeableService, maybeProject, rootOf } from '../../../modules/find-service.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { readModuleSource } from '../../../project/module-yaml.js';
import { requiredService } from '../required-service.js';

export interface ModuleAddFlags extends CommonFlags {
  readonly input: boolean;
  readonly name?: string;
  readonly service?: string;
}

export const handler = printing(moduleAdd);

async function moduleAdd(
  context: CliContext,
  flags: ModuleAddFlags,
  written: string,
): Promise<CommandResult> {
  const project = await maybeProject(context);
  const service = await changeableService(context, project, requiredService(flags));
  const get = isUrl(written) ? written : path.resolve(context.cwd, written);
  const module = await readModuleSource(get, context.cwd, rootOf(context, project));
  const name = flags.name ?? module.name;
  await addToService(service, name, get);
  return { text: `Added ${name} to ${service}`, json: { name, service } };
}
