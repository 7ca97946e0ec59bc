import type { Subnets, SubnetWorker } from '@noctiluca/node';
import { LocalNetworkError } from '../errors.js';
import type { DealWorker } from './deal-workers.js';
import { unitsOf } from './worker-units.js';

/** A peer that can be asked for its worker of a deal. */
interface DealPeer {
  readonly peer: { readonly peerId: string };
  /** The worker it has; undefined: none. @throws LocalNetworkError `NO_ANSWER` */
  workerOf(dealId: string, signal?: AbortSignal): Promise<DealWorker | undefined>;
}

/**
 * Tells the workers of a deal in place of a chain: asks every peer of the network for the one it has. A peer that does
 * not answer is left out.
 * @param running the peers at the time of a question, in their order
 * @throws LocalNetworkError at a question: `NO_WORKER`
 */
export function createLocalSubnets(running: () => readonly DealPeer[]): Subnets {
  return {
    async resolve(dealId, signal) {
      const peers = running();
      const answers = await Promise.allSettled(peers.map(({ workerOf }) => workerOf(dealId, signal)));
      const found = answers.flatMap((answer, index) => {
        const worker = answer.status === 'fulfilled' ? answer.value : undefined;
        return worker === undefined ? [] : [{ hostPeerId: peers[index]!.peer.peerId, ...worker }];
      });
      if (found.length === 0) throw noWorker(dealId, answers);
      return withUnits(dealId, found);
    },
  };
}

function withUnits(
  dealId: string,
  workers: readonly (DealWorker & { readonly hostPeerId: string })[],
): SubnetWorker[] {
  const units = unitsOf(dealId, workers);
  return workers.map(({ hostPeerId, workerId }, index) => ({ hostPeerId, workerId, cuIds: units[index]! }));
}

function noWorker(dealId: string, answers: readonly PromiseSettledResult<unknown>[]): LocalNetworkError {
  const silent = answers.filter(({ status }) => status === 'rejected').length;
  const but = silent === 0 ? '' : `; ${silent} of ${answers.length} did not answer`;
  return new LocalNetworkError(
    'NO_WORKER',
    `No peer of this local network has a worker for deal ${dealId}${but}`,
  );
}
