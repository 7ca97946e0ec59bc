import { randomBytes } from 'node:crypto';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import type { EventCodec, Method } from '../../src/client/abi-types.js';
import {
  capacity,
  core,
  deal,
  dealFactory,
  dealFactoryEvents,
  market,
  token,
} from '../../src/client/contracts.js';
import { query, read } from '../../src/client/query.js';
import { eventsOf, type Receipt } from '../../src/client/receipts.js';
import { callTo, createWallet, type Wallet } from '../../src/client/wallet.js';
import { cidToChain } from '../../src/codec/cid.js';
import { ADDRESSES } from '../../src/constants.js';

/** Accounts of the mnemonic, whose keys anvil has. */
export const [PROVIDER, PEER, CUSTOMER, STRANGER] = [
  '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266',
  '0x70997970C51812dc3A010C7d01b50e0d17dc79C8',
  '0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC',
  '0x90F79bf6EB2c4f870365E785982E1f101E93b906',
] as const;

export const APP = cidToChain('bafkreigh2akiscaildcqabsyg3dfr6chu3fgpregiymsck7e7aqa4s52zy');
export const PRICE = 330_000n;
const COLLATERAL_OF_UNIT = 10n ** 17n;
const ANYBODY = `0x${'0'.repeat(40)}`;

/** Their keys, as the mnemonic has them. */
export const KEYS: Readonly<Record<string, string>> = {
  [PROVIDER]: '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80',
  [PEER]: '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d',
  [CUSTOMER]: '0x5de4111afa1a4b94908f83103eb1f1706367c2e68ca870fc3fb9a804cdab365a',
  [STRANGER]: '0x7c852118294e51e653712a81e05800f419141751be58f605c371e15141b007a6',
};

export const walletOf = ({ rpc }: Pick<LocalChain, 'rpc'>, account: string): Wallet =>
  createWallet({ privateKey: KEYS[account]!, pollMs: 2 }, { rpc });

/** Calls of one chain as an account. */
export function callsOf({ rpc }: Pick<LocalChain, 'rpc'>) {
  function send<Input>(from: string, to: string, method: Method<Input, unknown>, input: Input, value = 0n) {
    return walletOf({ rpc }, from).transact(callTo(to, method, input, value));
  }
  const ask = <Input, Output>(
    to: string,
    method: Method<Input, Output>,
    ...input: Input extends undefined ? [] : [Input]
  ) => read(rpc, query(to, method, ...input));
  return { send, ask };
}

/** Values of the first event of its kind. */
export function eventIn<Values>(receipt: Receipt, event: EventCodec<Values>): Values {
  const [first] = eventsOf(receipt, event);
  if (first === undefined) throw new Error('There is no such event');
  return first;
}

export interface OfferedPeer {
  readonly peerId: Uint8Array;
  readonly unitIds: Uint8Array[];
}

export const newPeer = (units = 1): OfferedPeer => ({
  peerId: randomBytes(32),
  unitIds: Array.from({ length: units }, () => Uint8Array.from(randomBytes(32))),
});

export const offerOf = (peers: readonly OfferedPeer[]) => ({
  minPricePerWorkerEpoch: PRICE,
  paymentToken: ADDRESSES.token,
  effectors: [],
  newPeers: peers.map((peer) => ({ ...peer, owner: PEER })),
  minVersion: 1n,
  maxVersion: 1n,
});

/** A provider with peers that can be matched. */
export async function provide(chain: Pick<LocalChain, 'rpc'>, peers: readonly OfferedPeer[]) {
  const { send, ask } = callsOf(chain);
  await send(PROVIDER, ADDRESSES.market, market.setProviderInfo, { name: 'one', metadata: APP });
  await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf(peers));
  const { offerId } = await ask(ADDRESSES.market, market.getComputePeer, peers[0]!.peerId);
  for (const { peerId } of peers) await commit(chain, peerId);
  return { offerId };
}

export async function commit(chain: Pick<LocalChain, 'rpc'>, peerId: Uint8Array, duration = 1_000_000n) {
  const { send, ask } = callsOf(chain);
  const made = { peerId, duration, delegator: ANYBODY, rate: 100_000n };
  await send(PROVIDER, ADDRESSES.capacity, capacity.createCommitment, made);
  const { commitmentId, unitCount } = await ask(ADDRESSES.market, market.getComputePeer, peerId);
  const value = unitCount * COLLATERAL_OF_UNIT;
  await send(PROVIDER, ADDRESSES.capacity, capacity.depositCollateral, [commitmentId], value);
  return commitmentId;
}

export const dealTerms = {
  app: APP,
  paymentToken: ADDRESSES.token,
  depositAmount: 100n * PRICE,
  minWorkers: 1n,
  targetWorkers: 3n,
  maxWorkersPerProvider: 3n,
  pricePerWorkerEpoch: PRICE,
  effectors: [] as (typeof APP)[],
  accessType: 0n,
  accessList: [] as string[],
  protocolVersion: 1n,
};

/** Address of a deal of CUSTOMER. */
export async function makeDeal(chain: Pick<LocalChain, 'rpc'>, terms: Partial<typeof dealTerms> = {}) {
  const { send } = callsOf(chain);
  const asked = { ...dealTerms, ...terms };
  const approved = { spender: ADDRESSES.dealFactory, amount: asked.depositAmount };
  await send(CUSTOMER, ADDRESSES.token, token.approve, approved);
  const receipt = await send(CUSTOMER, ADDRESSES.dealFactory, dealFactory.deployDeal, asked);
  return eventIn(receipt, dealFactoryEvents.DealCreated).deal;
}

/** Matches what fits, as CUSTOMER. */
export async function match(chain: Pick<LocalChain, 'rpc'>, address: string) {
  const { send, ask } = callsOf(chain);
  const found = await ask(ADDRESSES.market, market.matchable, address);
  return send(CUSTOMER, ADDRESSES.market, market.matchDeal, { deal: address, ...found });
}

export async function statusOf(chain: Pick<LocalChain, 'rpc'>, address: string): Promise<string> {
  const status = await callsOf(chain).ask(address, deal.getStatus);
  return ['INSUFFICIENT_FUNDS', 'ACTIVE', 'ENDED', 'NOT_ENOUGH_WORKERS', 'SMALL_BALANCE'][Number(status)]!;
}

export const epochOf = (chain: Pick<LocalChain, 'rpc'>) =>
  callsOf(chain).ask(ADDRESSES.core, core.currentEpoch);
