import { isChange } from '@noctiluca/deployment';
import type { CliContext } from '../context.js';
import { exclusively } from '../project/exclusively.js';
import { fluenceDir } from '../project/fluence-dir.js';
import type { FluenceProject } from '../project/project.js';
import {
  type DealRecord,
  type HostRecord,
  readWorkers,
  type WorkersRecord,
  withDeals,
  withHosts,
  workersFile,
  writeWorkers,
} from '../project/workers-yaml.js';
import type { Section } from './entries.js';
import { dealRecordOf, hostRecordOf } from './record.js';
import { refreshAqua } from './refresh-aqua.js';
import type { WorkerReport } from './report.js';

export interface RecordsInit {
  readonly env: string;
  readonly relayPeerId: string;
}

/**
 * Writes where workers are to `.fluence/workers.yaml` and `.fluence/aqua`. The file is read anew before: another deployment
 * may have written it meanwhile.
 */
export async function writeRecords(
  context: CliContext,
  project: FluenceProject,
  reports: readonly WorkerReport[],
  init: RecordsInit,
): Promise<void> {
  const dir = fluenceDir(context);
  const found = await updated(dir, reports, init);
  const { record } = found.isNew ? await written(dir, reports, init) : found;
  const isChanged = reports.some(({ steps }) => steps.some(isChange));
  await refreshAqua(context, project, record, init.env, isChanged);
}

interface Updated {
  readonly record: WorkersRecord;
  readonly isNew: boolean;
}

function written(dir: string, reports: readonly WorkerReport[], init: RecordsInit): Promise<Updated> {
  return exclusively(workersFile(dir), async () => {
    const found = await updated(dir, reports, init);
    if (found.isNew) await writeWorkers(dir, found.record);
    return found;
  });
}

/** What the file says, with what the reports add. */
async function updated(
  dir: string,
  reports: readonly WorkerReport[],
  { env, relayPeerId }: RecordsInit,
): Promise<Updated> {
  const record = await readWorkers(dir, env);
  const timestamp = new Date().toISOString();
  const hosts = merged(record.hosts[env] ?? {}, reportsBy('hosts', reports), (former, own) =>
    hostRecordOf(former, own, { relayPeerId, timestamp }),
  );
  const deals = merged(record.deals[env] ?? {}, reportsBy('deployments', reports), (former, own) =>
    dealRecordOf(former, own, timestamp),
  );
  if (!hosts.isNew && !deals.isNew) return { record, isNew: false };
  return { record: withDeals(withHosts(record, env, hosts.entries), env, deals.entries), isNew: true };
}

function reportsBy(section: Section, reports: readonly WorkerReport[]): Map<string, WorkerReport[]> {
  const byName = new Map<string, WorkerReport[]>();
  for (const report of reports.filter((each) => each.section === section))
    byName.set(report.worker, [...(byName.get(report.worker) ?? []), report]);
  return byName;
}

/** @param recordOf the former record itself when nothing is new, undefined when nothing is left */
function merged<T extends DealRecord | HostRecord>(
  former: Readonly<Record<string, T>>,
  reports: ReadonlyMap<string, readonly WorkerReport[]>,
  recordOf: (former: T | undefined, own: readonly WorkerReport[]) => T | undefined,
): { readonly entries: Record<string, T>; readonly isNew: boolean } {
  const entries = new Map(Object.entries(former));
  let isNew = false;
  for (const [name, own] of reports) {
    const before = Object.hasOwn(former, name) ? former[name] : undefined;
    const after = recordOf(before, own);
    isNew ||= after !== before;
    if (after === undefined) entries.delete(name);
    else entries.set(name, after);
  }
  return { entries: Object.fromEntries(entries), isNew };
}
