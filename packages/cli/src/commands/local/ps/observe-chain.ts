import type { LocalChainState } from '@noctiluca/local-network/control';
import { table } from '../../../output/table.js';
import { askChain, askIndexer } from '../chain-rpc.js';

/** A deal, as far as it is shown here. */
export interface ObservedDeal {
  /** Address of its contract, lower-case with 0x. */
  readonly id: string;
  readonly status: string;
  /** Matched, registered, wanted. */
  readonly units: number;
  readonly workers: number;
  readonly targetWorkers: number;
}

export interface ObservedChain extends LocalChainState {
  readonly state: 'up' | 'unreachable';
  readonly block?: number;
  readonly epoch?: number;
  readonly deals?: readonly ObservedDeal[];
}

/** Where the contract with the epoch is, and what it is asked; what a deal is asked for its status (spec/deals.md §1, annex). */
const CORE = '0x0B306BF915C4d645ff596e518fAf3F9669b97016';
const [CURRENT_EPOCH, GET_STATUS] = ['0x76671808', '0x4e69d560'];
/** By the numbers of the contract. */
const STATUSES = ['INSUFFICIENT_FUNDS', 'ACTIVE', 'ENDED', 'NOT_ENOUGH_WORKERS', 'SMALL_BALANCE'];
const MOST_DEALS = 1000;
const DEALS = `{ deals(first: ${MOST_DEALS}) { id targetWorkers addedComputeUnits(first: ${MOST_DEALS}) { workerId } } }`;

interface IndexedDeal {
  readonly id: string;
  readonly targetWorkers: number | string;
  readonly addedComputeUnits: readonly { readonly workerId: string | null }[];
}

/** What the chain of a network says of itself; `unreachable` when it says nothing. */
export async function observeChain(chain: LocalChainState): Promise<ObservedChain> {
  try {
    const { deals } = (await askIndexer(chain, DEALS)) as { deals: readonly IndexedDeal[] };
    const statuses = deals.map(({ id }) => callOf(id, GET_STATUS));
    const [block, epoch, ...status] = await askChain(chain, [
      ['eth_blockNumber'],
      callOf(CORE, CURRENT_EPOCH),
      ...statuses,
    ]);
    const observed = deals.map((deal, at) => observedDeal(deal, Number(status[at])));
    return { ...chain, state: 'up', block: Number(block), epoch: Number(epoch), deals: observed };
  } catch {
    return { ...chain, state: 'unreachable' };
  }
}

const callOf = (to: string, data: string) => ['eth_call', { to, data }, 'latest'] as const;

function observedDeal({ id, targetWorkers, addedComputeUnits }: IndexedDeal, status: number): ObservedDeal {
  return {
    id,
    status: STATUSES[status] ?? String(status),
    units: addedComputeUnits.length,
    workers: addedComputeUnits.filter(({ workerId }) => workerId !== null).length,
    targetWorkers: Number(targetWorkers),
  };
}

/** Lines about it. */
export function chainText({ rpc, indexer, state, block, epoch, deals = [] }: ObservedChain): string {
  if (state === 'unreachable') return `chain  ${rpc}  unreachable`;
  const facts = `chain  ${rpc}  block ${block}  epoch ${epoch}  deals ${deals.length}\nindexer  ${indexer}`;
  if (deals.length === 0) return facts;
  const rows = deals.map(({ id, status, units, workers, targetWorkers }) => [
    id,
    status,
    `${units}/${targetWorkers}`,
    `${workers}/${targetWorkers}`,
  ]);
  return `${facts}\n\n${table(['deal', 'status', 'matched', 'workers'], rows)}`;
}
