import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import path from 'node:path';
import { whyNoAnvil } from '@noctiluca/chain';
import {
  ADDRESSES,
  callTo,
  contracts,
  createRpc,
  createWallet,
  eventsOf,
  query,
  read,
} from '@noctiluca/chain/client';
import { FIRST_ACCOUNT, type LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, fluenceJson } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';

/** Asks a peer for the workers of a deal, with the names of nox before 0.25 and after. */
const AQUA = `aqua Main

export resolve

data Worker:
    pat_id: string
    cu_ids: []string
    host_id: string
    worker_id: ?string

data Workers:
    success: bool
    error: ?string
    workers: []Worker

service Subnet("subnet"):
    resolve(deal_id: string) -> Workers

func resolve(deal_id: string) -> Workers:
    on HOST_PEER_ID:
        workers <- Subnet.resolve(deal_id)
    <- workers
`;

/** Account 1 of the public mnemonic: a customer. */
const CUSTOMER = '0x59c6995e998f97a5a0044966f0945389dc9e86dae88c7a8412f4603b6b78690d';
const DAY_SEC = 86_400;

interface Seen {
  readonly chain: {
    readonly block: number;
    readonly epoch: number;
    readonly deals: readonly { readonly id: string; readonly status: string; readonly units: number }[];
  };
}
interface Clocks {
  readonly peers: readonly { readonly offsetMs: number }[];
  readonly chain: { readonly offsetMs: number };
}

const noAnvil = whyNoAnvil();

