import { stopInBackground } from '@noctiluca/local-network/control';
import type { CliContext } from '../../../context.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';

export interface DownFlags extends CommonFlags {
  readonly input: boolean;
  readonly volumes: boolean;
  readonly flags?: string;
}

export const handler = printing(down);

async function down(context: CliContext, flags: DownFlags): Promise<CommandResult> {
  const state = await stopInBackground(fluenceDir(context), { wipe: flags.volumes });
  const wiped = flags.volumes ? ' Its state is deleted.' : '';
  return {
    text: state
      ? `The local network of ${state.peers.length} peers is down.${wiped}`
      : `No local network was up.${wiped}`,
    json: { wasUp: state !== undefined, wiped: flags.volumes },
  };
}
