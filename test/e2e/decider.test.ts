import { whyNoAnvil } from '@noctiluca/chain';
import { peerIdToChain } from '@noctiluca/chain/client';
import { describe, expect, it } from 'vitest';
import { deal } from '../../packages/chain/src/client/contracts.js';
import { cidFromChain, cidToChain } from '../../packages/chain/src/codec/cid.js';
import { APP, CUSTOMER, callsOf, statusOf } from '../../packages/chain/test/utils/market.js';
import { deciderWithoutIpfs } from '../utils/decider-package.js';
import { deciderWorld, newDeal, stop, until } from '../utils/decider-world.js';

const noAnvil = whyNoAnvil();
const OTHER_APP = cidToChain('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq');

describe.skipIf(noAnvil)(`the decider of a peer on a chain ${noAnvil ?? ''}`, () => {
  it('makes the worker of a match at once, and registers it', async () => {
    const { chain, workerOf, spellOf } = await deciderWorld(2, deciderWithoutIpfs(3600));
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    const [worker] = await callsOf(chain).ask(address, deal.getWorkers);
    expect(worker!.offchainId).toEqual(peerIdToChain(workerOf(address)!.workerId));
    expect(spellOf(address)!.value('h_worker_def_cid')).toBe(JSON.stringify(cidFromChain(APP)));
  });

  it('tells the worker another app, and removes it when the deal was stopped', async () => {
    const { chain, workerOf, spellOf } = await deciderWorld(2, deciderWithoutIpfs(3600));
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    await callsOf(chain).send(CUSTOMER, address, deal.setAppCID, OTHER_APP);
    await until(() => spellOf(address)!.value('h_worker_def_cid'), JSON.stringify(cidFromChain(OTHER_APP)));
    await stop(chain, address);
    await until(() => workerOf(address) === undefined);
    expect(await callsOf(chain).ask(address, deal.getWorkers)).toEqual([]);
  });

  it('knows after a restart what happened meanwhile', async () => {
    const { chain, workerOf, reboot } = await deciderWorld(3, deciderWithoutIpfs(3600));
    const [first, second] = [await newDeal(chain), await newDeal(chain)];
    for (const address of [first, second]) await until(() => statusOf(chain, address), 'ACTIVE');
    const { workerId } = workerOf(second)!;
    let third = '';
    await reboot(async () => {
      await stop(chain, first);
      third = await newDeal(chain);
    });
    await until(() => workerOf(first) === undefined);
    await until(() => statusOf(chain, third), 'ACTIVE');
    expect(workerOf(second)!.workerId).toBe(workerId);
  });

  it('leaves a deal that has no more money', async () => {
    const { chain, workerOf } = await deciderWorld(1, deciderWithoutIpfs(1));
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    await chain.rpc.call('evm_increaseTime', 15 * 200);
    await chain.rpc.call('evm_mine');
    await until(() => statusOf(chain, address), 'INSUFFICIENT_FUNDS');
    // No event tells of time.
    await until(() => workerOf(address) === undefined);
  });
});
