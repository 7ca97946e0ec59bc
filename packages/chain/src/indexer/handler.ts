import type { EventCodec } from '../client/abi-types.js';
import type { ChainCid } from '../codec/cid.js';
import type { World } from './world.js';

/** A log of the chain. */
export interface ChainLog {
  /** Lower-case. */
  readonly address: string;
  readonly topics: readonly string[];
  readonly data: string;
  /** Seconds. */
  readonly timestamp: number;
}

/** Writes one event into the world. */
export interface Handler {
  readonly topic: string;
  apply(world: World, log: ChainLog): void;
}

/** A handler of an event, which gets its values. */
export function on<Values>(
  event: EventCodec<Values>,
  write: (world: World, values: Values, log: ChainLog) => void,
): Handler {
  return {
    topic: event.topic,
    apply: (world, log) => write(world, event.decode(log.topics, log.data), log),
  };
}

/** Id of a CID on the chain: prefix and digest, hex without 0x. */
export const cidKey = ({ prefixes, hash }: ChainCid): string =>
  Buffer.from([...prefixes, ...hash]).toString('hex');
