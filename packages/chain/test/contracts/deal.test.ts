import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import {
  capacity,
  deal,
  dealEvents,
  diamond,
  diamondEvents,
  market,
  marketEvents,
  token,
} from '../../src/client/contracts.js';
import { toHex } from '../../src/codec/hex.js';
import { ADDRESSES, EPOCH_SEC } from '../../src/constants.js';
import { startChain } from '../utils/chain.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  commit,
  dealTerms,
  epochOf,
  eventIn,
  makeDeal,
  match,
  newPeer,
  type OfferedPeer,
  offerOf,
  PEER,
  PRICE,
  PROVIDER,
  provide,
  STRANGER,
  statusOf,
} from '../utils/market.js';

const noAnvil = whyNoAnvil();

const worker = () => Uint8Array.from(randomBytes(32));
const bytes = (value: Uint8Array) => Buffer.from(value).toString('hex');
const epochs = (chain: LocalChain, count: number) => chain.advance(count * EPOCH_SEC);

/** A deal with all peers in it, none of them registered. */
async function matched(peers: readonly OfferedPeer[], terms: Parameters<typeof makeDeal>[1] = {}) {
  const chain = await startChain();
  await provide(chain, peers);
  const address = await makeDeal(chain, { targetWorkers: BigInt(peers.length), ...terms });
  const receipt = await match(chain, address);
  return { chain, address, receipt, ...callsOf(chain) };
}

