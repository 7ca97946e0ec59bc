import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { LocalChain } from '@noctiluca/chain';
import { dealIdOf, peerIdToChain } from '@noctiluca/chain/client';
import type { PackageDistro } from '@noctiluca/deployment';
import { HOST_SCOPE, type Worker } from '@noctiluca/host';
import { silentLogger } from '@noctiluca/lifecycle';
import { checkConfig, createNode, type Node, resolveConfig } from '@noctiluca/node';
import { generateKeyPair } from '@noctiluca/particle';
import type { SpellView } from '@noctiluca/spells';
import { expect, onTestFinished } from 'vitest';
import { deal } from '../../packages/chain/src/client/contracts.js';
import { ADDRESSES } from '../../packages/chain/src/constants.js';
import { startChain } from '../../packages/chain/test/utils/chain.js';
import {
  CUSTOMER,
  callsOf,
  KEYS,
  makeDeal,
  match,
  newPeer,
  PEER,
  provide,
} from '../../packages/chain/test/utils/market.js';

export interface DeciderWorld {
  readonly chain: LocalChain;
  /** By the address of the deal. */
  workerOf(address: string): Worker | undefined;
  /** The spell that installs the worker of a deal. */
  spellOf(address: string): SpellView | undefined;
  /** Of the decider. */
  log(): string[];
  /** Stops the peer, and starts it again after that. */
  reboot(meanwhile: () => Promise<unknown>): Promise<void>;
}

/** A chain, and a peer with a decider and units on it. */
export async function deciderWorld(units: number, decider: PackageDistro): Promise<DeciderWorld> {
  const chain = await startChain();
  const keyPair = generateKeyPair();
  await provide(chain, [{ ...newPeer(units), peerId: peerIdToChain(keyPair.peerId) }]);
  const cwd = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-decider-'));
  let node: Node;
  onTestFinished(async () => {
    await node.stop();
    await rm(cwd, { recursive: true, force: true });
  });
  async function boot(): Promise<void> {
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
    node = createNode(config, { logger: silentLogger, systemPackages: [decider] });
    await node.start();
    await node.parts.systemServices.settled();
  }
  await boot();
  const workerOf = (address: string) => node.parts.host.workers.ofDeal(dealIdOf(address));
  return {
    chain,
    workerOf,
    spellOf(address) {
      const { workerId } = workerOf(address)!;
      return node.parts.spells.get({ kind: 'worker', workerId }, 'worker-spell');
    },
    log: () => {
      const spell = node.parts.spells.get(HOST_SCOPE, 'decider')!;
      return spell.logs().map(({ message }) => message);
    },
    async reboot(meanwhile) {
      await node.stop();
      await meanwhile();
      await boot();
    },
  };
}

/** Address of a deal that what fits is matched to. */
export async function newDeal(
  chain: Pick<LocalChain, 'rpc'>,
  terms: Parameters<typeof makeDeal>[1] = {},
): Promise<string> {
  const address = await makeDeal(chain, terms);
  await match(chain, address);
  return address;
}

export async function stop(chain: Pick<LocalChain, 'rpc'>, address: string): Promise<void> {
  await callsOf(chain).send(CUSTOMER, address, deal.stop, undefined);
}

export const until = (check: () => unknown, wanted: unknown = true) =>
  expect.poll(check, { timeout: 30_000, interval: 20 }).toEqual(wanted);
