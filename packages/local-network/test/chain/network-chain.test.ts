import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { whyNoAnvil } from '@noctiluca/chain';
import {
  ADDRESSES,
  contracts,
  createRpc,
  peerIdToChain,
  query,
  type Rpc,
  read,
} from '@noctiluca/chain/client';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetworkChain, type NetworkChain } from '../../src/chain/network-chain.js';
import { DEFAULT_TERMS, type ProviderTerms } from '../../src/chain/provider-terms.js';

const noAnvil = whyNoAnvil();

const PROVIDER = '0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266';
const ACTIVE = 1n;

const peersOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({
    name: `nox-${at}`,
    peerId: generateKeyPair().peerId,
    seed: `seed of ${at}`,
  }));

async function tempDir(): Promise<string> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-network-chain-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  return dir;
}

async function start(
  dir: string,
  peers: ReturnType<typeof peersOf>,
  terms: ProviderTerms = DEFAULT_TERMS,
): Promise<NetworkChain> {
  const init = { dir, freePorts: true, places: [import.meta.url], terms };
  const chain = createNetworkChain(init);
  onTestFinished(() => chain.stop(AbortSignal.timeout(10_000)));
  await chain.start(Promise.resolve(peers), new AbortController().signal);
  return chain;
}

const rpcOf = ({ state }: NetworkChain): Rpc => createRpc({ url: state!.rpc });
const sentBy = async (rpc: Rpc) => Number(await rpc.call('eth_getTransactionCount', PROVIDER, 'latest'));

async function statusOf(rpc: Rpc, peerId: string): Promise<bigint> {
  const { getComputePeer } = contracts.market;
  const peer = await read(rpc, query(ADDRESSES.market, getComputePeer, peerIdToChain(peerId)));
  return read(rpc, query(ADDRESSES.capacity, contracts.capacity.getStatus, peer.commitmentId));
}

describe('the chain of a network that has no package for one', () => {
  it('is none for its peers', async () => {
    const init = { dir: await tempDir(), freePorts: true, places: [], terms: DEFAULT_TERMS };
    const chain = createNetworkChain(init);
    const started = chain.start(Promise.resolve(peersOf(1)), new AbortController().signal);
    await expect(started).rejects.toMatchObject({ code: 'NO_CHAIN' });
    expect(await chain.access).toBeUndefined();
  });
});

describe.skipIf(noAnvil)(`the chain of a network ${noAnvil ?? ''}`, () => {
  it('tells peers where it is', async () => {
    const chain = await start(await tempDir(), peersOf(1));
    const { rpc, chainId } = chain.state!;
    expect(await chain.access).toEqual({ rpc, chainId, facade: ADDRESSES.diamond });
  });

  it('knows its peers as ones that can be matched, and their accounts have gas', async () => {
    const peers = peersOf(3);
    const rpc = rpcOf(await start(await tempDir(), peers));
    for (const { peerId } of peers) {
      expect(await statusOf(rpc, peerId)).toBe(ACTIVE);
      const { getComputePeer } = contracts.market;
      const { owner } = await read(rpc, query(ADDRESSES.market, getComputePeer, peerIdToChain(peerId)));
      expect(BigInt(String(await rpc.call('eth_getBalance', owner, 'latest')))).toBe(10n ** 19n);
    }
    // 26 of the contracts come first.
    expect((await sentBy(rpc)) - 26).toBeLessThanOrEqual(6);
  });

  it('says nothing twice, and tells of a peer that came later', async () => {
    const [dir, peers] = [await tempDir(), peersOf(3)];
    const first = await start(dir, peers.slice(0, 2));
    const sent = await sentBy(rpcOf(first));
    await first.stop(AbortSignal.timeout(10_000));
    const second = await start(dir, peers.slice(0, 2));
    expect(await sentBy(rpcOf(second))).toBe(sent);
    await second.stop(AbortSignal.timeout(10_000));
    const third = rpcOf(await start(dir, peers));
    expect(await sentBy(third)).toBe(sent + 3);
    expect(await statusOf(third, peers[2]!.peerId)).toBe(ACTIVE);
  });

  it('has 64 peers on it', async () => {
    const peers = peersOf(64);
    const rpc = rpcOf(await start(await tempDir(), peers));
    expect(await statusOf(rpc, peers[63]!.peerId)).toBe(ACTIVE);
  });

  it('has an indexer that knows the offer', async () => {
    const { state } = await start(await tempDir(), peersOf(1));
    const response = await fetch(`${state!.indexer}/subgraphs/name/fluence-deal-contracts`, {
      method: 'POST',
      body: JSON.stringify({ query: '{ offers { pricePerEpoch computeUnitsAvailable } }' }),
    });
    const offer = { pricePerEpoch: '330000', computeUnitsAvailable: 32 };
    expect(await response.json()).toEqual({ data: { offers: [offer] } });
  });

  it('has the words of a contract that refuses an offer', async () => {
    const free = { ...DEFAULT_TERMS, offers: [{ price: '0', effectors: [] }] };
    await expect(start(await tempDir(), peersOf(1), free)).rejects.toMatchObject({
      code: 'CHAIN_FAILED',
      message: expect.stringContaining('Min price per epoch should be greater than 0'),
    });
  });

  it('says how a state that is damaged is forgotten', async () => {
    const dir = await tempDir();
    await (await start(dir, peersOf(1))).stop(AbortSignal.timeout(10_000));
    const kept = path.join(dir, 'chain.json');
    await writeFile(kept, (await readFile(kept, 'utf8')).slice(0, 100));
    await expect(start(dir, peersOf(1))).rejects.toMatchObject({
      code: 'CHAIN_FAILED',
      message: expect.stringContaining('Forget it: "fluence local down --volumes"'),
    });
  });
});