describe.skipIf(noAnvil)(`a deal ${noAnvil ?? ''}`, () => {
  it('goes from an offer to a worker', async () => {
    const peer = newPeer();
    const { chain, address, receipt, send, ask } = await matched([peer]);
    const [unitId] = peer.unitIds;
    const shown = eventIn(receipt, marketEvents.ComputeUnitMatched);
    expect(shown.deal).toBe(address);
    expect([bytes(shown.peerId), bytes(shown.unitId)]).toEqual([bytes(peer.peerId), bytes(unitId!)]);
    expect(bytes(shown.appCID.hash)).toBe(bytes(APP.hash));
    const forNox = eventIn(receipt, diamondEvents.ComputeUnitsMatched);
    expect([forNox.cuIds.length, bytes(forNox.onchainWorkerId)]).toEqual([1, bytes(unitId!)]);
    expect(await statusOf(chain, address)).toBe('NOT_ENOUGH_WORKERS');

    const offchain = worker();
    const set = await send(PEER, address, deal.activateWorker, { onchainId: unitId!, offchainId: offchain });
    expect(bytes(eventIn(set, dealEvents.WorkerIdUpdated).workerId)).toBe(bytes(offchain));
    expect(await statusOf(chain, address)).toBe('ACTIVE');
    const [row] = await ask(address, deal.getWorkers);
    expect([bytes(row!.offchainId), bytes(row!.onchainId)]).toEqual([bytes(offchain), bytes(unitId!)]);
    const [older] = await ask(address, deal.getComputeUnits);
    expect([bytes(older!.workerId), older!.provider]).toEqual([bytes(offchain), PROVIDER.toLowerCase()]);
    const [onDiamond] = await ask(ADDRESSES.diamond, diamond.getComputeUnits, peer.peerId);
    expect([onDiamond!.deal, bytes(onDiamond!.onchainWorkerId)]).toEqual([address, bytes(unitId!)]);
  });

  it('pays by the epoch while it has enough workers, and is out of funds afterwards', async () => {
    const peers = [newPeer(), newPeer()];
    const terms = { minWorkers: 2n, depositAmount: 10n * PRICE };
    const { chain, address, send, ask } = await matched(peers, terms);
    const register = (peer: OfferedPeer) =>
      send(PEER, address, deal.setWorker, { unitId: peer.unitIds[0]!, workerId: worker() });
    await register(peers[0]!);
    await epochs(chain, 50);
    expect(await ask(address, deal.getFreeBalance)).toBe(10n * PRICE);
    expect(await ask(address, deal.getMaxPaidEpoch)).toBe(0n);

    await register(peers[1]!);
    const began = await epochOf(chain);
    expect(await ask(address, deal.getMaxPaidEpoch)).toBe(began + 4n);
    const seen: string[] = [];
    for (let passed = 0; passed <= 5; passed += 1) {
      seen.push(
        `${passed} ${await statusOf(chain, address)} ${(await ask(address, deal.getFreeBalance)) / PRICE}`,
      );
      await epochs(chain, 1);
    }
    expect(seen).toEqual([
      '0 ACTIVE 10',
      '1 ACTIVE 8',
      '2 ACTIVE 6',
      '3 ACTIVE 4',
      // Two epochs of the target are no longer there.
      '4 SMALL_BALANCE 2',
      '5 INSUFFICIENT_FUNDS 0',
    ]);
    expect(await ask(address, deal.getRewardAmount, peers[0]!.unitIds[0]!)).toBe(5n * PRICE);

    // What was not paid for is not owed.
    await send(CUSTOMER, ADDRESSES.token, token.approve, { spender: address, amount: 8n * PRICE });
    await send(CUSTOMER, address, deal.deposit, 8n * PRICE);
    expect(await statusOf(chain, address)).toBe('ACTIVE');
    expect(await ask(address, deal.getMaxPaidEpoch)).toBe((await epochOf(chain)) + 3n);
    expect(await ask(address, deal.getRewardAmount, peers[0]!.unitIds[0]!)).toBe(5n * PRICE);
  });

  it('pays a provider what its unit has earned, when asked and when the unit leaves', async () => {
    const peer = newPeer();
    const { chain, address, send, ask } = await matched([peer]);
    const [unitId] = peer.unitIds;
    const wealth = () => ask(ADDRESSES.token, token.balanceOf, PROVIDER);
    await send(PEER, address, deal.setWorker, { unitId: unitId!, workerId: worker() });
    const before = await wealth();
    await epochs(chain, 3);
    const paid = await send(STRANGER, address, deal.withdrawRewards, unitId!);
    expect(eventIn(paid, dealEvents.RewardWithdrawn).reward).toBe(3n * PRICE);
    expect(await wealth()).toBe(before + 3n * PRICE);
    await epochs(chain, 2);
    await send(PROVIDER, ADDRESSES.market, market.returnComputeUnitFromDeal, unitId!);
    expect(await wealth()).toBe(before + 5n * PRICE);
    await expect(ask(address, deal.getRewardAmount, unitId!)).rejects.toThrow('ComputeUnit not found');
    // All that the deal holds is free.
    const held = await ask(ADDRESSES.token, token.balanceOf, address);
    expect(await ask(address, deal.getFreeBalance)).toBe(held);
  });

  it('ends when its owner stops it, gives the rest back, and takes no workers', async () => {
    const peer = newPeer();
    const { chain, address, send, ask } = await matched([peer]);
    const [unitId] = peer.unitIds;
    await expect(send(STRANGER, address, deal.stop, undefined)).rejects.toThrow(
      'Ownable: caller is not the owner',
    );
    const stopped = await send(CUSTOMER, address, deal.stop, undefined);
    expect(eventIn(stopped, dealEvents.DealEnded).endedEpoch).toBe(await epochOf(chain));
    expect(await statusOf(chain, address)).toBe('ENDED');
    await expect(send(CUSTOMER, address, deal.stop, undefined)).rejects.toThrow('Deal is not active');
    const late = { unitId: unitId!, workerId: worker() };
    await expect(send(PEER, address, deal.setWorker, late)).rejects.toThrow('Deal is ended');
    await send(CUSTOMER, address, deal.withdraw, await ask(address, deal.getFreeBalance));
    expect(await ask(ADDRESSES.token, token.balanceOf, address)).toBe(0n);
  });

  it('keeps two epochs of the target as long as it goes on', async () => {
    const { address, send, ask } = await matched([newPeer()]);
    const free = await ask(address, deal.getFreeBalance);
    const text = 'Free balance needs to cover minDealDepositedEpochs';
    await expect(send(CUSTOMER, address, deal.withdraw, free - 2n * PRICE + 1n)).rejects.toThrow(text);
    await expect(send(CUSTOMER, address, deal.withdraw, 2n ** 255n)).rejects.toThrow(text);
    await send(CUSTOMER, address, deal.withdraw, free - 2n * PRICE);
    expect(await ask(address, deal.getFreeBalance)).toBe(2n * PRICE);
  });

  it('sets a unit free when the peer removes its worker: it can be matched again', async () => {
    const peer = newPeer();
    const { chain, address, send, ask } = await matched([peer]);
    const [unitId] = peer.unitIds;
    await expect(send(STRANGER, address, deal.removeWorker, unitId!)).rejects.toThrow(
      'Only provider or owner',
    );
    const removed = await send(PEER, address, deal.removeWorker, unitId!);
    expect(eventIn(removed, marketEvents.ComputeUnitRemovedFromDeal).deal).toBe(address);
    expect(await ask(address, deal.getWorkers)).toEqual([]);
    expect((await ask(ADDRESSES.market, market.getComputeUnit, unitId!)).deal).toBe(`0x${'0'.repeat(40)}`);
    await match(chain, await makeDeal(chain));
  });

  it('lets owner, peer and provider return a unit, and nobody else', async () => {
    const peers = [newPeer(), newPeer(), newPeer()];
    const { send } = await matched(peers);
    const back = (from: string, { unitIds }: OfferedPeer) =>
      send(from, ADDRESSES.market, market.returnComputeUnitFromDeal, unitIds[0]!);
    await expect(back(STRANGER, peers[0]!)).rejects.toThrow('Only deal owner, peer owner and provider');
    for (const [at, from] of [CUSTOMER, PEER, PROVIDER].entries()) await back(from, peers[at]!);
    await expect(back(PROVIDER, peers[0]!)).rejects.toThrow('Compute unit already free');
  });

  it('takes another worker of the same unit in place of the first, and counts it once', async () => {
    const peer = newPeer();
    const { address, send, ask } = await matched([peer]);
    for (const workerId of [worker(), worker()])
      await send(PEER, address, deal.setWorker, { unitId: peer.unitIds[0]!, workerId });
    expect(await ask(address, deal.getWorkerCount)).toBe(1n);
    const none = { unitId: peer.unitIds[0]!, workerId: new Uint8Array(32) };
    await expect(send(PEER, address, deal.setWorker, none)).rejects.toThrow("WorkerId can't be empty");
    const strange = { unitId: worker(), workerId: worker() };
    await expect(send(PEER, address, deal.setWorker, strange)).rejects.toThrow('ComputeUnit not found');
  });

  it('changes its app for its owner', async () => {
    const { address, send, ask } = await matched([newPeer()]);
    const other = { prefixes: APP.prefixes, hash: worker() };
    await expect(send(PROVIDER, address, deal.setAppCID, other)).rejects.toThrow('Ownable');
    const changed = await send(CUSTOMER, address, deal.setAppCID, other);
    expect(bytes(eventIn(changed, dealEvents.AppCIDChanged).newAppCID.hash)).toBe(bytes(other.hash));
    expect(bytes((await ask(address, deal.appCID)).hash)).toBe(bytes(other.hash));
  });

  it.each([
    { id: 'no workers', terms: { minWorkers: 0n }, text: 'Config: minWorkers should be greater than 0' },
    { id: 'a minimum above the target', terms: { minWorkers: 4n }, text: 'less or equal to targetWorkers' },
    { id: 'a small deposit', terms: { depositAmount: 6n * PRICE - 1n }, text: 'Deposit amount is less than' },
  ])('is not made with $id', async ({ terms, text }) => {
    await expect(makeDeal(await startChain(), terms)).rejects.toThrow(text);
  });

  it('cannot be made twice of one contract, and its template belongs to nobody', async () => {
    const { address, send } = await matched([newPeer()]);
    const template = '0x0DCd1Bf9A1b36cE34237eEaFef220932846BCD82';
    const { depositAmount, ...terms } = dealTerms;
    const again = { core_: ADDRESSES.core, owner_: STRANGER, balance_: depositAmount, terms_: terms };
    for (const to of [address, template])
      await expect(send(STRANGER, to, deal.initialize, again)).rejects.toThrow('already initialized');
  });
});

