import { describe, expect, it } from 'vitest';
import { createLocalSubnets } from '../../src/deals/local-subnets.js';
import type { RunningPeer } from '../../src/peer/running-peer.js';

const UNIT = 'ab'.repeat(32);
const OTHER = 'cd'.repeat(32);
const HEX = /^[0-9a-f]{64}$/;

/** Peers that answer so: with the units of the worker they have, with none, or not at all. */
function subnetsOf(...answers: (readonly string[] | undefined | Error)[]) {
  const peers = answers.map((answer, index) => ({
    peer: { peerId: `peer-${index}` } as RunningPeer['peer'],
    async workerOf(dealId: string) {
      if (answer instanceof Error) throw answer;
      return answer && { workerId: `${dealId}-${index}`, cuIds: answer };
    },
  }));
  return createLocalSubnets(() => peers);
}

describe('the workers of a deal on a local network', () => {
  it('are those of all peers that have one, in the order of the peers', async () => {
    const workers = await subnetsOf([UNIT], undefined, [OTHER]).resolve('deal');
    expect(workers).toEqual([
      { hostPeerId: 'peer-0', workerId: 'deal-0', cuIds: [UNIT] },
      { hostPeerId: 'peer-2', workerId: 'deal-2', cuIds: [OTHER] },
    ]);
  });

  it('have a unit of their own, always the same, when they were made with none or with that of another', async () => {
    for (const units of [[], [UNIT], [UNIT, OTHER]]) {
      const subnets = subnetsOf(units, units);
      const cuIds = (await subnets.resolve('deal')).map((worker) => worker.cuIds);
      expect(new Set(cuIds.flat()).size).toBe(2);
      for (const [only, ...more] of cuIds) {
        expect(only).toMatch(HEX);
        expect(more).toEqual([]);
      }
      expect((await subnets.resolve('deal')).map((worker) => worker.cuIds)).toEqual(cuIds);
      expect((await subnets.resolve('other')).map((worker) => worker.cuIds)).not.toEqual(cuIds);
    }
  });

  it('are told without the peers that do not answer', async () => {
    const workers = await subnetsOf(new Error('silent'), [UNIT]).resolve('deal');
    expect(workers).toMatchObject([{ hostPeerId: 'peer-1' }]);
  });

  it('are an error when there is none, which tells how many did not answer', async () => {
    const error = (message: string) => expect.objectContaining({ code: 'NO_WORKER', message });
    const nobody = 'No peer of this local network has a worker for deal deal';
    await expect(subnetsOf(undefined).resolve('deal')).rejects.toEqual(error(nobody));
    await expect(subnetsOf(undefined, new Error('silent')).resolve('deal')).rejects.toEqual(
      error(`${nobody}; 1 of 2 did not answer`),
    );
  });
});
