import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { projectRoot } from '../project/project-root.js';
import { type Commitment, commitmentAt, commitmentsOfPeers } from './commitments.js';
import { readProviderFile } from './provider-file.js';
import { providerPeers } from './provider-peers.js';
import type { ChainFlags, ChainSession } from './session.js';
import { commaSeparated } from './words.js';

/** Flags of commands about commitments. */
export interface CommitmentFlags extends ChainFlags {
  readonly noxNames?: string;
  readonly ccIds?: string;
  readonly maxCus?: string;
}

/** Commitments by id, or of the peers of provider.yaml. @throws CliError `BAD_ARGUMENT`, `PEER_UNKNOWN`, `CHAIN_REFUSED` */
export async function chosenCommitments(
  context: CliContext,
  session: ChainSession,
  { noxNames, ccIds }: Pick<CommitmentFlags, 'noxNames' | 'ccIds'>,
): Promise<Commitment[]> {
  if (noxNames !== undefined && ccIds !== undefined)
    throw new CliError('BAD_ARGUMENT', 'Commitments go by --nox-names or by --cc-ids, not by both');
  if (ccIds === undefined) {
    const provider = await readProviderFile(projectRoot(context));
    return commitmentsOfPeers(session, await providerPeers(session, provider, noxNames));
  }
  const ids = commaSeparated(ccIds);
  if (ids.length === 0)
    throw new CliError('BAD_ARGUMENT', 'No commitment is named; "fluence provider cc-info" prints their ids');
  return Promise.all(ids.map((id) => commitmentAt(session, id)));
}
