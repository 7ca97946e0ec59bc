import type { NewPeer } from '@noctiluca/chain/client';
import { type KnownPeer, knownPeers, ownPeers, type Reader } from './known-peers.js';
import { FIRST_ACCOUNT } from './local-accounts.js';
import type { OfferedPeer, OfferOfPeers } from './offered-peers.js';
import { sendAsProvider } from './provider-account.js';
import type { ProviderTerms } from './provider-terms.js';

/** Wei that a peer's account gets, 10 FLT as upstream's, and below which it gets them. */
const GAS_FOR_PEER = 10n ** 19n;
const ENOUGH_GAS = 10n ** 18n;

/**
 * Makes the chain know the provider, and its peers as ones that can be matched, in three transactions; what it knows
 * already stays as it is.
 * @throws ChainError of what the RPC or a contract refuses; LocalNetworkError `CHAIN_FAILED`
 */
export async function registerProvider(
  reader: Reader,
  { name }: Pick<ProviderTerms, 'name'>,
  offers: readonly OfferOfPeers[],
): Promise<void> {
  const peers = offers.flatMap(({ of }) => of);
  await offer(reader, name, offers);
  const own = await ownPeers(reader, peers);
  const committed = commit(reader, own).then((isNew) => (isNew ? ownPeers(reader, peers) : own));
  await Promise.all([committed.then((known) => deposit(reader, known)), giveGas(reader, own)]);
}

async function offer(reader: Reader, name: string, offers: readonly OfferOfPeers[]): Promise<void> {
  const { rpc, client } = reader;
  const { ADDRESSES, callTo, contracts, query, read } = client;
  const { getProviderInfo, multicall } = contracts.market;
  const [provider, known] = await Promise.all([
    read(rpc, query(ADDRESSES.market, getProviderInfo, FIRST_ACCOUNT.address)),
    knownPeers(
      reader,
      offers.flatMap(({ of }) => of),
    ),
  ]);
  const wanted = unknownOffers(offers, known).map((each) => offerCall(reader, each));
  if (provider.name === '') wanted.unshift(client.nameProvider(name));
  if (wanted.length > 0) await sendAsProvider(rpc, client, callTo(ADDRESSES.market, multicall, wanted));
}

/** The offers, of peers that are in none yet. */
function unknownOffers(offers: readonly OfferOfPeers[], known: readonly KnownPeer[]): OfferOfPeers[] {
  const ids = new Set(known.map(({ peer }) => peer.peerId));
  return offers
    .map((each) => ({ ...each, of: each.of.filter(({ peerId }) => !ids.has(peerId)) }))
    .filter(({ of }) => of.length > 0);
}

function offerCall(reader: Reader, { price, effectors, of }: OfferOfPeers): Uint8Array {
  const { cidToChain, registerOffer } = reader.client;
  const peers = of.map((peer) => newPeer(reader, peer));
  return registerOffer({ price: BigInt(price), effectors: effectors.map(cidToChain), peers });
}

function newPeer({ rpc, client }: Reader, { peerId, terms }: OfferedPeer): NewPeer {
  const { address } = client.createWallet({ privateKey: terms.wallet }, { rpc });
  return { peerId, owner: address, units: terms.units };
}

/** @returns whether there are new commitments */
async function commit({ rpc, client }: Reader, own: readonly KnownPeer[]): Promise<boolean> {
  const { ADDRESSES, callTo, contracts, createCommitment, isZero, query, read } = client;
  const missing = own.filter(({ commitmentId }) => isZero(commitmentId));
  if (missing.length === 0) return false;
  const precision = await read(rpc, query(ADDRESSES.core, contracts.core.precision));
  const { multicall } = contracts.capacity;
  const calls = missing.map(({ peer: { peerId, terms } }) => {
    const { epochs, rewardRate } = terms;
    return createCommitment({ peerId, epochs: BigInt(epochs), rewardRate, precision });
  });
  await sendAsProvider(rpc, client, callTo(ADDRESSES.capacity, multicall, calls));
  return true;
}

/** Pays for what waits for anybody to. */
async function deposit({ rpc, client }: Reader, own: readonly KnownPeer[]): Promise<void> {
  const { ADDRESSES, callTo, commitmentStatusOf, contracts, isZero, NO_ADDRESS, query, readAll } = client;
  const { depositCollateral, getCommitment } = contracts.capacity;
  const ids = own.map(({ commitmentId }) => commitmentId).filter((id) => !isZero(id));
  const reads = await readAll(
    rpc,
    ids.map((id) => query(ADDRESSES.capacity, getCommitment, id)),
  );
  const waiting = reads.flatMap((read, at) => {
    if (!read.ok) throw read.error;
    const { status, delegator, unitCount, collateralPerUnit } = read.value;
    if (commitmentStatusOf(status) !== 'WaitDelegation' || delegator !== NO_ADDRESS) return [];
    return [{ id: ids[at]!, value: unitCount * collateralPerUnit }];
  });
  if (waiting.length === 0) return;
  const value = waiting.reduce((sum, each) => sum + each.value, 0n);
  const paid = waiting.map(({ id }) => id);
  await sendAsProvider(rpc, client, callTo(ADDRESSES.capacity, depositCollateral, paid, value));
}

/** No transactions: on a chain of one's own a balance is said. */
async function giveGas({ rpc }: Reader, own: readonly KnownPeer[]): Promise<void> {
  const accounts = own.map(({ owner }) => owner);
  const asked = accounts.map((account) => ({ method: 'eth_getBalance', params: [account, 'latest'] }));
  const balances = await rpc.batch(asked);
  const poor = accounts.filter((_, at) => {
    const balance = balances[at]!;
    if (!balance.ok) throw balance.error;
    return BigInt(String(balance.result)) < ENOUGH_GAS;
  });
  const value = `0x${GAS_FOR_PEER.toString(16)}`;
  const given = poor.map((account) => ({ method: 'anvil_setBalance', params: [account, value] }));
  for (const outcome of await rpc.batch(given)) if (!outcome.ok) throw outcome.error;
}
