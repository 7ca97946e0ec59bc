import type { ServiceDescription } from '@noctiluca/lifecycle';

/** One named check of `/health`. */
export interface HealthCheck {
  readonly name: string;
  readonly ok: boolean;
}

/**
 * Checks of a peer: each part runs, and every persisted service came up again (nox's `persisted_services`,
 * spec/nox.md §7.5).
 */
export function healthOf(node: ServiceDescription): HealthCheck[] {
  const parts = node.children ?? [];
  const notRestored = parts.find(({ name }) => name === 'host')?.details?.servicesNotRestored;
  return [
    ...parts.map(({ name, state }) => ({ name, ok: state === 'running' })),
    { name: 'persisted_services', ok: !Array.isArray(notRestored) || notRestored.length === 0 },
  ];
}
