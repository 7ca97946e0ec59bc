import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { describe, expect, it, onTestFinished } from 'vitest';
import { whyNoAnvil } from '../../src/anvil/binary.js';
import type { LocalChain } from '../../src/anvil/local-chain.js';
import { deal, market } from '../../src/client/contracts.js';
import { toHex } from '../../src/codec/hex.js';
import { peerIdToChain } from '../../src/codec/peer-id.js';
import { ADDRESSES, EPOCH_SEC } from '../../src/constants.js';
import { cidKey } from '../../src/indexer/handler.js';
import { createIndexer, type IndexerInit } from '../../src/indexer/indexer.js';
import { startChain } from '../utils/chain.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  commit,
  epochOf,
  makeDeal,
  match,
  newPeer,
  type OfferedPeer,
  offerOf,
  PEER,
  PRICE,
  PROVIDER,
  provide,
} from '../utils/market.js';
import { DEAL, DEALS, matcherFilters, OFFER_DETAILS, OFFERS } from '../utils/queries.js';

const noAnvil = whyNoAnvil();

const { signal } = new AbortController();
const TOKEN = ADDRESSES.token.toLowerCase();

async function startIndexer(chain: Pick<LocalChain, 'rpc'>, init: IndexerInit = {}) {
  const indexer = createIndexer({ port: 0, ...init }, { chain });
  onTestFinished(() => indexer.stop(signal));
  await indexer.start(signal);
  return indexer;
}

interface Row {
  readonly id: string;
  readonly pricePerEpoch: string;
  readonly effectors: readonly unknown[];
  readonly peers: readonly Row[];
  readonly computeUnits: readonly Row[];
  readonly workerId: string | null;
  readonly computeUnitsAvailable: number;
}

/** Of all four queries. */
interface Data {
  readonly offers: readonly Row[];
  readonly deals: readonly Row[];
  readonly deal: object | null;
  readonly _meta: { readonly block: { readonly timestamp: number } };
  readonly graphNetworks: readonly { readonly initTimestamp: number; readonly coreEpochDuration: number }[];
}

async function ask(url: string, query: string, variables: object = {}) {
  const answer = await fetch(url, { method: 'POST', body: JSON.stringify({ query, variables }) });
  return (await answer.json()) as { data?: Data; errors?: { message: string }[] };
}

/** A chain with an indexer beside it. */
async function both() {
  const chain = await startChain();
  const { url } = await startIndexer(chain);
  const get = async (query: string, variables: object = {}) => {
    const { data, errors } = await ask(url, query, variables);
    expect(errors).toBeUndefined();
    return data!;
  };
  return { chain, url, get, ...callsOf(chain) };
}

const idsOf = (peers: readonly OfferedPeer[]) => peers.map(({ peerId }) => toHex(peerId)).sort();

