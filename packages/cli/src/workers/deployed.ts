import { CliError } from '../errors.js';
import { type HostRecord, workersFile } from '../project/workers-yaml.js';

/** A deployed entry of `hosts:`, as workers.yaml records it. */
export type DeployedEntry = readonly [name: string, record: HostRecord];

/**
 * Deployed entries that are meant.
 * @param names all when empty
 * @throws CliError `WORKER_UNKNOWN`
 */
export function deployedEntries(
  hosts: Readonly<Record<string, HostRecord>>,
  names: readonly string[],
  fluenceDir: string,
): DeployedEntry[] {
  const file = workersFile(fluenceDir);
  const known = Object.keys(hosts);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    throw new CliError(
      'WORKER_UNKNOWN',
      `${file} has no deployed worker ${unknown.join(', ')}; it has ${known.join(', ') || 'none'}`,
    );
  }
  return Object.entries(hosts).filter(([name]) => names.length === 0 || names.includes(name));
}
