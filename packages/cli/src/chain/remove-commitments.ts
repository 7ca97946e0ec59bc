import type { CliContext } from '../context.js';
import { CliError } from '../errors.js';
import { type CommandResult, progress } from '../output/result.js';
import { type CommitmentFlags, chosenCommitments } from './chosen-commitments.js';
import { commitmentName, commitmentStatus } from './commitment-text.js';
import { commitmentBytes } from './commitments.js';
import { sendAll } from './multicall.js';
import { openChain } from './session.js';

/** Takes commitments back that nobody has deposited for. @throws CliError `BAD_ARGUMENT`, and of the chain */
export async function removeCommitments(context: CliContext, flags: CommitmentFlags): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const found = await chosenCommitments(context, session, flags);
  const late = found.filter(({ status }) => status !== 'WaitDelegation');
  if (late.length > 0)
    throw new CliError(
      'BAD_ARGUMENT',
      `You can remove commitments only if they have WaitDelegation status. Got:\n\n${late.map(commitmentStatus).join('\n\n')}`,
    );
  const { ADDRESSES, contracts } = session.kit;
  const calls = found.map((one) => contracts.capacity.removeCommitment.encodeInput(commitmentBytes(one)));
  await sendAll(session, ADDRESSES.capacity, calls);
  progress(context, `Removed commitments:\n\n${found.map(commitmentName).join('\n')}`);
  return { text: '', json: { removed: found.map(({ commitmentId }) => commitmentId) } };
}
