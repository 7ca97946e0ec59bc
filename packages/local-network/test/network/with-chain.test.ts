import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { whyNoAnvil } from '@noctiluca/chain';
import {
  ADDRESSES,
  callTo,
  contracts,
  createRpc,
  createWallet,
  dealIdOf,
  eventsOf,
  query,
  read,
} from '@noctiluca/chain/client';
import type { JsonValue } from '@noctiluca/marine';
import type { Node } from '@noctiluca/node';
import { generateKeyPair, parseKey } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { createNetworkChain } from '../../src/chain/network-chain.js';
import { DEFAULT_PEER_TERMS, DEFAULT_TERMS, type ProviderTerms } from '../../src/chain/provider-terms.js';
import { withChain } from '../../src/network/with-chain.js';
import { createPeer, type PeerSpec } from '../../src/peer/peer-spec.js';

const noAnvil = whyNoAnvil();

/** Account 1 of the public mnemonic: a customer. */
const CUSTOMER = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';

/** A peer on a chain of its own. */
async function peerOnChain(): Promise<{ node: Node; rpc: ReturnType<typeof createRpc> }> {
  const dir = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-with-chain-'));
  onTestFinished(() => rm(dir, { recursive: true, force: true }));
  const seed = randomBytes(32).toString('base64');
  const network = { places: [import.meta.url], terms: DEFAULT_TERMS };
  const chain = createNetworkChain({ dir: path.join(dir, 'chain'), freePorts: true, ...network });
  onTestFinished(() => chain.stop(AbortSignal.timeout(10_000)));
  const { peerId } = parseKey(seed);
  const starting = chain.start(
    Promise.resolve([{ name: 'nox-0', seed, peerId }]),
    new AbortController().signal,
  );
  const spec = {
    ...{ name: 'nox-0', seed, ports: { tcp: 0, ws: 0, http: 0 }, bootstrapNodes: [] },
    ...{ directory: path.join(dir, 'peer'), logFile: path.join(dir, 'peer.log') },
    ...{ managementPeerId: generateKeyPair().peerId, managementKeyFile: path.join(dir, 'key') },
    settings: { system_services: { enable: [] } },
  };
  const node = await createPeer(withChain(spec, (await chain.access)!, network));
  onTestFinished(() => node.stop());
  await Promise.all([node.start(), starting]);
  return { node, rpc: createRpc({ url: chain.state!.rpc }) };
}

/** What a call by the host, or by anybody, answers. */
async function call(node: Node, name: string, args: JsonValue[], initPeerId = node.peerId): Promise<unknown> {
  const [serviceId, functionName] = name.split('.') as [string, string];
  const particle = {
    ...{ id: 'p', initPeerId, timestamp: Date.now(), ttl: 60_000, script: '' },
    ...{ signature: new Uint8Array(64), data: new Uint8Array() },
  };
  const context = { particle, scope: { kind: 'host' as const }, currentPeerId: node.peerId };
  const outcome = await node.parts.host.call(
    { serviceId, functionName, args, tetraplets: [] },
    { ...context, signal: new AbortController().signal },
  );
  return outcome.kind === 'ok' ? JSON.parse(outcome.json) : outcome;
}

/** A matched deal for one worker. */
async function matchedDeal(rpc: ReturnType<typeof createRpc>): Promise<string> {
  const wallet = createWallet({ privateKey: CUSTOMER }, { rpc });
  const amount = 100_000_000n;
  const { token, dealFactory, market } = contracts;
  await wallet.transact(callTo(ADDRESSES.token, token.approve, { spender: ADDRESSES.dealFactory, amount }));
  const terms = {
    app: { prefixes: Uint8Array.of(1, 0x55, 0x12, 0x20), hash: new Uint8Array(32).fill(7) },
    ...{ paymentToken: ADDRESSES.token, depositAmount: amount, pricePerWorkerEpoch: 330_000n },
    ...{ minWorkers: 1n, targetWorkers: 1n, maxWorkersPerProvider: 1n },
    ...{ effectors: [], accessType: 0n, accessList: [], protocolVersion: 1n },
  };
  const receipt = await wallet.transact(callTo(ADDRESSES.dealFactory, dealFactory.deployDeal, terms));
  const { deal } = eventsOf(receipt, contracts.dealFactoryEvents.DealCreated)[0]!;
  const found = await read(rpc, query(ADDRESSES.market, market.matchable, deal));
  await wallet.transact(callTo(ADDRESSES.market, market.matchDeal, { deal, ...found }));
  return dealIdOf(deal);
}

