import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FluenceProject } from '../project/project.js';
import type { WorkersRecord } from '../project/workers-yaml.js';
import { dealsAqua, hostsAqua, workersAqua } from './workers-aqua.js';
import { writeIfNew } from './write-if-new.js';

/** Of fluence.yaml, as CLI 0.4 to 0.9 had it: their Aqua may import `workers.aqua` (until 0.8.2) or the other two. */
const VERSION_OF_WORKERS_AQUA = 2;
const WORKERS_AQUA = 'workers.aqua';

/**
 * Writes `hosts.aqua` and `deals.aqua` below `.fluence/aqua`, and `workers.aqua` for a project of the versions that had it; a
 * file that says the same already is left alone.
 * @returns whether anything was written
 */
export async function writeWorkersAqua(
  fluenceDir: string,
  project: FluenceProject,
  record: WorkersRecord,
  env: string,
): Promise<boolean> {
  const hosts = record.hosts[env] ?? {};
  const deals = record.deals[env] ?? {};
  const written = await Promise.all([
    writeIfNew(fluenceDir, 'hosts.aqua', hostsAqua(Object.keys(project.hosts), hosts)),
    writeIfNew(fluenceDir, 'deals.aqua', dealsAqua(Object.keys(project.deployments), deals)),
    project.version === VERSION_OF_WORKERS_AQUA && writeOldAqua(fluenceDir, project, deals, hosts),
  ]);
  return written.includes(true);
}

/** In the form of the file that is there. One whose fields are no optionals stays as it is until something is deployed. */
async function writeOldAqua(
  fluenceDir: string,
  project: FluenceProject,
  deals: WorkersRecord['deals'][string],
  hosts: WorkersRecord['hosts'][string],
): Promise<boolean> {
  const before = await readFile(path.join(fluenceDir, 'aqua', WORKERS_AQUA), 'utf8').catch(() => '');
  const isPlain = before.includes('data ') && !before.includes('?');
  if (isPlain && Object.keys({ ...deals, ...hosts }).length === 0) return false;
  const names = Object.keys({ ...project.deployments, ...project.hosts });
  return writeIfNew(fluenceDir, WORKERS_AQUA, workersAqua(names, deals, hosts, isPlain));
}
