import type { SystemServicesStatus } from '@noctiluca/system-services';
import type { CliContext } from '../../../context.js';
import { type CommandResult, printing } from '../../../output/result.js';
import { table } from '../../../output/table.js';
import type { View } from '../../../output/terminal/view.js';
import { type PeerOutcome, selectPeers } from '../../../system/peers.js';
import { statusOf } from '../../../system/status.js';
import type { SystemFlags } from '../options.js';

export const handler = printing(run);

type Outcome = PeerOutcome<SystemServicesStatus>;

async function run(context: CliContext, flags: SystemFlags): Promise<CommandResult> {
  const outcomes = await statusOf(await selectPeers(context, flags, false));
  return {
    text: (view) => textOf(outcomes, view),
    json: {
      peers: outcomes.map((outcome) => {
        const { peer, peerId } = outcome;
        return 'error' in outcome
          ? { peer, peerId, packages: [], error: outcome.error }
          : { peer, peerId, ...outcome.result };
      }),
    },
    exitCode: outcomes.some(isUnwell) ? 1 : 0,
  };
}

const isUnwell = (outcome: Outcome) =>
  'error' in outcome || outcome.result.packages.some(({ healthy }) => !healthy);

function textOf(outcomes: readonly Outcome[], view: View): string {
  const rows = outcomes.flatMap((outcome) => {
    const { peer } = outcome;
    if ('error' in outcome) return [[peer, '', '', 'unknown', '', outcome.error.message]];
    return outcome.result.packages.map(({ name, version, state, items, step, error, warnings }) => [
      peer,
      name,
      version,
      state,
      items.map(({ alias }) => alias).join(', '),
      error?.message ?? step ?? warnings.join('; '),
    ]);
  });
  return table(['peer', 'package', 'version', 'state', 'services and spells', ''], rows, view);
}