// One story, told in order: each part stands on the ones before.
describe.skipIf(noAnvil)(`a local network with a chain ${noAnvil ?? ''}`, () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  const run = <T>(...args: string[]) => fluenceJson<T>(folder.path, ...args);
  const ps = () => run<Seen>('local', 'ps');
  const up = (...args: string[]) => run<LocalState>('local', 'up', '--free-ports', ...args);
  const workersYaml = () => path.join(folder.path, '.fluence', 'workers.yaml');
  const sent = (state: LocalState) =>
    createRpc({ url: state.chain!.rpc }).call('eth_getTransactionCount', FIRST_ACCOUNT.address, 'latest');

  beforeAll(async () => {
    folder = await tempDir('chain');
    await writeFile(path.join(folder.path, 'fluence.yaml'), 'version: 8\n');
  });
  afterAll(async () => {
    await fluence(folder.path, 'local', 'down');
    await folder.remove();
  });

  /** A deal of the customer for all three peers, matched. */
  async function makeDeal({ chain }: LocalState): Promise<void> {
    const rpc = createRpc({ url: chain!.rpc });
    const wallet = createWallet({ privateKey: CUSTOMER }, { rpc });
    const [amount, price] = [100_000_000n, 330_000n];
    const { token, dealFactory, market } = contracts;
    const approval = { spender: ADDRESSES.dealFactory, amount };
    await wallet.transact(callTo(ADDRESSES.token, token.approve, approval));
    const terms = {
      app: { prefixes: Uint8Array.of(1, 0x55, 0x12, 0x20), hash: new Uint8Array(32).fill(7) },
      paymentToken: ADDRESSES.token,
      depositAmount: amount,
      minWorkers: 1n,
      targetWorkers: 3n,
      maxWorkersPerProvider: 3n,
      pricePerWorkerEpoch: price,
      effectors: [],
      accessType: 0n,
      accessList: [],
      protocolVersion: 1n,
    };
    const receipt = await wallet.transact(callTo(ADDRESSES.dealFactory, dealFactory.deployDeal, terms));
    const { DealCreated } = contracts.dealFactoryEvents;
    const { deal } = eventsOf(receipt, DealCreated)[0]!;
    const found = await read(rpc, query(ADDRESSES.market, market.matchable, deal));
    await wallet.transact(callTo(ADDRESSES.market, market.matchDeal, { deal, ...found }));
  }

  it('has none unless it is asked for, by a flag or by a provider.yaml', async () => {
    expect((await up('--noxes', '1')).chain).toBeUndefined();
    await run('local', 'down', '-v');
    await run('local', 'init', '--noxes', '3');
    const state = await up();
    expect(state.chain).toEqual({
      rpc: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      indexer: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      chainId: 31_337,
    });
  });

  it('shows block, epoch and deals', async () => {
    expect((await ps()).chain).toMatchObject({ epoch: expect.any(Number), deals: [] });
    const state = JSON.parse(
      await readFile(path.join(folder.path, '.fluence', 'local.json'), 'utf8'),
    ) as LocalState;
    await makeDeal(state);
    expect((await ps()).chain.deals).toMatchObject([
      // Until the peers have made their workers, which takes seconds.
      { status: expect.stringMatching(/^(NOT_ENOUGH_WORKERS|ACTIVE)$/), units: 3 },
    ]);
    const { stdout } = await fluence(folder.path, 'local', 'ps');
    expect(stdout).toMatch(/0x[0-9a-f]{40} {2}(NOT_ENOUGH_WORKERS|ACTIVE) +3\/3/);
  });

  it('has peers that know where the workers of its deals are to be', async () => {
    const { peers } = JSON.parse(
      await readFile(path.join(folder.path, '.fluence', 'local.json'), 'utf8'),
    ) as LocalState;
    await writeFile(path.join(folder.path, 'main.aqua'), AQUA);
    const [deal] = (await ps()).chain.deals;
    const asked = ['run', '-i', 'main.aqua', '-f', `resolve("${deal!.id}")`];
    const { workers, ...rest } = await run<{
      workers: { pat_id: string; cu_ids: string[]; host_id: string }[];
    }>(...asked);
    expect(rest).toEqual({ success: true, error: null });
    expect(workers.map(({ host_id }) => host_id).sort()).toEqual(peers.map(({ peerId }) => peerId).sort());
    for (const worker of workers) expect(worker).toMatchObject({ pat_id: `0x${worker.cu_ids[0]}` });
    for (const { http } of peers) {
      const described = await (await fetch(`${http}/api/describe`)).text();
      expect(described).toContain('"by":"websocket"');
    }
  });

  it('moves peers and chain together', async () => {
    const before = (await ps()).chain;
    const { peers, chain } = await run<Clocks>('local', 'clock', 'advance', '1d');
    for (const { offsetMs } of [...peers, chain])
      expect(Math.abs(offsetMs - DAY_SEC * 1000)).toBeLessThanOrEqual(1000);
    const after = (await ps()).chain;
    expect(after.epoch - before.epoch).toBeGreaterThanOrEqual(DAY_SEC / 15);
    expect(after.block).toBeGreaterThan(before.block);
  });

  it('keeps chain, deals and clock over `down`, and registers nothing twice', async () => {
    const before = await ps();
    await run('local', 'down');
    expect(existsSync(path.join(folder.path, '.fluence', 'local', 'chain', 'chain.json'))).toBe(true);
    const state = await up();
    // 26 of the contracts, 3 of the provider.
    expect(Number(await sent(state))).toBe(29);
    const { chain } = await ps();
    expect(chain.deals).toEqual(before.chain.deals);
    expect(chain.epoch).toBeGreaterThanOrEqual(before.chain.epoch);
    const { peers, chain: clock } = await run<Clocks>('local', 'clock');
    for (const { offsetMs } of [...peers, clock])
      expect(Math.abs(offsetMs - DAY_SEC * 1000)).toBeLessThanOrEqual(1000);
  });

  it('is forgotten by `down -v`, with the local deals of workers.yaml', async () => {
    await mkdir(path.dirname(workersYaml()), { recursive: true });
    const deal =
      '      timestamp: ""\n      definition: b\n      dealId: ab\n      dealIdOriginal: ab\n      chainNetworkId: 1\n';
    const kept = `# mine\nversion: 1\ndeals:\n  kras:\n    one:\n${deal}`;
    await writeFile(workersYaml(), `${kept}  local:\n    two:\n${deal}`);
    await run('local', 'down', '-v');
    expect(await readFile(workersYaml(), 'utf8')).toBe(kept);
    expect(existsSync(path.join(folder.path, '.fluence', 'local'))).toBe(false);
    expect((await up('--no-chain')).chain).toBeUndefined();
    await run('local', 'down', '-v');
    await up();
    expect((await ps()).chain.deals).toEqual([]);
    await run('local', 'down');
  });

  it('says whose a port of it is', async ({ skip }) => {
    const server = createServer();
    const isFree = await new Promise<boolean>((resolve) => {
      server.once('error', () => resolve(false));
      server.listen(8545, '127.0.0.1', () => resolve(true));
    });
    if (!isFree) skip('another program has the port');
    const { code, stdout } = await fluence(folder.path, 'local', 'up', '--json');
    server.close();
    expect(code).toBe(1);
    // Its peers may have found theirs taken as well, on a machine where another network is up.
    expect(JSON.parse(stdout).error).toMatchObject({
      code: 'PORTS_TAKEN',
      message: expect.stringMatching(/^Port \d+ is taken by /),
    });
  });
});
