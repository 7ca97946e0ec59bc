import type { Generation } from '../../client/generation.js';
import { dealAddress } from '../../codec/deal-id.js';
import { toHex, toNumber } from '../../codec/hex.js';
import { peerIdToChain } from '../../codec/peer-id.js';
import { ChainError } from '../../errors.js';
import type { ChainChange } from './changes.js';

/** Which logs are asked for, as `eth_subscribe` and `eth_getLogs` have it. */
export interface LogFilter {
  readonly address: string | readonly string[];
  readonly topics?: readonly string[];
}

/** Matches of this peer's units. */
export function matchFilter({ matches }: Pick<Generation, 'matches'>, peerId: string): LogFilter {
  return { address: matches.address, topics: [matches.event.topic, toHex(peerIdToChain(peerId))] };
}

/** All that its deals tell; nothing without any: no addresses would be all addresses. */
export function dealFilter(dealIds: ReadonlySet<string>): LogFilter | undefined {
  return dealIds.size === 0 ? undefined : { address: [...dealIds].map(dealAddress) };
}

/** @throws ChainError `INVALID` for what is no log */
export function changeOf(log: unknown, { matches }: Pick<Generation, 'matches'>): ChainChange {
  const { topics, blockNumber } = (log ?? {}) as { topics?: unknown; blockNumber?: unknown };
  if (!Array.isArray(topics)) throw new ChainError('INVALID', 'The chain told of what is no log');
  const reason = topics[0] === matches.event.topic ? 'matched' : 'deal';
  return { reason, block: toNumber(blockNumber) };
}
