import { randomBytes } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import { deal, market } from '../../src/client/contracts.js';
import { leaveDeal, registerWorker } from '../../src/client/deal-calls.js';
import { dealsOfPeer, workersOfDeal } from '../../src/client/deals.js';
import { facadeGeneration } from '../../src/client/generation.js';
import { cidFromChain } from '../../src/codec/cid.js';
import { dealIdOf } from '../../src/codec/deal-id.js';
import { toHex } from '../../src/codec/hex.js';
import { peerIdFromChain } from '../../src/codec/peer-id.js';
import { ADDRESSES, LISTING_ATTEMPTS, MAX_DEALS_OF_PEER } from '../../src/constants.js';
import { plan } from '../../src/plan/plan.js';
import type { Rpc } from '../../src/rpc.js';
import { startChain, tempDir } from '../utils/chain.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  makeDeal,
  match,
  newPeer,
  PEER,
  provide,
  walletOf,
} from '../utils/market.js';

const noAnvil = whyNoAnvil();

const WORKER = peerIdFromChain(randomBytes(32));

/** A deal with a peer's unit in it. */
async function matched(units = 1) {
  const chain = await startChain();
  const peer = newPeer(units);
  await provide(chain, [peer]);
  const address = await makeDeal(chain);
  await match(chain, address);
  const [peerId, unitId] = [peerIdFromChain(peer.peerId), toHex(peer.unitIds[0]!)];
  return { chain, address, peerId, unitId, dealId: dealIdOf(address), ...callsOf(chain) };
}

