import { chosenDeals } from '../../chain/deals.js';
import { idBytes } from '../../chain/ids.js';
import { matchDeal } from '../../chain/match-deal.js';
import { type ChainFlags, openChain } from '../../chain/session.js';
import { commaSeparated } from '../../chain/words.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import type { DealFlags } from './flags.js';

export const add = printing(addWorkers);
export const remove = printing(removeWorkers);

async function addWorkers(context: CliContext, flags: DealFlags, names?: string): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const deals = await chosenDeals(context, session, { names, dealIds: flags.dealIds });
  const matched: object[] = [];
  for (const { id, address } of deals) {
    const unitIds = await matchDeal(session, address);
    progress(context, `${unitIds.length} workers joined the deal ${id}`);
    matched.push({ dealId: id, unitIds });
  }
  return { text: '', json: { matched } };
}

async function removeWorkers(context: CliContext, flags: ChainFlags, words = ''): Promise<CommandResult> {
  const unitIds = commaSeparated(words);
  if (unitIds.length === 0)
    throw new CliError('BAD_ARGUMENT', 'Say which compute units; "fluence deal info" prints their ids');
  const session = await openChain(context, flags);
  const { ADDRESSES, contracts } = session.kit;
  const units = unitIds.map((id) => idBytes(id, 'a compute unit'));
  for (const unit of units)
    await session.send(ADDRESSES.market, contracts.market.returnComputeUnitFromDeal, unit);
  return {
    text: unitIds.map((id) => `Unit ${id} was removed from the deal`).join('\n'),
    json: { removed: unitIds },
  };
}
