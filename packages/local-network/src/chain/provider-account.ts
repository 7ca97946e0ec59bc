import { setTimeout as delay } from 'node:timers/promises';
import type { Rpc } from '@noctiluca/chain';
import type { Receipt, Sent } from '@noctiluca/chain/client';
import { TRANSACTION_GAS, TRANSACTION_MS } from '../constants.js';
import { LocalNetworkError } from '../errors.js';
import type { ChainKit } from './load-chain.js';
import { FIRST_ACCOUNT } from './local-accounts.js';

const POLL_MS = 2;

/**
 * Sends from the account that provides, whose key a chain of one's own has, and waits until it is in a block. Nothing is
 * estimated: each has a block to itself.
 * @param withinMs milliseconds until it must be in one
 * @throws ChainError as `Rpc.call`, `REVERTED` with the words of a contract; LocalNetworkError `CHAIN_FAILED` when it came into none
 */
export async function sendAsProvider(
  rpc: Rpc,
  { receiptsOf }: Pick<ChainKit, 'receiptsOf'>,
  { to, data, value = 0n }: Sent,
  withinMs: number = TRANSACTION_MS,
): Promise<Receipt> {
  const asked = { from: FIRST_ACCOUNT.address, to, data, value: hex(value), gas: hex(TRANSACTION_GAS) };
  const hash = String(await rpc.call('eth_sendTransaction', asked));
  for (const until = performance.now() + withinMs; performance.now() < until; await delay(POLL_MS)) {
    const [read] = await receiptsOf(rpc, [hash]);
    if (!read?.ok) throw read!.error;
    // A receipt has no reason; asked again, the contract tells it.
    if (read.value?.status === 'failed') await rpc.call('eth_call', asked, 'latest');
    if (read.value?.status === 'ok') return read.value;
  }
  throw new LocalNetworkError('CHAIN_FAILED', `Transaction ${hash} of the provider is in no block`);
}

const hex = (value: bigint): string => `0x${value.toString(16)}`;
