import { dealAddress } from '../codec/deal-id.js';
import { idFromHex } from '../codec/hex.js';
import { peerIdToChain } from '../codec/peer-id.js';
import { ADDRESSES } from '../constants.js';
import type { EventCodec } from './abi-types.js';
import { deal, diamond, diamondEvents, market, marketEvents } from './contracts.js';
import { leaveDeal, registerWorker } from './deal-calls.js';
import { mapped, type Query, query } from './query.js';
import { callTo, type Sent } from './wallet.js';

/** A unit of a peer, as the market has it. */
export interface UnitRow {
  readonly id: Uint8Array;
  /** Zeros for none. */
  readonly deal: string;
  readonly onchainWorkerId: Uint8Array;
}

/** A worker of a deal, as the deal has it. */
export interface WorkerRow {
  readonly onchainId: Uint8Array;
  /** Zeros before it is registered. */
  readonly offchainId: Uint8Array;
  readonly peerId: Uint8Array;
  readonly computeUnitIds: readonly Uint8Array[];
}

/** What a peer asks the contracts and tells them; both generations of them have it, each in its words. */
export interface Generation {
  unitsOf(peerId: string): Query<UnitRow[]>;
  /** @throws ChainError `INVALID` for what is no deal id */
  workersOf(dealId: string): Query<WorkerRow[]>;
  /** By the peer's wallet, or its provider's. @throws ChainError `INVALID` */
  register(dealId: string, onchainWorkerId: string, workerId: string): Sent;
  /** Sets the unit free. @throws ChainError `INVALID` */
  leave(dealId: string, onchainWorkerId: string): Sent;
  /** Where, and by which event with the peer in its first topic, a match is told. */
  readonly matches: { readonly address: string; readonly event: EventCodec<{ readonly deal: string }> };
}

/** Contracts of nox from 0.25 on: a facade at one address, workers with ids of their own (spec/services.md §5.2). */
export function facadeGeneration(facade: string = ADDRESSES.diamond): Generation {
  return {
    unitsOf: (peerId) => query(facade, diamond.getComputeUnits, peerIdToChain(peerId)),
    workersOf: (dealId) => query(dealAddress(dealId), deal.getWorkers),
    register: registerWorker,
    leave: leaveDeal,
    matches: { address: facade, event: diamondEvents.ComputeUnitsMatched },
  };
}

/** Contracts of nox up to 0.23, which upstream's CLI 0.16 speaks to: the market itself, a worker is its unit (spec/deals.md §3.4). */
export function marketGeneration(address: string = ADDRESSES.market): Generation {
  return {
    unitsOf: (peerId) =>
      mapped(query(address, market.getComputeUnits, peerIdToChain(peerId)), (rows) =>
        rows.map((row) => ({ ...row, onchainWorkerId: row.id })),
      ),
    workersOf: (dealId) =>
      mapped(query(dealAddress(dealId), deal.getComputeUnits), (rows) =>
        rows.map(({ id, workerId, peerId }) => ({
          ...{ onchainId: id, offchainId: workerId },
          ...{ peerId, computeUnitIds: [id] },
        })),
      ),
    register: (dealId, unitId, workerId) =>
      callTo(dealAddress(dealId), deal.setWorker, {
        unitId: idFromHex(unitId),
        workerId: peerIdToChain(workerId),
      }),
    leave: (_dealId, unitId) => callTo(address, market.returnComputeUnitFromDeal, idFromHex(unitId)),
    matches: { address, event: marketEvents.ComputeUnitMatched },
  };
}
