import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { readServiceSource } from '../project/service-yaml.js';
import { type NamedService, serviceToml } from './service-toml.js';

/**
 * Writes `.fluence/service-configs/<service>_Config.toml` for each service of a project, as upstream does for `mrepl`.
 * @param onProblem told of those that are not written: nothing here reads them
 */
export async function writeServiceConfigs(
  { rootDir, services }: FluenceProject,
  onProblem: (text: string) => void,
): Promise<void> {
  for (const [name, entry] of Object.entries(services)) {
    try {
      const source = await readServiceSource(entry.get, rootDir);
      await writeServiceConfig({ name, source, entry }, rootDir);
    } catch (error) {
      if (!(error instanceof CliError)) throw error;
      onProblem(`${name}_Config.toml is not written: ${error.message}`);
    }
  }
}

/** Names of services as upstream takes them; there are no files of others. */
const NAME = /^\w+$/;

/** @throws CliError `MODULE_UNREADABLE`, `PROJECT_INVALID` */
export async function writeServiceConfig(service: NamedService, rootDir: string): Promise<void> {
  if (!NAME.test(service.name)) return;
  const folder = path.join(rootDir, '.fluence', 'service-configs');
  const text = await serviceToml(service, rootDir);
  await mkdir(folder, { recursive: true });
  await writeFile(path.join(folder, `${service.name}_Config.toml`), text);
}
