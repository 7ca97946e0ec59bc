import { ADDRESSES } from '../constants.js';
import { capacityHandlers } from './capacity-handlers.js';
import { dealHandlers, factoryHandlers } from './deal-handlers.js';
import type { ChainLog, Handler } from './handler.js';
import { marketHandlers } from './market-handlers.js';
import type { World } from './world.js';

const byTopic = (handlers: readonly Handler[]) =>
  new Map(handlers.map((handler) => [handler.topic, handler]));

const BY_ADDRESS = new Map([
  [ADDRESSES.market.toLowerCase(), byTopic(marketHandlers)],
  [ADDRESSES.capacity.toLowerCase(), byTopic(capacityHandlers)],
  [ADDRESSES.dealFactory.toLowerCase(), byTopic(factoryHandlers)],
]);
const OF_DEALS = byTopic(dealHandlers);

/** Writes a log into the world; other contracts may say what they like. */
export function applyLog(world: World, log: ChainLog): void {
  const handlers = BY_ADDRESS.get(log.address) ?? (world.deals.has(log.address) ? OF_DEALS : undefined);
  handlers?.get(log.topics[0] ?? '')?.apply(world, log);
}
