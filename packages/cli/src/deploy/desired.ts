import { readFile } from 'node:fs/promises';
import { blueprintId } from '@noctiluca/host';
import type { LocalPeer } from '@noctiluca/local-network';
import { cidOf } from '@noctiluca/store';
import { CliError } from '../errors.js';
import type { FluenceProject } from '../project/project.js';
import { readServiceModules } from '../project/service-yaml.js';
import type { DesiredModule, DesiredService } from './plan.js';

/** What one peer should have. */
export interface DesiredPeer {
  readonly peer: LocalPeer;
  readonly services: readonly DesiredService[];
}

/**
 * What a project wants on which peers: `hosts:` name their peers, `deployments:` take the first `targetWorkers` peers.
 * @param names only these deployments and hosts; all when empty
 * @throws CliError `SERVICE_UNKNOWN`, `PEER_UNKNOWN`, `BAD_ARGUMENT`, `PROJECT_INVALID`, `MODULE_UNREADABLE`
 */
export async function desiredPeers(
  project: FluenceProject,
  peers: readonly LocalPeer[],
  names: readonly string[],
): Promise<DesiredPeer[]> {
  const wanted = new Map<LocalPeer, Set<string>>();
  for (const { services, targets } of placements(project, peers, names)) {
    for (const peer of targets) {
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

interface Placement {
  readonly services: readonly string[];
  readonly targets: readonly LocalPeer[];
}

function placements(
  project: FluenceProject,
  peers: readonly LocalPeer[],
  names: readonly string[],
): Placement[] {
  const known = [...Object.keys(project.deployments), ...Object.keys(project.hosts)];
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CliError(
      'BAD_ARGUMENT',
      `${project.file} has no deployment or host ${unknown.join(', ')}; it has ${known.join(', ') || 'none'}`,
    );
  }
  const chosen = ([name]: [string, unknown]) => names.length === 0 || names.includes(name);
  return [
    ...Object.entries(project.deployments)
      .filter(chosen)
      .map(([, { services, targetWorkers }]) => ({ services, targets: peers.slice(0, targetWorkers) })),
    ...Object.entries(project.hosts)
      .filter(chosen)
      .map(([, { services, peerIds }]) => ({ services, targets: peerIds.map((id) => findPeer(peers, id)) })),
  ];
}

function findPeer(peers: readonly LocalPeer[], id: string): LocalPeer {
  const byAlias = /^local-(\d+)$/.exec(id);
  const peer = byAlias ? peers[Number(byAlias[1])] : peers.find(({ peerId }) => peerId === id);
  if (peer) return peer;
  throw new CliError(
    'PEER_UNKNOWN',
    `The local network has no peer ${id}; it has ${peers.map(({ peerId }) => peerId).join(', ')}`,
  );
}

async function desiredServices(
  project: FluenceProject,
  aliases: ReadonlySet<string>,
): Promise<Map<string, DesiredService>> {
  const services = await Promise.all([...aliases].map((alias) => desiredService(project, alias)));
  return new Map(services.map((service) => [service.alias, service]));
}

async function desiredService(project: FluenceProject, alias: string): Promise<DesiredService> {
  const entry = project.services[alias];
  if (entry === undefined) {
    throw new CliError(
      'SERVICE_UNKNOWN',
      `${project.file} deploys the service "${alias}" but does not define it under "services"`,
    );
  }
  const files = await readServiceModules(entry.get, project.rootDir);
  const modules: DesiredModule[] = await Promise.all(
    files.map(async ({ name, wasmFile }) => {
      const wasm = await readFile(wasmFile);
      return { name, wasm, hash: await cidOf(wasm) };
    }),
  );
  const dependencies = modules.map(({ hash }) => hash);
  return { alias, modules, blueprintId: await blueprintId({ name: alias, dependencies }) };
}
