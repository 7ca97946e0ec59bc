import type { Receipt } from '@noctiluca/chain/client';
import type { ChainSession } from './session.js';

/** Calls of one transaction; upstream's. */
const BATCH = 10;

/**
 * Calls of one contract, encoded, ten in a transaction: of one that fails, none is done.
 * @throws CliError `CHAIN_REFUSED`, `NO_CHAIN`
 */
export async function sendAll(
  { kit, send }: ChainSession,
  to: string,
  calls: readonly Uint8Array[],
): Promise<Receipt[]> {
  const receipts: Receipt[] = [];
  for (let at = 0; at < calls.length; at += BATCH)
    receipts.push(await send(to, kit.contracts.market.multicall, calls.slice(at, at + BATCH)));
  return receipts;
}
