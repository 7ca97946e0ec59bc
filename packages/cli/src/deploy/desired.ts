import { readFile } from 'node:fs/promises';
import { blueprintId } from '@noctiluca/host/blueprint';
import type { LocalPeer } from '@noctiluca/local-network/control';
import { cidOf } from '@noctiluca/store/cid';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { type ModuleFile, readService } from '../project/service-yaml.js';
import type { DesiredModule, DesiredService } from './plan.js';

/** What one peer should have. */
export interface DesiredPeer {
  readonly peer: LocalPeer;
  readonly services: readonly DesiredService[];
}

/**
 * What deployments of a project want on which peers: each takes the first `targetWorkers` peers.
 * @param names entries of `deployments:`
 * @throws CliError `SERVICE_UNKNOWN`, `PROJECT_INVALID`, `MODULE_UNREADABLE`
 */
export async function desiredPeers(
  project: FluenceProject,
  peers: readonly LocalPeer[],
  names: readonly string[],
): Promise<DesiredPeer[]> {
  const wanted = new Map<LocalPeer, Set<string>>();
  for (const { services, targetWorkers } of names.map((name) => project.deployments[name]!)) {
    for (const peer of peers.slice(0, targetWorkers)) {
      const aliases = wanted.get(peer) ?? new Set();
      for (const service of services) aliases.add(service);
      wanted.set(peer, aliases);
    }
  }
  const services = await desiredServices(
    project,
    new Set([...wanted.values()].flatMap((aliases) => [...aliases])),
  );
  return peers.flatMap((peer) => {
    const aliases = wanted.get(peer);
    return aliases ? [{ peer, services: [...aliases].map((alias) => services.get(alias)!) }] : [];
  });
}

async function desiredServices(
  project: FluenceProject,
  aliases: ReadonlySet<string>,
): Promise<Map<string, DesiredService>> {
  const services = await Promise.all([...aliases].map((alias) => desiredService(project, alias)));
  return new Map(services.map((service) => [service.alias, service]));
}

async function desiredService(project: FluenceProject, alias: string): Promise<DesiredService> {
  const { service } = await readDesiredService(project, alias);
  return service;
}

/** A service of the project with its wasm read, and what its files say besides. */
export interface ReadDesiredService {
  readonly service: DesiredService;
  /** Where the wasm of each module is, in the same order. */
  readonly files: readonly ModuleFile[];
  readonly totalMemoryLimit?: string;
}

/** @throws CliError `SERVICE_UNKNOWN`, `PROJECT_INVALID`, `MODULE_UNREADABLE` */
export async function readDesiredService(
  project: FluenceProject,
  alias: string,
): Promise<ReadDesiredService> {
  const entry = Object.hasOwn(project.services, alias) ? project.services[alias] : undefined;
  if (entry === undefined) {
    throw new CliError(
      'SERVICE_UNKNOWN',
      `${project.file} deploys the service "${alias}" but does not define it under "services"`,
    );
  }
  const { modules: files, totalMemoryLimit } = await readService(entry.get, project.rootDir);
  const modules: DesiredModule[] = await Promise.all(
    files.map(async ({ name, wasmFile }) => {
      const wasm = await readFile(wasmFile);
      return { name, wasm, hash: cidOf(wasm) };
    }),
  );
  const dependencies = modules.map(({ hash }) => hash);
  const limit = entry.totalMemoryLimit ?? totalMemoryLimit;
  return {
    service: { alias, modules, blueprintId: await blueprintId({ name: alias, dependencies }) },
    files,
    ...(limit === undefined ? {} : { totalMemoryLimit: limit }),
  };
}
