import { z } from 'zod';
import { isUrl } from '../download/downloaded.js';
import { CliError } from '../errors.js';
import { addModule } from '../project/edit-project.js';
import { readYaml } from '../project/read-yaml.js';
import { relativeGet } from '../project/relative-get.js';

const modulesOf = z.looseObject({ modules: z.record(z.string(), z.looseObject({ get: z.string() })) });

/** What a `service.yaml` calls its modules, and where it has them. @throws CliError `PROJECT_INVALID` */
export async function serviceModules(
  serviceFile: string,
): Promise<Readonly<Record<string, { get: string }>>> {
  return (await readYaml(serviceFile, modulesOf)).modules;
}

/**
 * Adds a module to a `service.yaml`.
 * @param get absolute path, or a URL
 * @throws CliError `MODULE_EXISTS`, `PROJECT_INVALID`
 */
export async function addToService(serviceFile: string, key: string, get: string): Promise<void> {
  if (Object.hasOwn(await serviceModules(serviceFile), key))
    throw new CliError('MODULE_EXISTS', `You already have ${key} in ${serviceFile}; choose another --name`);
  await addModule(serviceFile, key, isUrl(get) ? get : relativeGet(serviceFile, get));
}
