import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type LocalChain, whyNoAnvil } from '@noctiluca/chain';
import { dealIdOf, peerIdToChain } from '@noctiluca/chain/client';
import { silentLogger } from '@noctiluca/lifecycle';
import { checkConfig, createNode, type Node, resolveConfig } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import { describe, expect, it, onTestFinished } from 'vitest';
import { deal } from '../../packages/chain/src/client/contracts.js';
import { cidFromChain, cidToChain } from '../../packages/chain/src/codec/cid.js';
import { ADDRESSES } from '../../packages/chain/src/constants.js';
import { startChain } from '../../packages/chain/test/utils/chain.js';
import {
  APP,
  CUSTOMER,
  callsOf,
  KEYS,
  makeDeal,
  match,
  newPeer,
  PEER,
  provide,
  statusOf,
} from '../../packages/chain/test/utils/market.js';
import { deciderWithoutIpfs } from '../utils/decider-package.js';

const noAnvil = whyNoAnvil();
const OTHER_APP = cidToChain('bafkreibm6jg3ux5qumhcn2b3flc3tyu6dmlb4xa7u5bf44yegnrjhc4yeq');

/** A chain, and a peer with units on it whose clock never runs the decider a second time. */
async function world(units: number, periodSec = 3600) {
  const chain = await startChain();
  const keyPair = generateKeyPair();
  await provide(chain, [{ ...newPeer(units), peerId: peerIdToChain(keyPair.peerId) }]);
  const cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-decider-'));
  let node: Node;
  onTestFinished(async () => {
    await node.stop();
    await rm(cwd, { recursive: true, force: true });
  });
  async function boot(): Promise<Node> {
    const { settings } = checkConfig({
      ...{ listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0, base_dir: 'node' },
      system_services: { enable: ['decider'] },
      chain_config: {
        http_endpoint: chain.url,
        diamond_contract_address: ADDRESSES.diamond,
        network_id: 31_337,
        wallet_key: KEYS[PEER],
      },
    });
    const config = await resolveConfig(settings, { cwd, keyPair });
    node = createNode(config, { logger: silentLogger, systemPackages: [deciderWithoutIpfs(periodSec)] });
    await node.start();
    await node.parts.systemServices.settled();
    return node;
  }
  await boot();
  const workerOf = (address: string) => node.parts.host.workers.ofDeal(dealIdOf(address));
  const spellOf = (address: string) => {
    const { workerId } = workerOf(address)!;
    return node.parts.spells.get({ kind: 'worker', workerId }, 'worker-spell');
  };
  const reboot = async (meanwhile: () => Promise<unknown>) => {
    await node.stop();
    await meanwhile();
    await boot();
  };
  return { chain, workerOf, spellOf, reboot };
}

async function newDeal(chain: LocalChain, terms: Parameters<typeof makeDeal>[1] = {}): Promise<string> {
  const address = await makeDeal(chain, terms);
  await match(chain, address);
  return address;
}

const stop = (chain: LocalChain, address: string) =>
  callsOf(chain).send(CUSTOMER, address, deal.stop, undefined);

const until = (check: () => unknown, wanted: unknown = true) =>
  expect.poll(check, { timeout: 30_000, interval: 20 }).toEqual(wanted);

describe.skipIf(noAnvil)(`the decider of a peer on a chain ${noAnvil ?? ''}`, () => {
  it('makes the worker of a match at once, and registers it', async () => {
    const { chain, workerOf, spellOf } = await world(2);
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    const [worker] = await callsOf(chain).ask(address, deal.getWorkers);
    expect(worker!.offchainId).toEqual(peerIdToChain(workerOf(address)!.workerId));
    expect(spellOf(address)!.value('h_worker_def_cid')).toBe(JSON.stringify(cidFromChain(APP)));
  });

  it('tells the worker another app, and removes it when the deal was stopped', async () => {
    const { chain, workerOf, spellOf } = await world(2);
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    await callsOf(chain).send(CUSTOMER, address, deal.setAppCID, OTHER_APP);
    await until(() => spellOf(address)!.value('h_worker_def_cid'), JSON.stringify(cidFromChain(OTHER_APP)));
    await stop(chain, address);
    await until(() => workerOf(address) === undefined);
    expect(await callsOf(chain).ask(address, deal.getWorkers)).toEqual([]);
  });

  it('knows after a restart what happened meanwhile', async () => {
    const { chain, workerOf, reboot } = await world(3);
    const [first, second] = [await newDeal(chain), await newDeal(chain)];
    for (const address of [first, second]) await until(() => statusOf(chain, address), 'ACTIVE');
    const { workerId } = workerOf(second)!;
    let third = '';
    await reboot(async () => {
      await stop(chain, first);
      third = await newDeal(chain);
    });
    await until(() => workerOf(first) === undefined);
    await until(() => statusOf(chain, third), 'ACTIVE');
    expect(workerOf(second)!.workerId).toBe(workerId);
  });

  it('leaves a deal that has no more money', async () => {
    const { chain, workerOf } = await world(1, 1);
    const address = await newDeal(chain);
    await until(() => statusOf(chain, address), 'ACTIVE');
    await chain.rpc.call('evm_increaseTime', 15 * 200);
    await chain.rpc.call('evm_mine');
    await until(() => statusOf(chain, address), 'INSUFFICIENT_FUNDS');
    // No event tells of time.
    await until(() => workerOf(address) === undefined);
  });
});
