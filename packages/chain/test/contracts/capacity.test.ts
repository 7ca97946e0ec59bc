import { describe, expect, it } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import { capacity, capacityEvents, diamond, diamondEvents, market } from '../../src/client/contracts.js';
import { ADDRESSES, EPOCH_SEC } from '../../src/constants.js';
import { startChain } from '../utils/chain.js';
import {
  APP,
  callsOf,
  commit,
  epochOf,
  eventIn,
  newPeer,
  offerOf,
  PEER,
  PROVIDER,
  STRANGER,
} from '../utils/market.js';

const noAnvil = whyNoAnvil();

const ANYBODY = `0x${'0'.repeat(40)}`;
const STATUS = ['Inactive', 'Active', 'WaitDelegation', 'WaitStart', 'Failed', 'Removed'];
const UNIT = 10n ** 17n;

/** A chain with an offer of one peer with two units, of which nothing is committed. */
async function offered() {
  const chain = await startChain();
  const { send, ask } = callsOf(chain);
  const peer = newPeer(2);
  await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
  await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf([peer]));
  const create = (
    changes: Partial<Parameters<typeof capacity.createCommitment.encodeInput>[0]> = {},
    from = PROVIDER as string,
  ) =>
    send(from, ADDRESSES.capacity, capacity.createCommitment, {
      ...{ peerId: peer.peerId, duration: 3n, delegator: ANYBODY, rate: 1n },
      ...changes,
    });
  return { chain, peer, send, ask, create };
}

async function created() {
  const all = await offered();
  const id = eventIn(await all.create(), capacityEvents.CommitmentCreated).commitmentId;
  const status = async () => STATUS[Number(await all.ask(ADDRESSES.capacity, capacity.getStatus, id))];
  const deposit = (value: bigint, from: string = PROVIDER) =>
    all.send(from, ADDRESSES.capacity, capacity.depositCollateral, [id], value);
  return { ...all, id, status, deposit };
}

const epochs = (chain: LocalChain, count: number) => chain.advance(count * EPOCH_SEC);

describe.skipIf(noAnvil)(`a commitment ${noAnvil ?? ''}`, () => {
  it('is active from its deposit on, over when its time is, and gives the collateral back', async () => {
    const { chain, peer, send, ask, id, status, deposit } = await created();
    expect(await status()).toBe('WaitDelegation');
    const receipt = await deposit(2n * UNIT, STRANGER);
    const { startEpoch, endEpoch, unitIds } = eventIn(receipt, diamondEvents.CommitmentActivated);
    expect(startEpoch).toBe(await epochOf(chain));
    expect([endEpoch - startEpoch, unitIds.length]).toEqual([3n, 2]);
    expect(await status()).toBe('Active');
    expect(await ask(ADDRESSES.diamond, diamond.getStatus, id)).toBe(1n);
    const finish = () => send(PROVIDER, ADDRESSES.capacity, capacity.finishCommitment, id);
    await expect(finish()).rejects.toMatchObject({ code: 'REVERTED' });
    await epochs(chain, 3);
    expect(await status()).toBe('Inactive');
    await expect(finish()).rejects.toThrow('For finish commitment all units should be exited');
    await send(PROVIDER, ADDRESSES.capacity, capacity.removeCUFromCC, { id, unitIds: peer.unitIds });
    const again = send(PROVIDER, ADDRESSES.capacity, capacity.removeCUFromCC, { id, unitIds: peer.unitIds });
    await expect(again).rejects.toThrow('Compute unit is not in capacity commitment');
    const before = BigInt((await chain.rpc.call('eth_getBalance', STRANGER, 'latest')) as string);
    await finish();
    const after = BigInt((await chain.rpc.call('eth_getBalance', STRANGER, 'latest')) as string);
    expect(after - before).toBe(2n * UNIT);
    expect(await status()).toBe('Removed');
    await commit(chain, peer.peerId);
  });

  it('shows what it is', async () => {
    const { ask, id, deposit, peer } = await created();
    await deposit(2n * UNIT);
    const shown = await ask(ADDRESSES.capacity, capacity.getCommitment, id);
    expect(shown).toMatchObject({ status: 1n, collateralPerUnit: UNIT, unitCount: 2n, exitedUnitCount: 0n });
    expect(Buffer.from(shown.peerId)).toEqual(Buffer.from(peer.peerId));
    expect(shown.delegator).toBe(PROVIDER.toLowerCase());
    await expect(ask(ADDRESSES.capacity, capacity.getCommitment, peer.peerId)).rejects.toThrow(
      "Capacity commitment doesn't exist",
    );
  });

  it('takes exactly its collateral, once, of its delegator', async () => {
    const { deposit } = await created();
    await expect(deposit(2n * UNIT + 1n)).rejects.toThrow('Excessive value');
    await expect(deposit(UNIT)).rejects.toThrow('Not enough value');
    await deposit(2n * UNIT);
    await expect(deposit(2n * UNIT)).rejects.toThrow('is not in WaitDelegation status');
    const other = await offered();
    const made = await other.create({ delegator: STRANGER });
    const { commitmentId } = eventIn(made, capacityEvents.CommitmentCreated);
    const pay = (from: string) =>
      other.send(from, ADDRESSES.capacity, capacity.depositCollateral, [commitmentId], 2n * UNIT);
    await expect(pay(PROVIDER)).rejects.toThrow('Only delegator can lock collateral');
    await pay(STRANGER);
  });

  it('is made once, by the provider, of a peer there is', async () => {
    const { create, chain } = await offered();
    await expect(create({}, STRANGER)).rejects.toThrow('Only provider can create capacity commitment');
    await expect(create({ peerId: newPeer().peerId })).rejects.toThrow("Peer doesn't exist");
    await expect(create({ duration: 0n })).rejects.toThrow('Duration should be greater than min');
    await expect(create({ rate: 0n })).rejects.toThrow('Reward delegation rate should be greater than 0');
    await expect(create({ rate: 10_000_001n })).rejects.toThrow('should be less or equal 1');
    await create();
    await expect(create()).rejects.toThrow('Peer already has commitment');
    expect(await epochOf(chain)).toBe(1n);
  });

  it('can be taken back before anybody deposits, and binds units until then', async () => {
    const { send, id, peer, status } = await created();
    const removeUnit = () => send(PROVIDER, ADDRESSES.market, market.removeComputeUnit, peer.unitIds[0]!);
    await expect(removeUnit()).rejects.toThrow('Peer has commitment');
    await send(PROVIDER, ADDRESSES.capacity, capacity.removeCommitment, id);
    expect(await status()).toBe('Removed');
    await removeUnit();
  });

  it('writes proofs down, of its peer and while it is active', async () => {
    const { send, id, peer, deposit } = await created();
    const prove = (from: string) =>
      send(from, ADDRESSES.diamond, diamond.submitProofs, {
        ...{ unitIds: peer.unitIds, localNonces: peer.unitIds, hashes: peer.unitIds },
      });
    await expect(prove(PEER)).rejects.toMatchObject({ data: expect.stringMatching(/^0x0852c720/) });
    await deposit(2n * UNIT);
    await expect(prove(STRANGER)).rejects.toThrow('Only compute peer owner');
    const written = eventIn(await prove(PEER), capacityEvents.ProofSubmitted);
    expect(Buffer.from(written.commitmentId)).toEqual(Buffer.from(id));
  });
});