describe.skipIf(noAnvil)(`a match ${noAnvil ?? ''}`, () => {
  it('takes one unit of a peer, and no more than the target', async () => {
    const peers = [newPeer(3), newPeer(3), newPeer(3)];
    const chain = await startChain();
    const { offerId } = await provide(chain, peers);
    const { send, ask } = callsOf(chain);
    const address = await makeDeal(chain, { targetWorkers: 2n });
    const unitIds = [peers.flatMap((peer) => peer.unitIds)];
    await send(CUSTOMER, ADDRESSES.market, market.matchDeal, {
      deal: address,
      offers_: [offerId, offerId],
      unitIds,
    });
    const units = await ask(address, deal.getComputeUnits);
    expect(new Set(units.map(({ peerId }) => bytes(peerId))).size).toBe(2);
    expect(units).toHaveLength(2);
  });

  it.each([
    { id: 'a price that is too low', terms: { pricePerWorkerEpoch: PRICE - 1n } },
    { id: 'another token', terms: {}, offer: { paymentToken: ADDRESSES.core } },
    { id: 'an effector that is not offered', terms: { effectors: [APP] } },
    { id: 'a provider that is not listed', terms: { accessType: 1n, accessList: [STRANGER] } },
    { id: 'a provider that is listed as unwanted', terms: { accessType: 2n, accessList: [PROVIDER] } },
    { id: 'another version', terms: { protocolVersion: 2n } },
    { id: 'no room for the provider', terms: { maxWorkersPerProvider: 0n } },
  ])('passes over $id', async ({ terms, offer }) => {
    const chain = await startChain();
    const { send } = callsOf(chain);
    const peer = newPeer();
    await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
    await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, { ...offerOf([peer]), ...offer });
    await commit(chain, peer.peerId);
    const { offerId } = await callsOf(chain).ask(ADDRESSES.market, market.getComputePeer, peer.peerId);
    const address = await makeDeal(chain, terms);
    expect(await callsOf(chain).ask(ADDRESSES.market, market.matchable, address)).toEqual({
      offers_: [],
      unitIds: [],
    });
    const asked = { deal: address, offers_: [offerId], unitIds: [peer.unitIds] };
    // MinWorkersNotMatched(1)
    const data = expect.stringMatching(/^0x[0-9a-f]{8}0{63}1$/);
    await expect(send(CUSTOMER, ADDRESSES.market, market.matchDeal, asked)).rejects.toMatchObject({ data });
  });

  it('wants a commitment that is active, but of a provider on the list of the deal', async () => {
    const chain = await startChain();
    const { send } = callsOf(chain);
    const peer = newPeer();
    await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
    await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf([peer]));
    await expect(match(chain, await makeDeal(chain))).rejects.toMatchObject({ code: 'REVERTED' });
    await match(chain, await makeDeal(chain, { accessType: 1n, accessList: [PROVIDER] }));
  });

  it('is for the owner of a deal of the factory that goes on', async () => {
    const { chain, address, send } = await matched([newPeer()]);
    const asked = { deal: address, offers_: [], unitIds: [] };
    const ask = (from: string, wanted: typeof asked) =>
      send(from, ADDRESSES.market, market.matchDeal, wanted);
    await expect(ask(STRANGER, asked)).rejects.toThrow('Matcher: sender is not deal owner');
    await expect(ask(CUSTOMER, { ...asked, deal: ADDRESSES.core })).rejects.toThrow(
      'Matcher: deal is not from factory',
    );
    await send(CUSTOMER, address, deal.stop, undefined);
    await expect(ask(CUSTOMER, asked)).rejects.toThrow('Matcher: deal is not active');
    expect(await statusOf(chain, address)).toBe('ENDED');
  });

  it('leaves a unit that is in a deal where it is', async () => {
    const peer = newPeer();
    const { chain, address } = await matched([peer]);
    await expect(match(chain, await makeDeal(chain))).rejects.toMatchObject({ code: 'REVERTED' });
    const { ask } = callsOf(chain);
    expect((await ask(ADDRESSES.market, market.getComputeUnit, peer.unitIds[0]!)).deal).toBe(address);
  });
});

