import type { ServiceDescription } from '@noctiluca/lifecycle';

/** One named check of `/health`. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
}

/**
 * Checks of a peer: each part runs, and every persisted service came up again (nox's `persisted_services`,
 * spec/nox.md §7.5), and so did every worker (ours).
 */
export function healthOf(node: ServiceDescription): HealthCheck[] {
  const parts = node.children ?? [];
  const host = parts.find(({ name }) => name === 'host')?.details;
  return [
    ...parts.map(({ name, state }) => ({ name, ok: state === 'running' })),
    { name: 'persisted_services', ok: isEmpty(host?.servicesNotRestored) },
    { name: 'persisted_workers', ok: isEmpty(host?.workersNotRestored) },
  ];
}

const isEmpty = (list: unknown): boolean => !Array.isArray(list) || list.length === 0;
