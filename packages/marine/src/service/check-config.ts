import { isAbsolute } from 'node:path';
import { MarineError } from '../errors.js';
import type { ServiceConfig } from '../module-config.js';

/** @throws MarineError `CONFIG`, `LINK` for a module name used twice */
export function checkConfig(config: ServiceConfig): void {
  const { serviceId, modules, totalMemoryLimitBytes: limit, directoryQuotas = [] } = config;
  if (limit !== undefined && !(limit >= 0)) refuse(`service ${serviceId}: ${limit} is no memory limit`);
  for (const { name, maxBytes, maxEntries } of directoryQuotas)
    if (
      !Number.isSafeInteger(maxBytes) ||
      !Number.isSafeInteger(maxEntries) ||
      maxBytes < 0 ||
      maxEntries < 0
    )
      refuse(`service ${serviceId}: the quota '${name}' needs whole numbers of bytes and entries`);
  if (modules.length === 0) throw new MarineError('CONFIG', `service ${serviceId} has no modules`);
  const names = new Set<string>();
  for (const { config } of modules) {
    if (names.has(config.name))
      throw new MarineError('LINK', `module with name '${config.name}' is already loaded into Marine`);
    names.add(config.name);
    for (const [guest, host] of Object.entries(config.mappedDirs ?? {}))
      if (guest === '' || host === '' || guest.includes('\0') || host.includes('\0'))
        refuse(`module '${config.name}' maps '${guest}' to '${host}': both need a path`);
    for (const [binary, path] of Object.entries(config.mountedBinaries ?? {}))
      if (!isAbsolute(path))
        refuse(
          `module '${config.name}' mounts the binary '${binary}' from '${path}': an absolute path is needed`,
        );
  }
}

function refuse(reason: string): never {
  throw new MarineError('CONFIG', reason);
}
