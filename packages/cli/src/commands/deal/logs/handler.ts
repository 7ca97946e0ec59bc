import { namedDeals } from '../../../chain/deals.js';
import type { CliContext } from '../../../context.js';
import { type DealLogs, dealLogs } from '../../../deals/deal-logs.js';
import { dealLogsText } from '../../../deals/deal-logs-text.js';
import { isAmiss } from '../../../deals/is-amiss.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { resolveEnv } from '../../../project/env.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { loadProject } from '../../../project/fluence-yaml.js';
import { lazySession, type SessionFlags, surroundings } from '../../../workers/session.js';

export interface DealLogsFlags extends CommonFlags, SessionFlags {
  readonly input: boolean;
  readonly tracing: boolean;
  readonly particleId: boolean;
  readonly offAquaLogs: boolean;
  readonly spell: string;
  readonly dealIds?: string;
}

export const handler = printing(showLogs);

async function showLogs(context: CliContext, flags: DealLogsFlags, names?: string): Promise<CommandResult> {
  const dir = fluenceDir(context);
  const env = await resolveEnv(dir, flags.env);
  const deals = await namedDeals(context, env, { names, dealIds: flags.dealIds });
  const { project } = await loadProject(context.cwd);
  const around = await surroundings(dir, project, flags.env);
  const session = await lazySession(context, dir, project, around, flags);
  try {
    const { client } = await session.open();
    const asked = { spell: flags.spell, ttlMs: flags.ttl };
    const logs: DealLogs[] = await Promise.all(deals.map((deal) => dealLogs(client, deal, asked)));
    return { text: dealLogsText(logs), json: logs, exitCode: isAmiss(logs) ? 1 : 0 };
  } finally {
    await session.close();
  }
}
