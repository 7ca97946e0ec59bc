import { randomBytes } from 'node:crypto';
import type { Rpc } from '@noctiluca/chain';
import type { Wallet } from '@noctiluca/chain/client';
import { PROVIDER_KEY } from '../constants.js';
import { isNothing, knownPeers, ownPeers } from './known-peers.js';
import type { ChainPackage } from './load-chain.js';
import type { OfferedPeer, OfferOfPeers } from './offered-peers.js';
import type { ProviderTerms } from './provider-terms.js';

/** Upstream's for every provider (spec/deals.md §2). */
const METADATA = 'bafybeihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku';
const UNIT_BYTES = 32;
const ANYBODY = `0x${'0'.repeat(40)}`;
/** Number of the status of a commitment that nobody has paid for. */
const WAITS_FOR_DELEGATION = 2n;
/** Wei that a peer's account gets, 10 FLT as upstream's, and below which it gets them. */
const GAS_FOR_PEER = 10n ** 19n;
const ENOUGH_GAS = 10n ** 18n;
const POLL_MS = 2;

interface Registration {
  readonly rpc: Rpc;
  readonly client: ChainPackage['client'];
  readonly wallet: Wallet;
}

/**
 * Makes the chain know the provider, and its peers as ones that can be matched, in three transactions; what it knows
 * already stays as it is.
 * @throws ChainError of what the contracts or the RPC refuse
 */
export async function registerProvider(
  { rpc, client }: Pick<Registration, 'rpc' | 'client'>,
  { name }: Pick<ProviderTerms, 'name'>,
  offers: readonly OfferOfPeers[],
): Promise<void> {
  const wallet = client.createWallet({ privateKey: PROVIDER_KEY, pollMs: POLL_MS }, { rpc });
  const registration = { rpc, client, wallet };
  const peers = offers.flatMap(({ of }) => of);
  await offer(registration, name, offers);
  await commit(registration, peers);
  await deposit(registration, peers);
  await giveGas(registration, peers);
}

async function offer({ rpc, client, wallet }: Registration, name: string, offers: readonly OfferOfPeers[]) {
  const { ADDRESSES, callTo, cidToChain, contracts, query, read } = client;
  const { market } = contracts;
  const all = offers.flatMap(({ of }) => of);
  const known = new Set((await knownPeers({ rpc, client }, all)).map(({ peer }) => peer.peerId));
  const isNew = ({ peerId }: OfferedPeer) => !known.has(peerId);
  const wanted = offers
    .map((each) => ({ ...each, of: each.of.filter(isNew) }))
    .filter(({ of }) => of.length > 0)
    .map(({ price, effectors, of }) =>
      market.registerMarketOffer.encodeInput({
        minPricePerWorkerEpoch: BigInt(price),
        paymentToken: ADDRESSES.token,
        effectors: effectors.map(cidToChain),
        newPeers: of.map((peer) => newPeer({ rpc, client }, peer)),
        minVersion: 1n,
        maxVersion: 1n,
      }),
    );
  const provider = await read(rpc, query(ADDRESSES.market, market.getProviderInfo, wallet.address));
  const info = { name, metadata: cidToChain(METADATA) };
  if (provider.name === '') wanted.unshift(market.setProviderInfo.encodeInput(info));
  if (wanted.length > 0) await wallet.transact(callTo(ADDRESSES.market, market.multicall, wanted));
}

function newPeer({ rpc, client }: Pick<Registration, 'rpc' | 'client'>, { peerId, terms }: OfferedPeer) {
  return {
    peerId: client.peerIdToChain(peerId),
    owner: client.createWallet({ privateKey: terms.wallet }, { rpc }).address,
    unitIds: Array.from({ length: terms.units }, () => Uint8Array.from(randomBytes(UNIT_BYTES))),
  };
}

async function commit(registration: Registration, peers: readonly OfferedPeer[]): Promise<void> {
  const { rpc, client, wallet } = registration;
  const { ADDRESSES, callTo, contracts, peerIdToChain, query, read } = client;
  const own = await ownPeers(registration, peers);
  const missing = own.filter(({ commitmentId }) => isNothing(commitmentId));
  if (missing.length === 0) return;
  const precision = await read(rpc, query(ADDRESSES.core, contracts.core.precision));
  const { createCommitment, multicall } = contracts.capacity;
  const calls = missing.map(({ peer: { peerId, terms } }) => {
    const rate = BigInt(Math.floor((terms.rewardRate / 100) * Number(precision)));
    const duration = BigInt(terms.epochs);
    return createCommitment.encodeInput({
      peerId: peerIdToChain(peerId),
      duration,
      delegator: ANYBODY,
      rate,
    });
  });
  await wallet.transact(callTo(ADDRESSES.capacity, multicall, calls));
}

/** Pays for what waits for anybody to. */
async function deposit(registration: Registration, peers: readonly OfferedPeer[]): Promise<void> {
  const { rpc, client, wallet } = registration;
  const { ADDRESSES, callTo, contracts, query, readAll } = client;
  const { capacity } = contracts;
  const ids = (await ownPeers(registration, peers)).flatMap(({ commitmentId }) =>
    isNothing(commitmentId) ? [] : [commitmentId],
  );
  const reads = await readAll(
    rpc,
    ids.map((id) => query(ADDRESSES.capacity, capacity.getCommitment, id)),
  );
  const waiting = reads.flatMap((read, at) => {
    if (!read.ok) throw read.error;
    const { status, delegator, unitCount, collateralPerUnit } = read.value;
    if (status !== WAITS_FOR_DELEGATION || delegator !== ANYBODY) return [];
    return [{ id: ids[at]!, value: unitCount * collateralPerUnit }];
  });
  if (waiting.length === 0) return;
  const value = waiting.reduce((sum, each) => sum + each.value, 0n);
  const paid = waiting.map(({ id }) => id);
  await wallet.transact(callTo(ADDRESSES.capacity, capacity.depositCollateral, paid, value));
}

/** No transactions: on a chain of one's own a balance is said. */
async function giveGas(registration: Registration, peers: readonly OfferedPeer[]): Promise<void> {
  const { rpc } = registration;
  const accounts = (await ownPeers(registration, peers)).map(({ owner }) => owner);
  const asked = accounts.map((account) => ({ method: 'eth_getBalance', params: [account, 'latest'] }));
  const balances = await rpc.batch(asked);
  const poor = accounts.filter((_, at) => {
    const balance = balances[at]!;
    return balance.ok && BigInt(String(balance.result)) < ENOUGH_GAS;
  });
  const value = `0x${GAS_FOR_PEER.toString(16)}`;
  const given = poor.map((account) => ({ method: 'anvil_setBalance', params: [account, value] }));
  for (const outcome of await rpc.batch(given)) if (!outcome.ok) throw outcome.error;
}
