import { chosenDeals } from '../../chain/deals.js';
import { openChain } from '../../chain/session.js';
import type { CliContext } from '../../context.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import type { DealFlags } from './flags.js';

export const stop = printing(stopDeals);

async function stopDeals(context: CliContext, flags: DealFlags, names?: string): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const deals = await chosenDeals(context, session, { names, dealIds: flags.dealIds });
  for (const { name, address } of deals) {
    await session.send(address, session.kit.contracts.deal.stop, undefined);
    progress(context, `Stopped deal: ${name}`);
  }
  return { text: '', json: { stopped: deals.map(({ id }) => id) } };
}
