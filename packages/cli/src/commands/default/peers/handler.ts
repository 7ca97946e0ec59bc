import { readLocalState } from '@noctiluca/local-network/control';
import { webSocketAddress } from '../../../client/relay.js';
import { wellKnownAddresses } from '../../../client/well-known.js';
import type { CliContext } from '../../../context.js';
import { CliError } from '../../../errors.js';
import { type CommandResult, type CommonFlags, printing } from '../../../output/result.js';
import { fluenceDir } from '../../../project/fluence-dir.js';

export interface DefaultPeersFlags extends CommonFlags {
  readonly input: boolean;
}

export const handler = printing(defaultPeers);

async function defaultPeers(
  context: CliContext,
  _flags: DefaultPeersFlags,
  env = 'local',
): Promise<CommandResult> {
  if (env !== 'local') {
    throw new CliError(
      'BAD_ARGUMENT',
      `There is no environment "${env}": upstream's public networks were shut down, only "local" is left`,
    );
  }
  const state = await readLocalState(fluenceDir(context));
  const addresses = state ? state.peers.map(webSocketAddress) : wellKnownAddresses();
  return { text: addresses.join('\n'), json: addresses };
}
