import { toNumber } from '../../codec/hex.js';
import { ChainError } from '../../errors.js';

/** A block, the latest at its time. */
export interface Head {
  readonly block: number;
  /** What its contracts take for the time, seconds since the epoch. */
  readonly timeSec: number;
}

/** @throws ChainError `INVALID` for what is no block */
export function headOf(block: unknown): Head {
  if (typeof block !== 'object' || block === null)
    throw new ChainError('INVALID', 'The chain told of what is no block');
  const { number, timestamp } = block as { number?: unknown; timestamp?: unknown };
  return { block: toNumber(number), timeSec: toNumber(timestamp) };
}
