import { lstatSync, mkdirSync, realpathSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { MarineError } from '../errors.js';
import type { ModuleConfig, ServiceConfig } from '../module-config.js';

/**
 * The configuration with host paths of mapped directories made absolute, each directory made if it is
 * missing (spec/marine-abi.md §3.3).
 * @throws MarineError `CONFIG` for one that cannot be made
 */
export function resolveDirectories(config: ServiceConfig): ServiceConfig {
  const base = config.workingDir ?? process.cwd();
  const modules = config.modules.map((module) => ({ ...module, config: resolved(module.config, base) }));
  if (!config.directoryQuotas) return { ...config, modules };
  const directoryQuotas = config.directoryQuotas.map((quota) => ({
    ...quota,
    path: makeDirectory(`the quota '${quota.name}'`, resolve(base, quota.path)),
  }));
  return { ...config, modules, directoryQuotas };
}

function resolved(config: ModuleConfig, base: string): ModuleConfig {
  if (!config.mappedDirs) return config;
  const mappedDirs = Object.fromEntries(
    Object.entries(config.mappedDirs).map(([guest, host]) => [
      guest,
      makeDirectory(`module '${config.name}'`, resolve(base, host)),
    ]),
  );
  return { ...config, mappedDirs };
}

function makeDirectory(whose: string, path: string): string {
  try {
    mkdirSync(path, { recursive: true });
    // Another mapped directory may hold this one: its module could have put a link here that leads anywhere.
    const real = join(realpathSync(dirname(path)), basename(path));
    if (!lstatSync(real).isDirectory()) throw new Error('it is a link');
    return real;
  } catch (cause) {
    const reason = messageOf(cause);
    throw new MarineError('CONFIG', `${whose}: the directory ${path} cannot be made: ${reason}`, { cause });
  }
}
