import { MarineError } from '../errors.js';
import type { ServiceConfig } from '../module-config.js';

/** @throws MarineError `CONFIG`, `LINK` for a module name used twice, `UNSUPPORTED` for what is not served yet */
export function checkConfig({ serviceId, modules }: ServiceConfig): void {
  if (modules.length === 0) throw new MarineError('CONFIG', `service ${serviceId} has no modules`);
  const names = new Set<string>();
  for (const { config } of modules) {
    if (names.has(config.name))
      throw new MarineError('LINK', `module with name '${config.name}' is already loaded into Marine`);
    names.add(config.name);
    if (Object.keys(config.mappedDirs ?? {}).length > 0)
      throw new MarineError(
        'UNSUPPORTED',
        `module '${config.name}' maps directories: files are not served yet`,
      );
    if (Object.keys(config.mountedBinaries ?? {}).length > 0)
      throw new MarineError(
        'UNSUPPORTED',
        `module '${config.name}' mounts binaries: they are not served yet`,
      );
  }
}
