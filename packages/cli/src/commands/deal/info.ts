import { dealInfo, dealInfoText } from '../../chain/deal-info.js';
import { chosenDeals } from '../../chain/deals.js';
import { openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import type { CliContext } from '../../context.js';
import { type CommandResult, printing } from '../../output/result.js';
import type { DealFlags } from './flags.js';

export const info = printing(showDeals);

async function showDeals(context: CliContext, flags: DealFlags, names?: string): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const deals = await chosenDeals(context, session, { names, dealIds: flags.dealIds });
  const token = await paymentToken(session);
  const infos = await Promise.all(deals.map((deal) => dealInfo(session, deal, token)));
  return { text: infos.map(dealInfoText).join('\n'), json: { deals: infos } };
}
