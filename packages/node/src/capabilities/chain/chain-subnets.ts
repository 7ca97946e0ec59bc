import type { SubnetWorker as ChainWorker, PeerChain } from '@noctiluca/chain/peer';
import { hasCode } from '@noctiluca/common/thrown';
import type { Subnets, SubnetWorker } from '@noctiluca/host';
import { MAX_CHAIN_QUESTIONS } from '../../constants.js';
import { NodeError } from '../../errors.js';

/** Workers of deals as the chain has them; deals that are not on it may be known to those who were asked before. */
export function chainSubnets(
  chain: { readonly peer: Pick<PeerChain, 'workersOf'> },
  before: Subnets,
): Subnets {
  let asked = 0;
  async function onChain(dealId: string): Promise<SubnetWorker[]> {
    if (asked >= MAX_CHAIN_QUESTIONS) throw new NodeError('LIMIT', 'The chain is asked too much at once');
    asked += 1;
    try {
      return (await chain.peer.workersOf(dealId)).flatMap(workerOf);
    } finally {
      asked -= 1;
    }
  }
  return {
    resolve: (dealId, signal) =>
      onChain(dealId).catch((error: unknown) =>
        before.resolve(dealId, signal).catch(() => {
          throw toAnybody(error);
        }),
      ),
  };
}

/** Anybody may ask, who need not know where the chain is. */
function toAnybody(error: unknown): unknown {
  return hasCode(error, 'UNREACHABLE')
    ? new NodeError('CHAIN_NOT_UP', 'The chain does not answer', { cause: error })
    : error;
}

function workerOf({ unitIds, hostId: hostPeerId, workerId }: ChainWorker): SubnetWorker[] {
  const [first, ...others] = unitIds.map((unitId) => unitId.slice(2));
  if (first === undefined) return [];
  return [{ cuIds: [first, ...others], hostPeerId, ...(workerId === undefined ? {} : { workerId }) }];
}
