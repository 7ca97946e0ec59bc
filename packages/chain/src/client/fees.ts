import { toNumber } from '../codec/hex.js';
import type { Rpc } from '../rpc.js';

/** Wei per gas, at most. */
export interface Fees {
  readonly maxFeePerGas: bigint;
  readonly maxPriorityFeePerGas: bigint;
}

/** What a transaction pays at first, in wei per gas. */
export interface FeesInit {
  /** @default twice that of the latest block, as it rises by an eighth from one full block to the next */
  readonly baseFee?: bigint;
  /** `suggested`: what the RPC says, or nothing when it says nothing. @default 0 */
  readonly priorityFee?: bigint | 'suggested';
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
export async function currentFees(rpc: Rpc, init: FeesInit = {}): Promise<Fees> {
  const base = init.baseFee ?? 2n * (await baseFeeOf(rpc));
  const priority = init.priorityFee === 'suggested' ? await suggestedFee(rpc) : (init.priorityFee ?? 0n);
  return { maxFeePerGas: base + priority, maxPriorityFeePerGas: priority };
}

async function baseFeeOf(rpc: Rpc): Promise<bigint> {
  const block = await rpc.call('eth_getBlockByNumber', 'latest', false);
  return BigInt(toNumber((block as { baseFeePerGas?: unknown } | null)?.baseFeePerGas));
}

async function suggestedFee(rpc: Rpc): Promise<bigint> {
  const [outcome] = await rpc.batch([{ method: 'eth_maxPriorityFeePerGas' }]);
  return outcome!.ok ? BigInt(toNumber(outcome!.result)) : 0n;
}

/** For what replaces a transaction. */
export const raisedFees = ({ maxFeePerGas, maxPriorityFeePerGas }: Fees): Fees => ({
  maxFeePerGas: (maxFeePerGas * RAISE_PERCENT) / 100n + 1n,
  maxPriorityFeePerGas: (maxPriorityFeePerGas * RAISE_PERCENT) / 100n + 1n,
});

/** The higher of each. */
export const atLeast = (some: Fees, others: Fees | undefined): Fees =>
  others === undefined
    ? some
    : {
        maxFeePerGas: max(some.maxFeePerGas, others.maxFeePerGas),
        maxPriorityFeePerGas: max(some.maxPriorityFeePerGas, others.maxPriorityFeePerGas),
      };

const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** Wei that a plain transfer by a wallet may cost. @throws ChainError as `Rpc.call` */
export async function transferCost(rpc: Rpc): Promise<bigint> {
  return gasLimit(TRANSFER_GAS) * (await currentFees(rpc)).maxFeePerGas;
}
