import type { ServiceDescription } from '@noctiluca/lifecycle';
import type { BootstrapState } from '@noctiluca/network';
import type { PackageStatus } from '@noctiluca/system-services';

/** One named check of `/health`. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
}

/**
 * Checks of a peer: each part runs, and those of nox (spec/nox.md §7.5): bootstrap nodes are connected, Kademlia has looked
 * around, every AquaVM thread is up, every persisted service and (ours) worker and spell came up again, and so did every
 * package of system services. Each recovers by itself; nox's
 * `vm_pool` fails for good once a VM was made anew (§9.2 no. 14).
 */
export function healthOf(node: ServiceDescription): HealthCheck[] {
  const parts = node.children ?? [];
  const detailsOf = (part: string) => parts.find(({ name }) => name === part)?.details ?? {};
  const { servicesNotRestored, workersNotRestored } = detailsOf('host');
  return [
    ...parts.map(({ name, state }) => ({ name, ok: state === 'running' })),
    ...bootstrapChecks(detailsOf('network').bootstrap),
    { name: 'vm_pool', ok: isPoolWhole(detailsOf('avm')) },
    { name: 'persisted_services', ok: isEmpty(servicesNotRestored) },
    { name: 'persisted_workers', ok: isEmpty(workersNotRestored) },
    { name: 'persisted_spells', ok: isEmpty(detailsOf('spells').spellsNotRestored) },
    ...packageChecks(detailsOf('system-services').packages),
  ];
}

/** A part that a user brought may tell nothing of it, which is no failure. */
function bootstrapChecks(state: unknown): HealthCheck[] {
  const { nodes = 0, connected = 0, lookedAround = true } = (state ?? {}) as Partial<BootstrapState>;
  return [
    { name: 'bootstrap_nodes', ok: connected >= nodes },
    { name: 'kademlia_bootstrap', ok: lookedAround },
  ];
}

/** A package that is still being deployed for the first time is no failure; one that does not come up is (ours). */
function packageChecks(packages: unknown): HealthCheck[] {
  if (!Array.isArray(packages)) return [];
  return packages.map(({ name, healthy }: Pick<PackageStatus, 'name' | 'healthy'>) => ({
    name: `system-services/${name}`,
    ok: healthy,
  }));
}

function isPoolWhole({ threads, running }: Record<string, unknown>): boolean {
  return typeof threads !== 'number' || typeof running !== 'number' || running >= threads;
}

const isEmpty = (list: unknown): boolean => !Array.isArray(list) || list.length === 0;