describe.skipIf(noAnvil)(`an indexer ${noAnvil ?? ''}`, () => {
  it('says what the provider of an offer asked for', async () => {
    const { chain, get } = await both();
    const peers = [newPeer(2), newPeer()];
    const { offerId } = await provide(chain, peers);
    const { offers } = await get(OFFER_DETAILS, { where: { id_in: [toHex(offerId)] } });
    expect(offers).toEqual([
      {
        id: toHex(offerId),
        createdAt: expect.stringMatching(/^\d{10}$/),
        updatedAt: expect.stringMatching(/^\d{10}$/),
        pricePerEpoch: String(PRICE),
        paymentToken: { id: TOKEN, symbol: 'tUSD', decimals: 6 },
        computeUnitsTotal: 3,
        computeUnitsAvailable: 3,
        effectors: [],
        provider: { id: PROVIDER.toLowerCase(), approved: true, name: 'one' },
        peers: peers.map(({ peerId, unitIds }) => ({
          id: toHex(peerId),
          computeUnits: unitIds.map((id) => ({
            ...{ id: toHex(id), workerId: null },
            provider: { id: PROVIDER.toLowerCase() },
          })),
        })),
      },
    ]);
    expect(await get(OFFER_DETAILS, { where: { id_in: [] } })).toEqual({ offers: [] });
  });

  it('knows of a transaction as soon as its receipt is there, and what it was rebuilt from', async () => {
    const { chain, get, send } = await both();
    const [peer, second] = [newPeer(), newPeer()];
    const { offerId } = await provide(chain, [peer]);
    const change = { offerId, price: 7n };
    await send(PROVIDER, ADDRESSES.market, market.changeMinPricePerWorkerEpoch, change);
    await send(PROVIDER, ADDRESSES.market, market.addEffector, { offerId, effectors: [APP] });
    await send(PROVIDER, ADDRESSES.market, market.addComputePeers, {
      offerId,
      newPeers: [{ ...second, owner: PEER }],
    });
    const { offers } = await get(OFFER_DETAILS);
    expect(offers[0]!.pricePerEpoch).toBe('7');
    expect(offers[0]!.effectors).toEqual([{ effector: { id: cidKey(APP), description: '' } }]);
    expect(offers[0]!.peers).toHaveLength(2);
    // Another one, that starts now.
    const { url } = await startIndexer(chain);
    expect((await ask(url, OFFER_DETAILS)).data).toEqual({ offers });
    await send(PROVIDER, ADDRESSES.market, market.removeEffector, { offerId, effectors: [APP] });
    await send(PROVIDER, ADDRESSES.market, market.removeComputeUnit, second.unitIds[0]!);
    await send(PROVIDER, ADDRESSES.market, market.removeComputePeer, second.peerId);
    expect((await get(OFFER_DETAILS)).offers[0]).toMatchObject({ effectors: [], computeUnitsTotal: 1 });
  });

  it('says what a deal asks for, and what epoch it is', async () => {
    const { chain, get } = await both();
    await chain.advance(3 * EPOCH_SEC);
    const id = await makeDeal(chain, { effectors: [APP], accessType: 1n, accessList: [PROVIDER] });
    // With the case of a checksum.
    const {
      deal: shown,
      _meta,
      graphNetworks,
    } = await get(DEAL, { id: id.toUpperCase().replace('0X', '0x') });
    expect(shown).toEqual({
      ...{
        id,
        maxWorkersPerProvider: 3,
        minWorkers: 1,
        targetWorkers: 3,
        pricePerWorkerEpoch: String(PRICE),
      },
      ...{
        paymentToken: { id: TOKEN },
        addedComputeUnits: [],
        effectors: [{ effector: { id: cidKey(APP) } }],
      },
      ...{ providersAccessType: 1, providersAccessList: [{ provider: { id: PROVIDER.toLowerCase() } }] },
    });
    const { initTimestamp, coreEpochDuration } = graphNetworks[0]!;
    const epoch = Math.floor(1 + (_meta.block.timestamp - initTimestamp) / coreEpochDuration);
    expect(BigInt(epoch)).toBe(await epochOf(chain));
    expect((await get(DEAL, { id: ADDRESSES.core })).deal).toBeNull();
  });

  it('finds what can be matched, as the market takes it', async () => {
    const { chain, get, send, ask: read } = await both();
    const [free, taken, uncommitted] = [newPeer(2), newPeer(), newPeer()];
    const { offerId } = await provide(chain, [taken]);
    const other = await makeDeal(chain, { targetWorkers: 1n });
    await match(chain, other);
    for (const peer of [free, uncommitted])
      await send(PROVIDER, ADDRESSES.market, market.addComputePeers, {
        offerId,
        newPeers: [{ ...peer, owner: PEER }],
      });
    await commit(chain, free.peerId, 10n);
    const id = await makeDeal(chain);
    const wanted = { id, price: String(PRICE), token: TOKEN };
    const find = async (changes: object = {}, epoch?: bigint) => {
      const now = epoch ?? (await epochOf(chain));
      const { offers } = await get(OFFERS, matcherFilters({ ...wanted, ...changes }, String(now)));
      return offers;
    };
    const found = [
      {
        id: toHex(offerId),
        peers: [{ id: toHex(free.peerId), computeUnits: [{ id: toHex(free.unitIds[0]!) }] }],
      },
    ];
    expect(await find()).toEqual(found);
    expect(await find({ price: String(PRICE - 1n) })).toEqual([]);
    expect(await find({ token: ADDRESSES.core })).toEqual([]);
    const { offers_, unitIds } = await read(ADDRESSES.market, market.matchable, id);
    expect([offers_.map(toHex), unitIds.map((ids) => ids.map(toHex))]).toEqual([
      [found[0]!.id],
      [[toHex(free.unitIds[0]!)]],
    ]);
    // The second unit of a peer that is in the deal already, and a commitment that is over.
    await match(chain, id);
    expect((await find())[0]!.peers).toEqual([]);
    await chain.advance(10 * EPOCH_SEC);
    expect((await find({ id: ADDRESSES.core })).flatMap(({ peers }) => peers)).toEqual([]);
  });

  it('finds offers by effectors and providers', async () => {
    const { chain, get, send } = await both();
    const { offerId } = await provide(chain, [newPeer()]);
    await send(PROVIDER, ADDRESSES.market, market.addEffector, { offerId, effectors: [APP] });
    const epoch = String(await epochOf(chain));
    const wanted = { id: ADDRESSES.core, price: String(PRICE), token: TOKEN };
    const find = async (more: Parameters<typeof matcherFilters>[2]) =>
      (await get(OFFERS, matcherFilters(wanted, epoch, more))).offers.length;
    expect(await find({ effectors: [cidKey(APP)] })).toBe(1);
    expect(await find({ effectors: ['00'] })).toBe(0);
    expect(await find({ providers: { id_in: [PROVIDER.toLowerCase()] } })).toBe(1);
    expect(await find({ providers: { id_not_in: [PROVIDER.toLowerCase()] } })).toBe(0);
  });

  it('finds the deals of a provider, the newest first', async () => {
    const { chain, get, send } = await both();
    const peers = [newPeer(), newPeer()];
    await provide(chain, peers);
    const older = await makeDeal(chain, { targetWorkers: 1n });
    await match(chain, older);
    await chain.advance(EPOCH_SEC);
    const newer = await makeDeal(chain, { targetWorkers: 1n });
    await match(chain, newer);
    await makeDeal(chain);
    const find = async () =>
      (
        await get(DEALS, {
          ...{ where: { addedComputeUnits_: { provider: PROVIDER.toLowerCase() } }, first: 10 },
          ...{ by: 'createdAt', to: 'desc' },
        })
      ).deals.map(({ id }) => id);
    expect(await find()).toEqual([newer, older]);
    const unit = {
      unitId: peers[0]!.unitIds[0]!,
      workerId: peerIdToChain('12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRbR'),
    };
    await send(PEER, older, deal.setWorker, unit);
    const { offers } = await get(OFFER_DETAILS);
    expect(offers[0]!.computeUnitsAvailable).toBe(0);
    expect(offers[0]!.peers[0]!.computeUnits[0]!.workerId).toBe(toHex(unit.workerId));
    await send(CUSTOMER, ADDRESSES.market, market.returnComputeUnitFromDeal, unit.unitId);
    expect(await find()).toEqual([newer]);
    expect(idsOf(peers)).toEqual(offers[0]!.peers.map(({ id }) => id).sort());
  });

  it('forgets an offer that is taken back', async () => {
    const { chain, get, send, ask: read } = await both();
    await provide(chain, [newPeer()]);
    await send(PROVIDER, ADDRESSES.market, market.registerMarketOffer, offerOf([]));
    const [, empty] = (await get(OFFER_DETAILS)).offers;
    const id = Uint8Array.from(Buffer.from(empty!.id.slice(2), 'hex'));
    await send(PROVIDER, ADDRESSES.market, market.removeOffer, id);
    expect((await get(OFFER_DETAILS)).offers).toHaveLength(1);
    await expect(read(ADDRESSES.market, market.getOffer, id)).rejects.toThrow("Offer doesn't exist");
  });

  it('reads all anew when the chain is begun anew, or goes back', async () => {
    const { chain, get } = await both();
    const before = await chain.rpc.call('evm_snapshot');
    await provide(chain, [newPeer()]);
    expect((await get(OFFER_DETAILS)).offers).toHaveLength(1);
    await chain.rpc.call('evm_revert', before);
    expect((await get(OFFER_DETAILS)).offers).toEqual([]);
    for (let block = 0; block < 10; block += 1) await chain.mine();
    const again = await chain.rpc.call('evm_snapshot');
    await provide(chain, [newPeer()]);
    expect((await get(OFFER_DETAILS)).offers).toHaveLength(1);
    await chain.rpc.call('evm_revert', again);
    for (let block = 0; block < 10; block += 1) await chain.mine();
    expect((await get(OFFER_DETAILS)).offers).toEqual([]);
  });

  it('says so when the chain is not up', async () => {
    const chain = await startChain();
    const { url } = await startIndexer(chain);
    await chain.stop(signal);
    expect((await ask(url, DEALS)).errors).toEqual([{ message: 'The chain is not up' }]);
  });
});

