import { formatUnits, parseUnits } from './amounts.js';
import type { ChainSession } from './session.js';

/** The token that deals are paid in. */
export interface PaymentToken {
  /** Units. @throws CliError `BAD_ARGUMENT` */
  parse(text: string): bigint;
  /** With its symbol, as upstream's CLI has it. */
  format(amount: bigint): string;
}

/** @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
export async function paymentToken({ kit, ask }: ChainSession): Promise<PaymentToken> {
  const decimals = Number(await ask(kit.ADDRESSES.token, kit.contracts.token.decimals));
  return {
    parse: (text) => parseUnits(text, decimals),
    format: (amount) => `${formatUnits(amount, decimals)} USDC`,
  };
}
