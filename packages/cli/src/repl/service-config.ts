import { readFile } from 'node:fs/promises';
import type { ServiceConfig } from '@noctiluca/marine';
import { parseSize } from '../project/memory.js';
import { moduleWasm } from '../project/module-yaml.js';
import type { ServiceEntry } from '../project/project.js';
import type { ServiceSource } from '../project/service-yaml.js';
import { moduleConfig } from './module-settings.js';

/**
 * A service as the local runtime takes it.
 * @param entry of fluence.yaml, whose words win
 * @param tmp folder that its modules have as `/tmp`
 * @throws CliError `MODULE_UNREADABLE`, `PROJECT_INVALID`
 */
export async function serviceConfig(
  { name, modules, totalMemoryLimit }: ServiceSource,
  entry: Partial<ServiceEntry>,
  rootDir: string,
  tmp: string,
): Promise<ServiceConfig> {
  const limit = entry.totalMemoryLimit ?? totalMemoryLimit;
  const ready = modules.map(async (module) => ({
    config: moduleConfig(module, entry.overrideModules?.[module.key] ?? {}, rootDir, tmp),
    wasm: await readFile(await moduleWasm(module, rootDir)),
  }));
  return {
    serviceId: name,
    workingDir: rootDir,
    modules: await Promise.all(ready),
    ...(limit === undefined ? {} : { totalMemoryLimitBytes: parseSize(name, limit) }),
  };
}
