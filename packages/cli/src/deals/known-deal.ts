import type { ChainSession } from '../chain/session.js';
import { told } from '../chain/told.js';
import { CliError } from '../errors.js';

/** A deal as the chain has it. */
export interface KnownDeal {
  /** Of its contract, lower-case with 0x. */
  readonly address: string;
  /** In upstream's words. */
  readonly status: string;
  /** CID of the definition of its workers. */
  readonly appCid: string;
  readonly minWorkers: number;
  readonly targetWorkers: number;
  /** Units of the token. */
  readonly pricePerWorkerEpoch: bigint;
  /** Compute units that are matched. */
  readonly units: number;
  /** Compute units that the market has for what it lacks. */
  readonly free: number;
}

const DEAL_ID = /^(0x)?[0-9a-f]{40}$/i;

/** One request. @param id in any form. @returns nothing: the chain has no such deal. @throws CliError `CHAIN_REFUSED`, `NO_CHAIN` */
export async function knownDeal({ kit, rpc }: ChainSession, id: string): Promise<KnownDeal | undefined> {
  if (!DEAL_ID.test(id)) return undefined;
  const address = kit.dealAddress(id);
  const { ADDRESSES, contracts, query, readAll } = kit;
  const { deal, dealFactory, market } = contracts;
  const [isDeal, status, app, least, target, price, units, free] = await told(
    readAll(rpc, [
      query(ADDRESSES.dealFactory, dealFactory.hasDeal, address),
      query(address, deal.getStatus),
      query(address, deal.appCID),
      query(address, deal.minWorkers),
      query(address, deal.targetWorkers),
      query(address, deal.pricePerWorkerEpoch),
      query(address, deal.getComputeUnits),
      query(ADDRESSES.market, market.matchable, address),
    ]),
  );
  const of = <Value>(read: Outcome<Value>): Value => {
    if (read.ok) return read.value;
    throw new CliError('CHAIN_REFUSED', `The deal ${id} cannot be read: ${read.error.message}`);
  };
  if (!of(isDeal)) return undefined;
  return {
    ...{ address, status: kit.dealStatusOf(of(status)) ?? 'Unknown', appCid: kit.cidFromChain(of(app)) },
    ...{ minWorkers: Number(of(least)), targetWorkers: Number(of(target)), pricePerWorkerEpoch: of(price) },
    ...{ units: of(units).length, free: of(free).unitIds.reduce((sum, some) => sum + some.length, 0) },
  };
}

type Outcome<Value> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly error: Error };
