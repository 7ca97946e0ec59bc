import type { Read } from '@noctiluca/chain/client';
import type { ChainKit } from '@noctiluca/local-network/chain';
import type { LocalChainState } from '@noctiluca/local-network/control';
import { z } from 'zod';
import { askIndexer } from '../../../chain/indexer.js';
import { table } from '../../../output/table.js';
import { PLAIN_VIEW, type View } from '../../../output/terminal/view.js';

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
  /** `restarting`: its process has ended, and the network starts it again. */
  readonly state: 'up' | 'unreachable' | 'restarting';
  readonly block?: number;
  readonly epoch?: number;
  readonly deals?: readonly ObservedDeal[];
}

const MOST_DEALS = 1000;
const QUERY = `{ deals(first: ${MOST_DEALS}) { id targetWorkers addedComputeUnits(first: ${MOST_DEALS}) { workerId } } }`;
const indexed = z.looseObject({
  id: z.string(),
  targetWorkers: z.coerce.number(),
  addedComputeUnits: z.array(z.looseObject({ workerId: z.string().nullable() })),
});
const shape = z.looseObject({ deals: z.array(indexed) });

/** What the chain of a network says of itself; `unreachable` when it says nothing, and nobody knows why. */
export async function observeChain(kit: ChainKit, chain: LocalChainState): Promise<ObservedChain> {
  const rpc = kit.createRpc({ url: chain.rpc });
  const { core, deal } = kit.contracts;
  try {
    const { deals } = await askIndexer({ kit, endpoints: chain }, { query: QUERY, shape });
    const block = Number(await rpc.call('eth_blockNumber'));
    const epoch = Number(await kit.read(rpc, kit.query(kit.ADDRESSES.core, core.currentEpoch)));
    const statuses = await kit.readAll<bigint[]>(
      rpc,
      deals.map(({ id }) => kit.query(id, deal.getStatus)),
    );
    const observed = deals.map((one, at) => observedDeal(one, statusIn(kit, statuses[at]!)));
    return { ...chain, state: 'up', block, epoch, deals: observed };
  } catch {
    return { ...chain, state: chain.lost === undefined ? 'unreachable' : 'restarting' };
  }
}

function statusIn({ dealStatusOf }: ChainKit, read: Read<bigint>): string {
  return (read.ok && dealStatusOf(read.value)) || 'unknown';
}

function observedDeal(
  { id, targetWorkers, addedComputeUnits }: z.output<typeof indexed>,
  status: string,
): ObservedDeal {
  return {
    ...{ id, status, targetWorkers, units: addedComputeUnits.length },
    workers: addedComputeUnits.filter(({ workerId }) => workerId !== null).length,
  };
}

/** Lines about it. */
export function chainText(
  { rpc, indexer, state, block, epoch, deals = [], lost, restarts = 0 }: ObservedChain,
  view: View = PLAIN_VIEW,
): string {
  if (state === 'unreachable') return `chain  ${rpc}  unreachable`;
  if (state === 'restarting') return `chain  ${rpc}  is started again: ${lost}`;
  const again = restarts === 0 ? '' : `  started again ${restarts === 1 ? 'once' : `${restarts} times`}`;
  const facts = `chain  ${rpc}  block ${block}  epoch ${epoch}  deals ${deals.length}${again}\nindexer  ${indexer}`;
  if (deals.length === 0) return facts;
  const rows = deals.map(({ id, status, units, workers, targetWorkers }) => [
    id,
    status,
    `${units}/${targetWorkers}`,
    `${workers}/${targetWorkers}`,
  ]);
  return `${facts}\n\n${table(['deal', 'status', 'matched', 'workers'], rows, view)}`;
}