describe.skipIf(noAnvil)(`several calls in one ${noAnvil ?? ''}`, () => {
  it('keep who called, and go out as they failed', async () => {
    const peer = newPeer();
    const { send, ask } = await matched([peer]);
    const calls = [market.returnComputeUnitFromDeal.encodeInput(peer.unitIds[0]!)];
    await expect(send(STRANGER, ADDRESSES.market, market.multicall, calls)).rejects.toThrow(
      'Only deal owner',
    );
    await send(PEER, ADDRESSES.market, market.multicall, calls);
    expect((await ask(ADDRESSES.market, market.getComputeUnit, peer.unitIds[0]!)).deal).toMatch(/^0x0+$/);
  });

  it('make commitments of several peers', async () => {
    const chain = await startChain();
    const { send, ask } = callsOf(chain);
    const peers = [newPeer(), newPeer(2)];
    await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
    await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf(peers));
    const delegator = `0x${'0'.repeat(40)}`;
    const calls = peers.map(({ peerId }) =>
      capacity.createCommitment.encodeInput({ peerId, duration: 10n, delegator, rate: 1n }),
    );
    await send(PROVIDER, ADDRESSES.capacity, capacity.multicall, calls);
    for (const { peerId } of peers) {
      const { commitmentId } = await ask(ADDRESSES.market, market.getComputePeer, peerId);
      expect(toHex(commitmentId)).not.toMatch(/^0x0+$/);
    }
  });
});
