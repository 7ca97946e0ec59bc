import { chosenDeals } from '../../chain/deals.js';
import { openChain } from '../../chain/session.js';
import { paymentToken } from '../../chain/token.js';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import { type CommandResult, printing, progress } from '../../output/result.js';
import type { DealFlags } from './flags.js';

export const deposit = printing(depositToDeals);
export const withdraw = printing(withdrawFromDeals);

/** Each deal gets the whole amount, as upstream does it; what was done before a failure stays done. */
async function depositToDeals(
  context: CliContext,
  flags: DealFlags,
  amount?: string,
  names?: string,
): Promise<CommandResult> {
  const { session, deals, token, units } = await asked(context, flags, { amount, names });
  const { kit, ask, send } = session;
  for (const { address } of deals) {
    const tokenAt = await ask(address, kit.contracts.deal.paymentToken);
    await send(tokenAt, kit.contracts.token.approve, { spender: address, amount: units });
    await send(address, kit.contracts.deal.deposit, units);
  }
  const lines = deals.map(({ name }) => `${token.format(units)} tokens were deposited to the deal ${name}`);
  return { text: lines.join('\n'), json: { amount: token.format(units), deals: deals.map(({ id }) => id) } };
}

async function withdrawFromDeals(
  context: CliContext,
  flags: DealFlags,
  amount?: string,
  names?: string,
): Promise<CommandResult> {
  const { session, deals, token, units } = await asked(context, flags, { amount, names });
  for (const { name, address } of deals) {
    await session.send(address, session.kit.contracts.deal.withdraw, units);
    progress(context, `${token.format(units)} tokens were withdrawn from the deal ${name}`);
  }
  return { text: '', json: { amount: token.format(units), deals: deals.map(({ id }) => id) } };
}

interface Words {
  readonly amount: string | undefined;
  readonly names: string | undefined;
}

async function asked(context: CliContext, flags: DealFlags, { amount, names }: Words) {
  if (amount === undefined)
    throw new CliError('BAD_ARGUMENT', 'Say how many USDC, as in "fluence deal deposit 10 myDeployment"');
  const session = await openChain(context, flags);
  const token = await paymentToken(session);
  const units = token.parse(amount);
  return {
    session,
    token,
    units,
    deals: await chosenDeals(context, session, { names, dealIds: flags.dealIds }),
  };
}
