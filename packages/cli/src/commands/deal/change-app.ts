import { dealAt } from '../../chain/deals.js';
import { chainCid } from '../../chain/make-deal.js';
import { type ChainFlags, openChain } from '../../chain/session.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';

export const changeApp = printing(changeDeal);

async function changeDeal(
  context: CliContext,
  flags: ChainFlags,
  id?: string,
  appCid?: string,
): Promise<CommandResult> {
  if (id === undefined || appCid === undefined)
    throw new CliError(
      'BAD_ARGUMENT',
      'Say which deal and which app: "fluence deal change-app <deal> <cid>"',
    );
  const session = await openChain(context, flags);
  const app = chainCid(session, appCid);
  await session.send(await dealAt(session, id), session.kit.contracts.deal.setAppCID, app);
  progress(context, `The app of deal ${id} is ${appCid}`);
  return { text: '', json: { dealId: id, appCid } };
}