describe.skipIf(noAnvil)(`the deals of a peer ${noAnvil ?? ''}`, () => {
  it('are as the chain says, before and after its worker is registered', async () => {
    const { chain, peerId, unitId, dealId } = await matched();
    const before = await dealsOfPeer(chain.rpc, peerId);
    const state = { ok: true, status: 'NOT_ENOUGH_WORKERS', appCid: cidFromChain(APP) };
    const shown = { dealId, unitIds: [unitId], onchainWorkerId: unitId, state };
    expect(before.desired.deals).toEqual([shown]);
    expect([...before.chain]).toEqual([[dealId, null]]);
    expect(before.desired.block).toBe(Number(await chain.rpc.call('eth_blockNumber')));

    await walletOf(chain, PEER).transact(registerWorker(dealId, unitId, WORKER));
    const after = await dealsOfPeer(chain.rpc, peerId);
    expect(after.desired.deals).toEqual([{ ...shown, state: { ...state, status: 'ACTIVE' } }]);
    expect([...after.chain]).toEqual([[dealId, WORKER]]);
  });

  it('are none any more when the peer has left', async () => {
    const { chain, peerId, unitId, dealId } = await matched();
    await walletOf(chain, PEER).transact(leaveDeal(dealId, unitId));
    expect((await dealsOfPeer(chain.rpc, peerId)).desired.deals).toEqual([]);
  });

  it('are what a plan is made from', async () => {
    const { chain, peerId, unitId, dealId, address, send } = await matched(2);
    const planned = async () =>
      plan({ ...(await dealsOfPeer(chain.rpc, peerId)), observed: { ok: true, workers: [] } });
    expect((await planned()).steps.map(({ kind }) => kind)).toEqual([
      'create-worker',
      'install-spell',
      'register',
    ]);
    await send(CUSTOMER, address, deal.stop, undefined);
    expect((await planned()).steps).toEqual([{ kind: 'leave-deal', dealId, onchainWorkerId: unitId }]);
    await send(
      CUSTOMER,
      ADDRESSES.market,
      market.returnComputeUnitFromDeal,
      Buffer.from(unitId.slice(2), 'hex'),
    );
    expect(await planned()).toEqual({ steps: [], reports: [] });
  });

  it('are all there with one that cannot be read', async () => {
    const { chain, peerId, dealId } = await matched();
    const status = toHex(deal.getStatus.encodeInput(undefined));
    const failing: Rpc = {
      ...chain.rpc,
      batch: (calls) =>
        chain.rpc.batch(
          calls.map((call) =>
            JSON.stringify(call).includes(status) ? { method: 'eth_call', params: ['no'] } : call,
          ),
        ),
    };
    const { desired } = await dealsOfPeer(failing, peerId);
    expect(desired.deals).toMatchObject([{ dealId, state: { ok: false, error: expect.any(String) } }]);
  });

  it('are all of one block, whatever comes meanwhile', async () => {
    const { chain, peerId, unitId, dealId } = await matched();
    let left = false;
    const racing: Rpc = {
      ...chain.rpc,
      async batch(calls) {
        // Between the units and what their deals say, the peer has left.
        if (calls[0]?.method === 'eth_call' && calls.length === 3 && !left) {
          left = true;
          await walletOf(chain, PEER).transact(leaveDeal(dealId, unitId));
        }
        return chain.rpc.batch(calls);
      },
    };
    const { desired, chain: workers } = await dealsOfPeer(racing, peerId);
    expect(left).toBe(true);
    expect(desired.deals).toMatchObject([{ dealId, state: { ok: true } }]);
    expect(workers.get(dealId)).toBeNull();
    expect(desired.block).toBe(Number(await chain.rpc.call('eth_blockNumber')) - 1);
  });

  it('are not those of a server that is behind: another block is tried, a few times', async () => {
    const { chain, peerId, dealId } = await matched();
    let asked = 0;
    const behind = (times: number): Rpc => ({
      ...chain.rpc,
      async batch(calls) {
        const outcomes = await chain.rpc.batch(calls);
        if (calls[0]?.method !== 'eth_blockNumber' || asked++ >= times) return outcomes;
        return [{ ok: true, result: '0xffff' }, ...outcomes.slice(1)];
      },
    });
    const { desired } = await dealsOfPeer(behind(LISTING_ATTEMPTS - 1), peerId);
    expect(desired.deals).toMatchObject([{ dealId }]);
    asked = 0;
    await expect(dealsOfPeer(behind(LISTING_ATTEMPTS), peerId)).rejects.toMatchObject({ code: 'RPC_FAILED' });
    expect(asked).toBe(LISTING_ATTEMPTS);
  });

  it('are not known of another chain', async () => {
    const { chain, peerId } = await matched();
    await expect(dealsOfPeer(chain.rpc, peerId, { chainId: 1 })).rejects.toThrow(
      'This is chain 31337, not 1',
    );
  });

  it('are not known at all when their listing fails', async () => {
    const { chain, peerId } = await matched();
    const at = (address: string) => dealsOfPeer(chain.rpc, peerId, { generation: facadeGeneration(address) });
    await expect(at(ADDRESSES.token)).rejects.toMatchObject({ code: 'REVERTED' });
    await expect(at(PEER)).rejects.toMatchObject({ code: 'INVALID' });
    await expect(dealsOfPeer(chain.rpc, 'nobody')).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe.skipIf(noAnvil)('the chain that a peer reads its deals from', () => {
  const firstBlockOf = async (chain: LocalChain) =>
    (await dealsOfPeer(chain.rpc, peerIdFromChain(randomBytes(32)))).firstBlock;

  it('is known again after a restart, and is another one when it was begun anew', async () => {
    const dir = tempDir();
    const chain = await startChain({ dir });
    const first = await firstBlockOf(chain);
    expect(first).toMatch(/^0x[0-9a-f]{64}$/);
    await chain.stop(new AbortController().signal);
    expect(await firstBlockOf(await startChain({ dir }))).toBe(first);
    // All that a first block of anvil has of its own is its second.
    await delay(1100);
    expect(await firstBlockOf(await startChain())).not.toBe(first);
  });

  it('is none that does not say which its first block is', async () => {
    const rpc: Rpc = {
      ...{ url: '', call: async () => '0x1' },
      batch: async (calls) => calls.map(() => ({ ok: true, result: '0x1' })),
    };
    const listed = dealsOfPeer(rpc, peerIdFromChain(randomBytes(32)));
    await expect(listed).rejects.toMatchObject({ code: 'INVALID' });
  });
});

describe('the deals of a peer that is in too many', () => {
  it('are not known, rather than some of them', async () => {
    const rows = Array.from({ length: MAX_DEALS_OF_PEER + 1 }, (_, at) => ({
      ...{ id: randomBytes(32), startEpoch: 0n, onchainWorkerId: randomBytes(32) },
      deal: `0x${(at + 1).toString(16).padStart(40, '0')}`,
    }));
    const generation = { ...facadeGeneration(), unitsOf: () => ({ method: 'units', decode: () => rows }) };
    const rpc: Rpc = {
      ...{ url: '', call: async () => '0x1' },
      batch: async (calls) =>
        calls.map(({ method }) => ({
          ok: true,
          result: method === 'eth_getBlockByNumber' ? { hash: `0x${'0f'.repeat(32)}` } : '0x1',
        })),
    };
    const peerId = peerIdFromChain(randomBytes(32));
    await expect(dealsOfPeer(rpc, peerId, { generation })).rejects.toMatchObject({ code: 'LIMIT' });
  });
});

describe.skipIf(noAnvil)(`the workers of a deal ${noAnvil ?? ''}`, () => {
  it('are known to anybody, by the id of the deal in any form', async () => {
    const { chain, peerId, unitId, dealId, address } = await matched();
    const row = { unitIds: [unitId], hostId: peerId };
    expect(await workersOfDeal(chain.rpc, dealId.toUpperCase())).toEqual([{ ...row, workerId: undefined }]);
    await walletOf(chain, PEER).transact(registerWorker(dealId, unitId, WORKER));
    expect(await workersOfDeal(chain.rpc, address)).toEqual([{ ...row, workerId: WORKER }]);
  });

  it('are not those of what is no deal', async () => {
    const { rpc } = await startChain();
    await expect(workersOfDeal(rpc, '12')).rejects.toThrow("Invalid deal id '12': invalid length");
    await expect(workersOfDeal(rpc, PEER)).rejects.toThrow(`There is no deal at ${PEER.toLowerCase()}`);
  });
});
