import { CliError } from '../errors.js';
import type { ChainSession } from './session.js';

/**
 * Puts units that the market has into a deal, as many as it lacks.
 * @param address of the deal's contract
 * @returns ids of the units, 0x-hex; one at least
 * @throws CliError `CHAIN_REFUSED` when nothing fits, `NO_CHAIN`
 */
export async function matchDeal({ kit, ask, send }: ChainSession, address: string): Promise<string[]> {
  const { deal, market, marketEvents } = kit.contracts;
  const [found, least, there] = await Promise.all([
    ask(kit.ADDRESSES.market, market.matchable, address),
    ask(address, deal.minWorkers),
    ask(address, deal.getComputeUnits),
  ]);
  const free = found.unitIds.flat().length;
  if (free === 0) throw nothingFits(address);
  if (there.length + free < least) throw tooFewFit(address, Number(least), there.length + free);
  const receipt = await send(kit.ADDRESSES.market, market.matchDeal, { deal: address, ...found });
  const matched = kit.eventsOf(receipt, marketEvents.ComputeUnitMatched);
  if (matched.length === 0) throw nothingFits(address);
  return matched.map(({ unitId }) => kit.toHex(unitId));
}

const nothingFits = (address: string): CliError =>
  new CliError(
    'CHAIN_REFUSED',
    `No matched offers for deal ${address}: it has all workers it wants, or no peer that is not in it has a free unit, an active commitment and a price that fits; see "fluence provider offer-info" and "fluence provider cc-info"`,
  );

/** What the market refuses with a number for words. */
const tooFewFit = (address: string, least: number, count: number): CliError =>
  new CliError(
    'CHAIN_REFUSED',
    `The deal ${address} wants ${least} workers at least, and ${count} ${count === 1 ? 'peer' : 'peers'} can be matched: lower its minWorkers, or start more peers; see "fluence provider offer-info"`,
  );
