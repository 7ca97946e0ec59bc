import { ADDRESSES } from '../constants.js';
import { ChainError } from '../errors.js';
import { GENESIS_TRANSACTIONS } from '../generated/genesis.js';
import type { Rpc } from '../rpc.js';
import type { KeptChain } from './state-file.js';

/** Puts all contracts where clients look for them: one batch, one block. @throws ChainError of the first that failed */
export async function writeGenesis(rpc: Rpc): Promise<void> {
  const sent = GENESIS_TRANSACTIONS.map((raw) => ({ method: 'eth_sendRawTransaction', params: [raw] }));
  for (const outcome of await rpc.batch([...sent, { method: 'evm_mine' }]))
    if (!outcome.ok) throw outcome.error;
  await requireContracts(rpc);
}

/** Goes on with a chain that was kept. @throws ChainError `DAMAGED` */
export async function restore(rpc: Rpc, { state, aheadSec }: KeptChain, dir: string): Promise<void> {
  try {
    await rpc.call('anvil_loadState', state);
    await requireContracts(rpc);
  } catch (cause) {
    throw new ChainError('DAMAGED', `The chain in ${dir} cannot be restored`, { cause });
  }
  // anvil goes on with the machine's time, which would take the chain back.
  await rpc.call('evm_increaseTime', aheadSec);
}

/** @throws ChainError `DAMAGED` when a contract is missing */
async function requireContracts(rpc: Rpc): Promise<void> {
  const names = Object.entries(ADDRESSES);
  const codes = await rpc.batch(
    names.map(([, address]) => ({ method: 'eth_getCode', params: [address, 'latest'] })),
  );
  const missing = names.filter((_, index) => !hasCode(codes[index]!)).map(([name]) => name);
  if (missing.length > 0) throw new ChainError('DAMAGED', `The chain is without ${missing.join(', ')}`);
}

function hasCode(outcome: { readonly ok: boolean; readonly result?: unknown }): boolean {
  return outcome.ok && typeof outcome.result === 'string' && outcome.result.length > 2;
}
