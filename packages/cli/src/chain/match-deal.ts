import { CliError } from '../errors.js';
import type { ChainSession } from './session.js';

/**
 * Puts units that the market has into a deal, as many as it lacks.
 * @param address of the deal's contract
 * @returns ids of the units, 0x-hex; one at least
 * @throws CliError `CHAIN_REFUSED` when nothing fits, `NO_CHAIN`
 */
export async function matchDeal({ kit, ask, send }: ChainSession, address: string): Promise<string[]> {
  const { market, marketEvents } = kit.contracts;
  const found = await ask(kit.ADDRESSES.market, market.matchable, address);
  if (found.unitIds.every((units) => units.length === 0)) throw nothingFits(address);
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
