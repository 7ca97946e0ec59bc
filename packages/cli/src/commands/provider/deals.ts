import { z } from 'zod';
import { dealAt } from '../../chain/deals.js';
import { idBytes } from '../../chain/ids.js';
import { askIndexer } from '../../chain/indexer.js';
import { sendAll } from '../../chain/multicall.js';
import { type ChainFlags, type ChainSession, openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import { commaSeparated } from '../../chain/words.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';

export interface ProviderDealsFlags extends ChainFlags {
  readonly dealIds?: string;
  readonly all?: boolean;
}

export const list = printing(listDeals);
export const exit = printing(exitDeals);
export const rewardsInfo = printing(showReward);
export const rewardsWithdraw = printing(withdrawRewards);

/** Deals of one page; the indexer's most. The newest are first, as upstream has them. */
const PAGE = 1000;
/** More than any local chain has. */
const MAX_DEALS = 100_000;
const QUERY = `query DealsQuery($where: Deal_filter, $first: Int, $skip: Int) {
  deals(where: $where, first: $first, skip: $skip, orderBy: createdAt, orderDirection: desc) { id }
}`;
const shape = z.looseObject({ deals: z.array(z.looseObject({ id: z.string() })) });

async function listDeals(context: CliContext, flags: ChainFlags): Promise<CommandResult> {
  const deals = await dealsOfProvider(await openChain(context, flags));
  // An empty line for none, as upstream.
  return { text: `${deals.join('\n')}\n`, json: { deals } };
}

async function dealsOfProvider(session: ChainSession): Promise<string[]> {
  const where = { addedComputeUnits_: { provider: session.wallet.address.toLowerCase() } };
  const ids: string[] = [];
  for (let page = PAGE; page === PAGE; ) {
    if (ids.length >= MAX_DEALS)
      throw new CliError('CHAIN_REFUSED', `The indexer has more than ${MAX_DEALS} deals of this provider`);
    const variables = { where, first: PAGE, skip: ids.length };
    const { deals } = await askIndexer(session, { query: QUERY, variables, shape });
    ids.push(...deals.map(({ id }) => id));
    page = deals.length;
  }
  return ids;
}

/** Takes the provider's own units out of deals. */
async function exitDeals(context: CliContext, flags: ProviderDealsFlags): Promise<CommandResult> {
  const session = await openChain(context, flags);
  const { kit, wallet } = session;
  const ids = flags.all ? await dealsOfProvider(session) : namedDeals(flags.dealIds);
  const units = (await Promise.all(ids.map((id) => unitsOf(session, id)))).flat();
  const own = units.filter(({ provider }) => provider === wallet.address.toLowerCase()).map(({ id }) => id);
  const { returnComputeUnitFromDeal } = kit.contracts.market;
  await sendAll(
    session,
    kit.ADDRESSES.market,
    own.map((id) => returnComputeUnitFromDeal.encodeInput(id)),
  );
  progress(context, `${own.length} compute units of ${wallet.address} left ${ids.length} deals`);
  return { text: '', json: { deals: ids, unitIds: own.map(kit.toHex) } };
}

function namedDeals(dealIds: string | undefined): string[] {
  const ids = commaSeparated(dealIds ?? '');
  if (ids.length > 0) return ids;
  throw new CliError(
    'BAD_ARGUMENT',
    'Say which deals with --deal-ids; "fluence provider deal-list" prints their ids',
  );
}

async function unitsOf(session: ChainSession, id: string) {
  return session.ask(await dealAt(session, id), session.kit.contracts.deal.getComputeUnits);
}

async function showReward(
  context: CliContext,
  flags: ChainFlags,
  id?: string,
  unit?: string,
): Promise<CommandResult> {
  if (id === undefined || unit === undefined)
    throw new CliError(
      'BAD_ARGUMENT',
      'Say which deal and which unit: "fluence provider deal-rewards-info <deal> <unit>"; "fluence deal info" prints both',
    );
  const session = await openChain(context, flags);
  const unitId = idBytes(unit, 'a compute unit');
  const amount = await session.ask(
    await dealAt(session, id),
    session.kit.contracts.deal.getRewardAmount,
    unitId,
  );
  const reward = (await paymentToken(session)).format(amount);
  return { text: `Deal reward amount: ${reward}`, json: { dealId: id, unitId: unit, reward } };
}

async function withdrawRewards(context: CliContext, flags: ProviderDealsFlags): Promise<CommandResult> {
  const ids = namedDeals(flags.dealIds);
  const session = await openChain(context, flags);
  const { format } = await paymentToken(session);
  const { deal } = session.kit.contracts;
  const withdrawn: object[] = [];
  for (const id of ids) {
    const address = await dealAt(session, id);
    const units = await unitsOf(session, id);
    const amounts = await Promise.all(
      units.map((unit) => session.ask(address, deal.getRewardAmount, unit.id)),
    );
    for (const unit of units) await session.send(address, deal.withdrawRewards, unit.id);
    const reward = format(amounts.reduce((sum, amount) => sum + amount, 0n));
    progress(context, `Reward ${reward} was withdrawn from the deal: ${id}`);
    withdrawn.push({ dealId: id, reward });
  }
  return { text: '', json: { withdrawn } };
}