describe('the settings of a peer on a chain', () => {
  const access = { rpc: 'http://127.0.0.1:8545', chainId: 31_337, facade: ADDRESSES.diamond };
  const spec = { name: 'nox-0', seed: 'seed', settings: {} } as PeerSpec;

  it('have the account that its provider gave it, or one that is always the same', () => {
    const wallet = `0x${'12'.repeat(32)}`;
    const keyOf = (peers: ProviderTerms['peers']) => {
      const { settings } = withChain(spec, access, { places: [], terms: { peers } });
      return (settings.chain_config as { wallet_key: string }).wallet_key;
    };
    expect(keyOf({ 'nox-0': { ...DEFAULT_PEER_TERMS, wallet } })).toBe(wallet);
    expect(keyOf({})).toMatch(/^0x[0-9a-f]{64}$/);
    expect(keyOf({})).toBe(keyOf({ 'nox-1': { ...DEFAULT_PEER_TERMS, wallet } }));
  });

  it('give way to those of who made the network', () => {
    const given = {
      chain_config: { default_base_fee: 9 },
      system_services: { decider: { decider_period_sec: 1 } },
    };
    const { settings, chainPlaces } = withChain({ ...spec, settings: given }, access, {
      ...{ places: ['here'], terms: { peers: {} } },
    });
    expect(settings).toMatchObject({ ...given, chain_config: { network_id: 31_337, default_base_fee: 9 } });
    expect(chainPlaces).toEqual(['here']);
  });
});

describe.skipIf(noAnvil)(`a peer of a local network with a chain ${noAnvil ?? ''}`, () => {
  it('knows its deals, registers its worker, and tells anybody of it', async () => {
    const { node, rpc } = await peerOnChain();
    const details = () => node.describe().children?.find(({ name }) => name === 'chain')?.details;
    await expect.poll(details, { timeout: 10_000 }).toMatchObject({ connected: true, by: 'websocket' });
    expect(await call(node, 'connector.get_deals', [])).toEqual([]);

    const changes = Number(details()?.changes);
    const dealId = await matchedDeal(rpc);
    await expect.poll(() => Number(details()?.changes)).toBeGreaterThan(changes);
    const deals = (await call(node, 'connector.get_deals', [])) as {
      deal_id: string;
      deal_info: { status: string; cu_ids: string[]; onchain_worker_id: string }[];
    }[];
    expect(deals).toMatchObject([
      { success: true, error: [], deal_id: dealId, deal_info: [{ status: 'NOT_ENOUGH_WORKERS' }] },
    ]);
    const { cu_ids, onchain_worker_id } = deals[0]!.deal_info[0]!;
    const worker = { pat_id: `0x${cu_ids[0]}`, cu_ids, host_id: node.peerId };
    const anybody = generateKeyPair().peerId;
    const resolved = (worker_id: string[]) => ({
      success: true,
      error: [],
      workers: [{ ...worker, worker_id }],
    });
    const resolve = () => call(node, 'subnet.resolve', [`0x${dealId.toUpperCase()}`], anybody);
    expect(await resolve()).toEqual(resolved([]));
    expect(await call(node, 'connector.get_deals', [], anybody)).toMatchObject({ kind: 'error' });

    const workerId = generateKeyPair().peerId;
    const hash = await call(node, 'connector.register_worker', [dealId, workerId, onchain_worker_id]);
    const receipts = async () => call(node, 'connector.get_tx_receipts', [[hash as string]]);
    await expect
      .poll(receipts)
      .toMatchObject([{ success: true, status: 'ok', receipt: [{ tx_hash: hash }] }]);
    expect(await resolve()).toEqual(resolved([workerId]));
    expect(details()).toMatchObject({ transactions: { sent: 1, failed: 0 } });
  });

  it('tells of a deal that is on no chain what it would without one', async () => {
    const { node } = await peerOnChain();
    expect(await call(node, 'subnet.resolve', ['12'])).toMatchObject({
      ...{ success: false, error: ["Invalid deal id '12': invalid length"] },
    });
  });
});