describe('the port of an indexer', () => {
  const chain = { rpc: undefined as never };

  it('answers on both addresses of this machine, at the place of upstream', async () => {
    const { url } = await startIndexer(chain);
    expect(new URL(url).pathname).toBe('/subgraphs/name/fluence-deal-contracts');
    const { port, pathname } = new URL(url);
    const statuses = await Promise.all(
      ['127.0.0.1', '[::1]'].map(async (host) => (await fetch(`http://${host}:${port}${pathname}`)).status),
    );
    expect(statuses).toEqual([405, 405]);
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(404);
  });

  it('may be taken', async () => {
    const taken = createServer();
    taken.listen(0, '::1');
    await once(taken, 'listening');
    onTestFinished(() => void taken.close());
    const { port } = taken.address() as { port: number };
    await expect(startIndexer(chain, { port })).rejects.toMatchObject({ code: 'PORT_UNAVAILABLE' });
  });

  it('has room for so many connections, and closes those beyond', async () => {
    const { url } = await startIndexer(chain, { maxConnections: 1 });
    const first = connectTo(url);
    first.socket.write('GET / HTTP/1.1\r\nhost: x\r\n\r\n');
    await once(first.socket, 'data');
    expect(await connectTo(url).closed).toBe('');
  });

  it('closes a connection whose request does not come', async () => {
    const { url } = await startIndexer(chain, { bodyTimeoutMs: 100 });
    const { socket, closed } = connectTo(url);
    socket.write('POST / HTTP/1.1\r\nhost: x\r\n');
    expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
  });

  it('takes no longer body than it may', async () => {
    const { url } = await startIndexer(chain);
    const { errors } = await ask(url, 'x'.repeat(1024 * 1024));
    expect(errors).toEqual([{ message: 'The query is too long' }]);
  });
});

/** A connection, and all that came on it when it is closed. */
function connectTo(url: string): { readonly socket: Socket; readonly closed: Promise<string> } {
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  onTestFinished(() => void socket.destroy());
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  socket.on('error', () => {});
  return { socket, closed: once(socket, 'close').then(() => text) };
}
