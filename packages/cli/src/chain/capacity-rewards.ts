import type { CliContext } from '../context.js';
import { type CommandResult, progress } from '../output/result.js';
import { type CommitmentFlags, chosenCommitments } from './chosen-commitments.js';
import { commitmentName } from './commitment-text.js';
import { commitmentBytes } from './commitments.js';
import { sendAll } from './multicall.js';
import { openChain } from './session.js';

/** @throws CliError `CHAIN_REFUSED`, `NO_CHAIN`, and of `chosenCommitments` */
export async function withdrawReward(context: CliContext, flags: CommitmentFlags): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const found = await chosenCommitments(context, session, flags);
  const { ADDRESSES, contracts } = session.kit;
  const calls = found.map((one) => contracts.capacity.withdrawReward.encodeInput(commitmentBytes(one)));
  await sendAll(session, ADDRESSES.capacity, calls);
  progress(context, `Rewards withdrawn for:\n${found.map(commitmentName).join('\n')}`);
  return { text: '', json: { withdrawn: found.map(({ commitmentId }) => commitmentId) } };
}
