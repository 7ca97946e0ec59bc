import { toNumber } from '../codec/hex.js';
import { ChainError } from '../errors.js';
import type { Rpc, RpcOutcome } from '../rpc.js';
import type { EventCodec } from './abi-types.js';
import type { Read } from './query.js';

/** A log of a receipt. */
export interface Log {
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
}

/** A transaction that is in a block. */
export interface Receipt {
  readonly status: 'ok' | 'failed';
  readonly blockNumber: number;
  readonly txHash: string;
  readonly logs: readonly Log[];
}

/** Each by itself, in the order of the hashes; nothing while it is in no block. @throws ChainError as `Rpc.batch` */
export async function receiptsOf(rpc: Rpc, hashes: readonly string[]): Promise<Read<Receipt | undefined>[]> {
  const calls = hashes.map((hash) => ({ method: 'eth_getTransactionReceipt', params: [hash] }));
  return (await rpc.batch(calls)).map(receiptOf);
}

/** What all events of one kind in a receipt say. */
export function eventsOf<Values>({ logs }: Pick<Receipt, 'logs'>, event: EventCodec<Values>): Values[] {
  return logs
    .filter(({ topics }) => topics[0] === event.topic)
    .map(({ topics, data }) => event.decode(topics, data));
}

function receiptOf(outcome: RpcOutcome): Read<Receipt | undefined> {
  if (!outcome.ok) return outcome;
  if (outcome.result === null) return { ok: true, value: undefined };
  try {
    return { ok: true, value: parse(outcome.result as Readonly<Record<string, unknown>>) };
  } catch (cause) {
    return { ok: false, error: new ChainError('INVALID', 'The RPC answered what is no receipt', { cause }) };
  }
}

function parse({ status, blockNumber, transactionHash, logs }: Readonly<Record<string, unknown>>): Receipt {
  if (typeof transactionHash !== 'string' || !Array.isArray(logs)) throw new TypeError('Not a receipt');
  return {
    status: toNumber(status) === 1 ? 'ok' : 'failed',
    blockNumber: toNumber(blockNumber),
    txHash: transactionHash,
    logs: logs as Log[],
  };
}
