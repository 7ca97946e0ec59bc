import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { ModuleConfig } from '../module-config.js';
import { refuse } from './raw-toml.js';
import type { RawModuleConfig, RawServiceConfig } from './service-toml.js';

/** A service to be loaded: where each module's file is, and its configuration. */
export interface ResolvedServiceConfig {
  /** Where relative host paths of mapped directories start. */
  readonly workingDir: string;
  readonly totalMemoryLimitBytes?: number;
  readonly modules: readonly { readonly file: string; readonly config: ModuleConfig }[];
}

/**
 * Fills in defaults and finds files. Relative paths start at the directory of the configuration, those of mapped
 * directories at the service's working directory.
 * @param directory the configuration's directory
 * @throws MarineError `CONFIG` for a directory or a mounted binary that does not exist, or a module without a place
 */
export function resolveServiceConfig(raw: RawServiceConfig, directory: string): ResolvedServiceConfig {
  const modulesDir =
    raw.modulesDir === undefined ? undefined : existing(directory, raw.modulesDir, 'modules_dir');
  const { totalMemoryLimitBytes } = raw;
  return {
    workingDir: resolve(raw.serviceWorkingDir ?? '.'),
    ...(totalMemoryLimitBytes === undefined ? {} : { totalMemoryLimitBytes }),
    modules: raw.modules.map((module) => ({
      file: fileOf(module, directory, modulesDir),
      config: configOf(module, directory),
    })),
  };
}

function fileOf(
  { name, fileName, loadFrom }: RawModuleConfig,
  directory: string,
  modulesDir?: string,
): string {
  const file = fileName ?? `${name}.wasm`;
  if (loadFrom === undefined) {
    if (modulesDir !== undefined) return join(modulesDir, file);
    return refuse(`"modules_dir" field is not defined, but it is required to load module "${name}"`);
  }
  const place = resolve(directory, loadFrom);
  return statSync(place, { throwIfNoEntry: false })?.isDirectory() ? join(place, file) : place;
}

function configOf(raw: RawModuleConfig, directory: string): ModuleConfig {
  const { name, loggerEnabled, loggingMask, wasi, mountedBinaries = {} } = raw;
  return {
    name,
    loggerEnabled: loggerEnabled ?? true,
    ...(loggingMask === undefined ? {} : { loggingMask }),
    envs: wasi?.envs ?? {},
    mappedDirs: wasi?.mappedDirs ?? {},
    mountedBinaries: Object.fromEntries(
      Object.entries(mountedBinaries).map(([binary, path]) => [
        binary,
        existing(directory, path, `module '${name}': mounted_binaries.${binary}`),
      ]),
    ),
  };
}

function existing(directory: string, path: string, what: string): string {
  const full = resolve(directory, path);
  return existsSync(full) ? realpathSync(full) : refuse(`${what}: ${full} does not exist`);
}
