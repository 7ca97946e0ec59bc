import path from 'node:path';
import { moduleWasm } from '../project/module-yaml.js';
import type { ServiceEntry } from '../project/project.js';
import type { ServiceModule, ServiceSource } from '../project/service-yaml.js';
import { moduleConfig } from '../repl/module-settings.js';
import { tomlLines } from './toml.js';

/** Upstream's, for a service that does not say. */
const MEMORY = '2GB';

/** A service of a project. */
export interface NamedService {
  /** Name in fluence.yaml. */
  readonly name: string;
  readonly source: ServiceSource;
  /** What fluence.yaml says of it. */
  readonly entry: Partial<ServiceEntry>;
}

/**
 * Marine's `Config.toml` of a service, as `mrepl` and `marine` take it: absolute paths, the facade last, folders where upstream
 * has them (spec/marine-abi.md §3.2).
 * @throws CliError `MODULE_UNREADABLE`, `PROJECT_INVALID`
 */
export async function serviceToml({ name, source, entry }: NamedService, rootDir: string): Promise<string> {
  const limit = entry.totalMemoryLimit ?? source.totalMemoryLimit ?? MEMORY;
  const volumes = path.join(rootDir, '.fluence', 'tmp', 'volumes');
  const modules = source.modules.map(async (module) => {
    const override = entry.overrideModules?.[module.key] ?? {};
    return moduleToml(module, override, rootDir, foldersOf(volumes, name, module.name));
  });
  return [...tomlLines({ total_memory_limit: limit }), ...(await Promise.all(modules)).flat(), ''].join('\n');
}

async function moduleToml(
  module: ServiceModule,
  override: Readonly<Record<string, unknown>>,
  rootDir: string,
  folders: Readonly<Record<string, string>>,
): Promise<string[]> {
  const config = moduleConfig(module, override, rootDir, folders['/tmp']!);
  return [
    ...['', '[[module]]'],
    ...tomlLines({
      name: config.name,
      load_from: await moduleWasm(module, rootDir),
      logger_enabled: config.loggerEnabled ?? true,
      ...(config.loggingMask === undefined ? {} : { logging_mask: config.loggingMask }),
    }),
    ...table('module.mounted_binaries', config.mountedBinaries),
    ...table('module.wasi.envs', config.envs),
    ...table('module.wasi.mapped_dirs', { ...folders, ...config.mappedDirs }),
  ];
}

function table(name: string, values: Readonly<Record<string, string>> = {}): string[] {
  const lines = tomlLines(values);
  return lines.length === 0 ? [] : ['', `[${name}]`, ...lines];
}

/** Folders that every module has: its service's, its own, and the one of all particles. */
function foldersOf(volumes: string, service: string, module: string): Record<string, string> {
  const at = (...names: string[]) => path.join(volumes, 'services', service, ...names);
  return {
    '/tmp': at('service', 'tmp'),
    '/storage': at('service', 'storage'),
    '/tmp/module': at('modules', module, 'tmp', 'module'),
    '/storage/module': at('modules', module, 'storage', 'module'),
    '/tmp/vault': path.join(volumes, 'particles'),
  };
}
