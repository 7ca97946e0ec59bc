import { toNumber } from '../codec/hex.js';
import type { Rpc } from '../rpc.js';

/** Wei per gas, at most. */
export interface Fees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** Another transaction of the same nonce is taken from a tenth more on; geth's rule, and anvil's. */
const RAISE_PERCENT = 125n;
/** More than was estimated: the block it comes into may have another epoch. */
const GAS_PERCENT = 130n;
/** Of a transaction without data to an account without code. */
const TRANSFER_GAS = 21_000n;

/** What a transaction may take that is estimated to take `gas`. */
export const gasLimit = (gas: bigint): bigint => (gas * GAS_PERCENT) / 100n;

/** @throws ChainError as `Rpc.call` */
export async function currentFees(rpc: Rpc): Promise<Fees> {
  const block = (await rpc.call('eth_getBlockByNumber', 'latest', false)) as {
    baseFeePerGas?: unknown;
  } | null;
  // Twice, as it rises by an eighth from one full block to the next.
  return { maxFeePerGas: 2n * BigInt(toNumber(block?.baseFeePerGas)), maxPriorityFeePerGas: 0n };
}

/** For what replaces a transaction. */
export const raisedFees = ({ maxFeePerGas, maxPriorityFeePerGas }: Fees): Fees => ({
  maxFeePerGas: (maxFeePerGas * RAISE_PERCENT) / 100n + 1n,
  maxPriorityFeePerGas: (maxPriorityFeePerGas * RAISE_PERCENT) / 100n + 1n,
});

/** Wei that a plain transfer by a wallet may cost. @throws ChainError as `Rpc.call` */
export async function transferCost(rpc: Rpc): Promise<bigint> {
  return gasLimit(TRANSFER_GAS) * (await currentFees(rpc)).maxFeePerGas;
}
