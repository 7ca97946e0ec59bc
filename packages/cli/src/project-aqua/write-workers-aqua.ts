import type { FluenceProject } from '../project/project.js';
import type { WorkersRecord } from '../project/workers-yaml.js';
import { dealsAqua, hostsAqua } from './workers-aqua.js';
import { writeIfNew } from './write-if-new.js';

/**
 * Writes `hosts.aqua` and `deals.aqua` below `.fluence/aqua`; a file that says the same already is left alone.
 * @returns whether anything was written
 */
export async function writeWorkersAqua(
  fluenceDir: string,
  project: FluenceProject,
  record: WorkersRecord,
  env: string,
): Promise<boolean> {
  const written = await Promise.all([
    writeIfNew(fluenceDir, 'hosts.aqua', hostsAqua(Object.keys(project.hosts), record.hosts[env] ?? {})),
    writeIfNew(
      fluenceDir,
      'deals.aqua',
      dealsAqua(Object.keys(project.deployments), record.deals[env] ?? {}),
    ),
  ]);
  return written.includes(true);
}
