import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import { facadeGeneration, marketGeneration } from '../../src/client/generation.js';
import { cidFromChain } from '../../src/codec/cid.js';
import { dealIdOf } from '../../src/codec/deal-id.js';
import { toHex } from '../../src/codec/hex.js';
import { peerIdFromChain } from '../../src/codec/peer-id.js';
import { CHAIN_ID, MAX_RECEIPTS } from '../../src/constants.js';
import { createPeerChain, type PeerChainInit } from '../../src/peer/peer-chain.js';
import { createPeerRpcs } from '../../src/peer/peer-rpcs.js';
import type { Rpc } from '../../src/rpc.js';
import { startChain } from '../utils/chain.js';
import { APP, KEYS, makeDeal, match, newPeer, PEER, provide } from '../utils/market.js';

const noAnvil = whyNoAnvil();

const WORKER = peerIdFromChain(randomBytes(32));

const GENERATIONS = [
  { name: 'the facade', generation: facadeGeneration() },
  { name: 'the market', generation: marketGeneration() },
];

/** A peer with a unit in a deal, by the contracts of a generation. */
async function matched(generation = facadeGeneration(), init: Partial<PeerChainInit> = {}) {
  const chain = await startChain();
  const peer = newPeer();
  await provide(chain, [peer]);
  const address = await makeDeal(chain);
  await match(chain, address);
  const peerId = peerIdFromChain(peer.peerId);
  const of = (rpc: Rpc) =>
    createPeerChain(
      { peerId, walletKey: KEYS[PEER]!, chainId: CHAIN_ID, pollMs: 2, ...init },
      { rpc, forAnybody: rpc, generation },
    );
  return {
    chain,
    of,
    onChain: of(chain.rpc),
    peerId,
    dealId: dealIdOf(address),
    unitId: toHex(peer.unitIds[0]!),
  };
}

const nonceOf = async ({ rpc }: Pick<LocalChain, 'rpc'>, block = 'latest') =>
  Number(await rpc.call('eth_getTransactionCount', PEER, block));

describe.skipIf(noAnvil).each(GENERATIONS)(
  `a peer on a chain by $name ${noAnvil ?? ''}`,
  ({ generation }) => {
    it('reads its deals, registers its worker, and leaves', async () => {
      const { onChain, dealId, unitId, peerId } = await matched(generation);
      expect(onChain.account).toBe(PEER);
      const state = { ok: true, appCid: cidFromChain(APP) };
      const deal = { dealId, unitIds: [unitId], onchainWorkerId: unitId };
      expect(await onChain.deals()).toMatchObject({
        desired: { deals: [{ ...deal, state: { ...state, status: 'NOT_ENOUGH_WORKERS' } }] },
        chain: new Map([[dealId, null]]),
      });

      expect(await onChain.register(dealId, unitId, WORKER)).toMatchObject({ status: 'ok' });
      expect(await onChain.deals()).toMatchObject({
        desired: { deals: [{ ...deal, state: { ...state, status: 'ACTIVE' } }] },
        chain: new Map([[dealId, WORKER]]),
      });
      expect(await onChain.workersOf(dealId)).toEqual([
        { unitIds: [unitId], hostId: peerId, workerId: WORKER },
      ]);

      expect(await onChain.leave(dealId, unitId)).toMatchObject({ status: 'ok' });
      expect((await onChain.deals()).desired.deals).toEqual([]);
      expect(onChain.transactions).toEqual({ sent: 2, failed: 0 });
    });

    it('is told what its contract refuses', async () => {
      const { onChain, dealId } = await matched(generation);
      const refused = onChain.register(dealId, toHex(randomBytes(32)), WORKER);
      await expect(refused).rejects.toMatchObject({ code: 'REVERTED' });
      await expect(onChain.register(dealId, '0x12', 'nobody')).rejects.toMatchObject({ code: 'INVALID' });
      expect(onChain.transactions).toEqual({ sent: 0, failed: 1 });
    });
  },
);

