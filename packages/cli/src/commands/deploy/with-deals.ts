import type { CliContext } from '../../context.js';
import { isAmiss } from '../../deals/is-amiss.js';
import { type DealsInit, runDeals } from '../../deals/run-deals.js';
import { dealsText, plannedDealsText } from '../../deals/show-deals.js';
import type { CommandResult } from '../../output/result.js';
import type { View } from '../../output/terminal/view.js';
import type { FluenceProject } from '../../project/project.js';
import { deployEntries } from '../../workers/deploy-entries.js';
import { showReports } from '../../workers/show-reports.js';
import { type DeploymentFlags, exitCodeOf } from './deployment.js';

/** Deployments as deals of the chain, hosts as everywhere. @throws CliError as `runDeals`, and of the deployment of hosts */
export async function withDeals(
  context: CliContext,
  project: FluenceProject,
  { chain, entries, all }: DealsInit,
  flags: DeploymentFlags,
): Promise<CommandResult> {
  const own = entries.filter(({ section }) => section === 'deployments');
  const hosts = entries.filter(({ section }) => section === 'hosts');
  const { deals, former } = await runDeals(context, project, { chain, entries: own, all }, flags);
  const isDirect = hosts.length > 0 || all;
  const placed = isDirect ? await deployEntries(context, project, hosts, flags, all ? ['hosts'] : []) : [];
  const direct = [...former, ...placed];
  const text = (view: View) => {
    const ofDirect = direct.length === 0 ? '' : showReports(direct, flags.dryRun, view);
    const ofDeals = flags.dryRun ? plannedDealsText(deals, view) : dealsText(deals);
    return [ofDirect, ofDeals].filter((part) => part !== '').join('\n');
  };
  return {
    text,
    json: {
      dryRun: flags.dryRun,
      deals: deals.map(({ workers: _workers, ...deal }) => deal),
      workers: [...deals.flatMap(({ workers }) => workers), ...direct],
    },
    exitCode: isAmiss(deals) ? 1 : exitCodeOf(direct),
  };
}
