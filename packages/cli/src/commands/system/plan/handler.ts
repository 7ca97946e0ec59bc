import type { CliContext } from '../../../context.js';
import { type CommandResult, printing } from '../../../output/result.js';
import type { View } from '../../../output/terminal/view.js';
import { onPeers, type PeerOutcome, selectPeers } from '../../../system/peers.js';
import { type PlannedPackage, packagesOf, planFor } from '../../../system/plan-for.js';
import { type Counts, countsOf, stepRows, stepTable, summaryOf } from '../../../system/text.js';
import type { PlanCommandFlags } from './flags.js';

export const handler = printing(run);

/** What one peer would have changed. */
interface PeerPlanFacts {
  readonly packages: readonly PlannedPackage[];
  readonly unavailable: readonly { readonly name: string; readonly reason: string }[];
  readonly warnings: readonly string[];
}

async function run(context: CliContext, flags: PlanCommandFlags): Promise<CommandResult> {
  const peers = await selectPeers(context, flags, true);
  const outcomes = await onPeers(peers, async (remote): Promise<PeerPlanFacts> => {
    const { plan, unavailable, warnings } = await planFor(remote, flags);
    return { packages: packagesOf(plan), unavailable, warnings };
  });
  const counts = countsOf(outcomes.flatMap(packagesIn));
  return {
    text: (view) => textOf(outcomes, counts, view),
    json: { peers: outcomes.map(({ ...outcome }) => flattened(outcome)), summary: counts },
    exitCode: exitCodeOf(outcomes, counts, flags.detailedExitcode),
  };
}

const packagesIn = (outcome: PeerOutcome<PeerPlanFacts>) =>
  'result' in outcome ? outcome.result.packages : [];

function flattened(outcome: PeerOutcome<PeerPlanFacts>) {
  const { peer, peerId } = outcome;
  return 'result' in outcome
    ? { peer, peerId, ...outcome.result }
    : { peer, peerId, packages: [], error: outcome.error };
}

function textOf(outcomes: readonly PeerOutcome<PeerPlanFacts>[], counts: Counts, view: View): string {
  const rows = outcomes.flatMap((outcome) => {
    const { peer } = outcome;
    if ('error' in outcome) return [['!', peer, '', 'failed', outcome.error.message]];
    const { packages, unavailable, warnings } = outcome.result;
    return [
      ...packages.flatMap((each) => stepRows(peer, each)),
      ...unavailable.map(({ name, reason }) => ['', peer, name, 'cannot run', reason]),
      ...warnings.map((warning) => ['', peer, '', 'note', warning]),
    ];
  });
  return `${stepTable(rows, view)}${summaryOf(counts, outcomes.filter((outcome) => 'error' in outcome).length)}`;
}

function exitCodeOf(
  outcomes: readonly PeerOutcome<PeerPlanFacts>[],
  counts: Counts,
  isDetailed: boolean,
): number {
  if (outcomes.some((outcome) => 'error' in outcome) || (counts.conflict ?? 0) > 0) return 1;
  return isDetailed && Object.keys(counts).length > 0 ? 2 : 0;
}