describe.skipIf(noAnvil)(`transactions of a peer ${noAnvil ?? ''}`, () => {
  it('take one nonce each, however many are begun at a time', async () => {
    const { chain, onChain, dealId, unitId } = await matched();
    await Promise.all(Array.from({ length: 8 }, () => onChain.register(dealId, unitId, WORKER)));
    expect(await nonceOf(chain)).toBe(8);
  });

  it('are looked after when nobody waits, and known by their first hash when another took their place', async () => {
    const { chain, onChain, dealId, unitId } = await matched(facadeGeneration(), {
      ...{ replaceAfterMs: 30, replacements: 1000 },
    });
    await chain.rpc.call('evm_setAutomine', false);
    const hash = await onChain.beginRegistration(dealId, unitId, WORKER);
    const receipt = async () => (await onChain.receipts([hash]))[0];
    expect(await receipt()).toEqual({ ok: true, value: undefined });
    const isReplaced = async () => (await chain.rpc.call('eth_getTransactionByHash', hash)) === null;
    await expect.poll(isReplaced).toBe(true);
    await chain.rpc.call('evm_mine');
    const found = await receipt();
    expect(found).toMatchObject({ ok: true, value: { status: 'ok' } });
    expect(found).not.toMatchObject({ value: { txHash: hash } });
  });

  it('do not wait behind one that came into no block: they take its place', async () => {
    const { chain, onChain, dealId, unitId } = await matched(facadeGeneration(), {
      ...{ replaceAfterMs: 10, replacements: 1 },
    });
    await chain.rpc.call('evm_setAutomine', false);
    await expect(onChain.register(dealId, unitId, WORKER)).rejects.toMatchObject({ code: 'LIMIT' });
    expect(await nonceOf(chain, 'pending')).toBe(1);
    const again = await onChain.beginRegistration(dealId, unitId, WORKER);
    await chain.rpc.call('evm_mine');
    // Another may have taken the place of this one by now, too.
    expect(await onChain.receipts([again])).toMatchObject([
      { ok: true, value: { txHash: expect.any(String) } },
    ]);
    expect(await nonceOf(chain, 'pending')).toBe(1);
  });

  it('pay what they are told to', async () => {
    const fees = { baseFee: 1_000n, priorityFee: 5n };
    const { chain, onChain, dealId, unitId } = await matched(facadeGeneration(), { fees });
    const { txHash } = await onChain.register(dealId, unitId, WORKER);
    expect(await chain.rpc.call('eth_getTransactionByHash', txHash)).toMatchObject({
      ...{ maxFeePerGas: '0x3ed', maxPriorityFeePerGas: '0x5' },
    });
  });

  it('are asked for within bounds', async () => {
    const { onChain } = await matched();
    const many = Array.from({ length: MAX_RECEIPTS + 1 }, () => '0x1');
    await expect(onChain.receipts(many)).rejects.toMatchObject({ code: 'LIMIT' });
    const reads = await onChain.receipts([`0x${'0'.repeat(64)}`, 'no hash']);
    expect(reads).toMatchObject([{ ok: true, value: undefined }, { ok: false }]);
  });
});

describe('a peer whose chain does not answer', () => {
  it('says so, and not where it is', async () => {
    const rpcs = createPeerRpcs({ url: 'http://127.0.0.1:1/token' });
    const peerId = peerIdFromChain(randomBytes(32));
    const init = { peerId, walletKey: KEYS[PEER]!, chainId: CHAIN_ID };
    const onChain = createPeerChain(init, { ...rpcs, generation: facadeGeneration() });
    await expect(onChain.deals()).rejects.toThrow(/^The chain does not answer: (?!.*token)/);
    await expect(onChain.register('ab'.repeat(20), toHex(randomBytes(32)), WORKER)).rejects.toMatchObject({
      code: 'UNREACHABLE',
    });
    expect(onChain.transactions).toEqual({ sent: 0, failed: 1 });
  });
});
