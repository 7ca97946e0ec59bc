import path from 'node:path';
import type { CliContext } from '../../../context.js';
import { isUrl } from '../../../download/downloaded.js';
import { CliError } from '../../../errors.js';
import { serviceModules } from '../../../modules/add-to-service.js';
import { changeableService, maybeProject } from '../../../modules/find-service.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { removeModule } from '../../../project/edit-project.js';
import { fileIn } from '../../../project/file-in.js';
import { requiredService } from '../required-service.js';

export interface ModuleRemoveFlags extends CommonFlags {
  readonly input: boolean;
  readonly service?: string;
}

export const handler = printing(moduleRemove);

async function moduleRemove(
  context: CliContext,
  flags: ModuleRemoveFlags,
  written: string,
): Promise<CommandResult> {
  const service = await changeableService(context, await maybeProject(context), requiredService(flags));
  const modules = await serviceModules(service);
  const name = Object.hasOwn(modules, written) ? written : await nameAt(context, service, modules, written);
  if (name === 'facade')
    throw new CliError('BAD_ARGUMENT', `Each service must have a facade module: replace it in ${service}`);
  await removeModule(service, name);
  return { text: `Removed module ${name} from ${service}`, json: { name, service } };
}

/** The module of a service at a path, or behind a URL. @throws CliError `MODULE_UNKNOWN` */
async function nameAt(
  { cwd }: CliContext,
  service: string,
  modules: Readonly<Record<string, { get: string }>>,
  written: string,
): Promise<string> {
  const place = (base: string, get: string) =>
    isUrl(get) ? get : fileIn(path.resolve(base, get), 'module.yaml');
  const wanted = await place(cwd, written);
  for (const [name, { get }] of Object.entries(modules))
    if ((await place(path.dirname(service), get)) === wanted) return name;
  const known = Object.keys(modules).join(', ');
  throw new CliError('MODULE_UNKNOWN', `There is no module ${written} in ${service}; it has ${known}`);
}
