import { messageOf } from '@noctiluca/common/thrown';
import { WORKER_SPELL } from '@noctiluca/deployment';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import type { View } from '../../../output/terminal/view.js';
import type { Section } from '../../../workers/entries.js';
import { hostName } from '../../../workers/hosts.js';
import { type KnownSite, knownSites } from '../../../workers/known-sites.js';
import type { SessionFlags } from '../../../workers/session.js';
import { workerIdOf } from '../../../workers/survey.js';
import { parseStatus } from '../../../workers/target/installation.js';
import { type WorkersStage, withWorkers } from '../../../workers/with-targets.js';
import { splitNames } from '../names.js';

export interface WorkersLsFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
}

interface Row {
  readonly section: Section;
  readonly worker: string;
  readonly hostId: string;
  readonly peer: string;
  readonly dealId: string;
  readonly workerId?: string;
  /** State of the installation; `NOT_DEPLOYED` when there is no worker, `UNKNOWN` when the host does not tell. */
  readonly state: string;
  readonly services: readonly string[];
  readonly spells: readonly string[];
  /** Whether fluence.yaml wants it; what it does not `fluence deploy --prune` removes. */
  readonly wanted: boolean;
  readonly error?: string;
}

export const handler = printing(workersLs);

function workersLs(context: CliContext, flags: WorkersLsFlags, ...written: string[]): Promise<CommandResult> {
  return withWorkers(context, flags, async (stage) => {
    const names = splitNames(written);
    const rows = (await knownSites(stage, names)).map((site) => rowOf(site, stage));
    return {
      text: rows.length === 0 ? 'No workers are deployed.' : (view) => shown(rows, view),
      json: rows,
      exitCode: rows.some(({ error }) => error !== undefined) ? 1 : 0,
    };
  });
}

function rowOf(site: KnownSite, { around }: WorkersStage): Row {
  const { section, worker, dealId, target, view, error, isWanted: wanted } = site;
  const { hostId } = target;
  const base = { section, worker, hostId, peer: hostName(hostId, around), dealId, wanted };
  if (view === undefined) {
    const reason = messageOf(error);
    return { ...base, state: 'UNKNOWN', services: [], spells: [], error: reason };
  }
  const { observed, status } = view.observation;
  const workerId = workerIdOf(view);
  const names = (kind: 'service' | 'spell') =>
    observed.items
      .filter((item) => item.kind === kind && !item.aliases.includes(WORKER_SPELL))
      .map(({ aliases, id }) => aliases[0] ?? id);
  return {
    ...base,
    ...(workerId === undefined ? {} : { workerId }),
    state: workerId === undefined ? 'NOT_DEPLOYED' : (parseStatus(status)?.state ?? 'NOT_STARTED'),
    services: names('service'),
    spells: names('spell'),
  };
}

function shown(rows: readonly Row[], view: View): string {
  const header = ['worker', 'host', 'state', 'services', 'spells', 'worker id'];
  const lines = rows.map(({ worker, peer, state, services, spells, workerId, wanted }) => [
    ...[worker, peer, wanted ? state : `${state}, left`],
    ...[services.join(', '), spells.join(', '), workerId ?? ''],
  ]);
  const failures = rows.flatMap(({ worker, peer, error }) =>
    error === undefined ? [] : [`${worker} on ${peer}: ${error}`],
  );
  const left = rows.some(({ wanted }) => !wanted)
    ? ['', 'What is "left" fluence.yaml does not name any more: "fluence deploy --prune" removes it.']
    : [];
  return [table(header, lines, view), ...failures, ...left].join('\n');
}
