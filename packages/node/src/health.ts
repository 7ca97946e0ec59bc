import type { ServiceDescription } from '@noctiluca/lifecycle';
import type { BootstrapState } from '@noctiluca/network';
import type { PackageStatus } from '@noctiluca/system-services';
import { AVM_QUEUE_LATE_MS, CHAIN_LOST_MS, SPELLS_LATE_MS } from './constants.js';

/** One named check of `/health`. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
  /** What is not well: the peer serves, but somebody should look. Otherwise it fails. @default false */
  readonly isWarning?: boolean;
}

/** What a peer cannot say of itself by `describe()`. */
export interface Surroundings {
  /** Whether the disks of its directories have less room than they should. */
  readonly isDiskFull: boolean;
}

/**
 * Checks of a peer: each part runs, and those of nox (spec/nox.md §7.5): bootstrap nodes are connected, Kademlia has looked
 * around, every AquaVM thread is up, every persisted service and (ours) worker and spell came up again, and so did every
 * package of system services. Ours are also those of fullness: each warns before anybody is turned away without need, or fails when
 * the peer can keep no more. Each recovers by itself; nox's `vm_pool` fails for good once a VM was made anew (§9.2 no. 14).
 */
export function healthOf(node: ServiceDescription, { isDiskFull }: Surroundings): HealthCheck[] {
  const parts = node.children ?? [];
  const detailsOf = (part: string) => parts.find(({ name }) => name === part)?.details ?? {};
  const { servicesNotRestored, workersNotRestored } = detailsOf('host');
  return [
    ...parts.map(({ name, state }) => ({ name, ok: state === 'running' })),
    ...bootstrapChecks(detailsOf('network').bootstrap),
    ...loadChecks(detailsOf('aquamarine')),
    warning('spells_late', isLate(detailsOf('spells').lateMs, SPELLS_LATE_MS)),
    { name: 'disk', ok: !isDiskFull },
    { name: 'vm_pool', ok: isPoolWhole(detailsOf('avm')) },
    { name: 'persisted_services', ok: isEmpty(servicesNotRestored) },
    { name: 'persisted_workers', ok: isEmpty(workersNotRestored) },
    { name: 'persisted_spells', ok: isEmpty(detailsOf('spells').spellsNotRestored) },
    ...packageChecks(detailsOf('system-services').packages),
    ...chainChecks(detailsOf('chain')),
    ...deciderChecks(detailsOf('decider')),
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

function loadChecks({
  isActorTableFull,
  isMemoryFull,
  oldestWaitMs,
}: Record<string, unknown>): HealthCheck[] {
  return [
    warning('particle_table', isActorTableFull === true),
    warning('particle_memory', isMemoryFull === true),
    warning('avm_queue', isLate(oldestWaitMs, AVM_QUEUE_LATE_MS)),
  ];
}

const warning = (name: string, isBad: boolean): HealthCheck => ({ name, ok: !isBad, isWarning: true });

const isLate = (ms: unknown, mostMs: number): boolean => typeof ms === 'number' && ms > mostMs;

/** A package that is still being deployed for the first time is no failure; one that does not come up is (ours). */
function packageChecks(packages: unknown): HealthCheck[] {
  if (!Array.isArray(packages)) return [];
  return packages.map(({ name, healthy }: Pick<PackageStatus, 'name' | 'healthy'>) => ({
    name: `system-services/${name}`,
    ok: healthy,
  }));
}

/** A chain that does not answer is one that somebody should look at; one that has not for long, a failure. None without a chain. */
function chainChecks({ connected, disconnectedMs }: Record<string, unknown>): HealthCheck[] {
  if (typeof disconnectedMs !== 'number') return [];
  return [{ name: 'chain_connection', ok: connected === true, isWarning: disconnectedMs <= CHAIN_LOST_MS }];
}

/** Workers that no chain says anything of any more stay until somebody removes them. None without a decider. */
function deciderChecks({ workersOfOtherChain }: Record<string, unknown>): HealthCheck[] {
  if (typeof workersOfOtherChain !== 'number') return [];
  return [warning('chain_begun_anew', workersOfOtherChain > 0)];
}

function isPoolWhole({ threads, running }: Record<string, unknown>): boolean {
  return typeof threads !== 'number' || typeof running !== 'number' || running >= threads;
}

const isEmpty = (list: unknown): boolean => !Array.isArray(list) || list.length === 0;
