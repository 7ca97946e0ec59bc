import type { Receipt, Wallet } from '@noctiluca/chain/client';
import type { ChainSession } from './session.js';

/** Calls of one transaction; upstream's. */
const BATCH = 10;

/**
 * Calls of one contract, encoded, ten in a transaction: of one that fails, none is done.
 * @param by account that sends them; @default the session's
 * @throws CliError `CHAIN_REFUSED`, `NO_CHAIN`
 */
export async function sendAll(
  { kit, transact }: ChainSession,
  to: string,
  calls: readonly Uint8Array[],
  by?: Wallet,
): Promise<Receipt[]> {
  const { multicall } = kit.contracts.market;
  const receipts: Receipt[] = [];
  for (let at = 0; at < calls.length; at += BATCH)
    receipts.push(await transact(kit.callTo(to, multicall, calls.slice(at, at + BATCH)), by));
  return receipts;
}
