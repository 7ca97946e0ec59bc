import { type LocalState, stopInBackground } from '@noctiluca/local-network/control';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';
import { forgetLocalDeals } from '../forget-deals.js';

export interface DownFlags extends CommonFlags {
  readonly input: boolean;
  readonly volumes: boolean;
  readonly flags?: string;
}

export const handler = printing(down);

async function down(context: CliContext, flags: DownFlags): Promise<CommandResult> {
  const dir = fluenceDir(context);
  const { wasUp, state } = await stopInBackground(dir, { wipe: flags.volumes });
  if (flags.volumes) await forgetLocalDeals(dir);
  const wiped = flags.volumes ? ' Its state is deleted.' : '';
  return {
    text: `${textOf(wasUp, state)}${wiped}`,
    json: { wasUp, wiped: flags.volumes },
  };
}

function textOf(wasUp: boolean, state: LocalState | undefined): string {
  if (state !== undefined) return `The local network of ${state.peers.length} peers is down.`;
  return wasUp ? 'The local network, which was starting, is down.' : 'No local network was up.';
}
