import path from 'node:path';
import { createWallet, dealAddress, dealsOfPeer, registerWorker } from '@noctiluca/chain/client';
import { DEFINITION_KEY } from '@noctiluca/deployment';
import { FIRST_ACCOUNT } from '@noctiluca/local-network/control';
import { generateKeyPair } from '@noctiluca/particle';
import { onTestFinished } from 'vitest';
import { peerIdOf } from '../../src/chain/provider-peers.js';
import { type DatedDefinition, definitionAt } from '../../src/deals/dated-definition.js';
import { SpellTarget } from '../../src/workers/target/spell-target.js';
import type { SpellLog, WorkerTarget, WorkerView } from '../../src/workers/target/target.js';
import type { WantedWorker } from '../../src/workers/wanted-worker.js';
import { type ChainProject, chainProject, provide } from './chain-project.js';
import { ipfsServer } from './http-server.js';
import { MemoryWorkerHost } from './memory-worker-host.js';
import { type CliOutcome, runCli } from './run-cli.js';

const POLL_MS = 20;

const SPELL_AQUA = (log: string) => `aqua Tick
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"
func spell():
    Spell "tick"
    Spell.store_log("${log}")
`;

/** A peer in memory that has its decider make, and register, a worker for each of its deals. */
export class DealPeer implements WorkerTarget {
  readonly hostId: string;
  /** Its decider does nothing. */
  isIdle = false;
  /** Its worker spells install nothing of this name. */
  broken: string | undefined;
  readonly workers = new Map<string, MemoryWorkerHost>();
  readonly #definitions = new Map<string, string>();

  constructor(hostId: string) {
    this.hostId = hostId;
  }

  /** One for a deal; its id is that of a peer. */
  workerFor(dealId: string): MemoryWorkerHost {
    const key = dealAddress(dealId);
    const made = this.workers.get(key) ?? new MemoryWorkerHost(generateKeyPair().peerId);
    if (this.broken !== undefined) made.broken.add(this.broken);
    else made.broken.clear();
    this.workers.set(key, made);
    return made;
  }

  /** What the decider was told: the definition of a deal, whose files only a deployer has here. */
  order(dealId: string, appCid: string): void {
    this.#definitions.set(dealAddress(dealId), appCid);
  }

  async look(dealId: string, wanted?: WantedWorker): Promise<WorkerView> {
    const host = this.workers.get(dealAddress(dealId)) ?? new MemoryWorkerHost('nobody');
    const appCid = this.#definitions.get(dealAddress(dealId));
    const definition = wanted && definitionAt(wanted, Date.now());
    if (definition?.cid === appCid && wanted && definition) await this.#install(host, wanted, definition);
    const scripts = { scripts: async () => host, uploader: async () => host };
    return new SpellTarget(this.hostId, { timeoutMs: 0, onLog: () => {} }, scripts).look(dealId, wanted);
  }

  async logs(): Promise<readonly SpellLog[]> {
    return [{ timestamp: 0, message: '["a line of the log"]' }];
  }

  async remove(workerId: string): Promise<void> {
    const who = `worker creator ${this.hostId}, host or a host manager`;
    throw new Error(`Worker ${workerId} can be removed only by ${who}`);
  }

  async #install(
    host: MemoryWorkerHost,
    wanted: WantedWorker,
    { cid, triggers }: DatedDefinition,
  ): Promise<void> {
    if (host.values.get(DEFINITION_KEY) === JSON.stringify(cid)) return;
    const worker = { wanted, triggers, dealId: '', hostId: this.hostId };
    await host.makeWorker();
    if (host.workerSpellScript === undefined) await host.deploy(worker);
    await host.upload(worker, cid);
    host.values.set(DEFINITION_KEY, JSON.stringify(cid));
    host.runWorkerSpell();
  }
}

/** A project with the spells `tick` and `tock`, a chain, and two peers that do what deals say. */
export interface DealNetwork extends ChainProject {
  readonly peers: readonly [DealPeer, DealPeer];
  /** Files that were uploaded. */
  readonly files: readonly string[];
  /** @param entries `deployments:` and what else there is */
  project(entries: string): void;
  script(name: string, log: string): void;
  deploy(...argv: string[]): Promise<CliOutcome & { readonly told: Deployed }>;
}

export interface Deployed {
  readonly deals: readonly {
    readonly name: string;
    readonly dealId?: string;
    readonly actions: readonly string[];
    readonly notes: readonly string[];
    readonly error?: string;
    readonly info?: {
      readonly status: string;
      readonly computeUnits: readonly { readonly workerId: string }[];
    };
  }[];
  readonly workers: readonly { readonly peer: string; readonly workerId?: string; readonly error?: string }[];
  readonly error?: { readonly code: string; readonly message: string };
}

export async function dealNetwork(): Promise<DealNetwork> {
  const project = await chainProject();
  await provide(project);
  const { folder, chain } = project;
  const ids = await Promise.all(['nox-0', 'nox-1'].map((name) => peerIdOf(folder.at('.fluence'), name)));
  const peers = ids.map((id) => new DealPeer(id)) as unknown as [DealPeer, DealPeer];
  const ipfs = await ipfsServer();
  const state = JSON.parse(folder.read('.fluence/local.json'));
  state.ipfs = { multiaddr: ipfs.multiaddr };
  state.peers = ids.map((peerId, index) => ({
    ...{ name: `nox-${index}`, peerId, multiaddrs: [`/ip4/127.0.0.1/tcp/1/ws/p2p/${peerId}`] },
    ...{ http: '', managementPeerId: '', managementKeyFile: '' },
  }));
  folder.write('.fluence/local.json', JSON.stringify(state));
  const script = (name: string, log: string) => folder.write(`${name}/spell.aqua`, SPELL_AQUA(log));
  for (const name of ['tick', 'tock']) {
    script(name, 'first');
    folder.write(
      `${name}/spell.yaml`,
      'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {}\n',
    );
  }
  startDeciders(chain.rpc, peers);
  const targetOf = (hostId: string) => peers.find((peer) => peer.hostId === hostId)!;
  const env = { FLUENCE_USER_DIR: path.join(folder.root, 'home') };
  const run = (...argv: string[]) => runCli(folder.root, argv, env, '', { targetOf });
  return {
    ...{ ...project, peers, files: ipfs.files, script, run },
    project: (entries) =>
      folder.write(
        'fluence.yaml',
        `version: 8\naquaDependencies: {}\nspells: { tick: { get: tick }, tock: { get: tock } }\n${entries}\n`,
      ),
    async deploy(...argv) {
      const outcome = await run('deploy', ...argv, '--json');
      return { ...outcome, told: JSON.parse(outcome.stdout) as Deployed };
    },
  };
}

/** They make workers for what the chain says, and tell it. */
function startDeciders(rpc: ChainProject['chain']['rpc'], peers: readonly DealPeer[]): void {
  const wallet = createWallet({ privateKey: FIRST_ACCOUNT.privateKey, pollMs: 5 }, { rpc });
  const life = { isOver: false };
  const decide = async (peer: DealPeer) => {
    const { desired, chain } = await dealsOfPeer(rpc, peer.hostId);
    if (!desired.ok || peer.isIdle) return;
    for (const { dealId, onchainWorkerId, state } of desired.deals) {
      if (!state.ok || chain.get(dealId) === undefined) continue;
      const host = peer.workerFor(dealId);
      peer.order(dealId, state.appCid);
      if (chain.get(dealId) !== null) continue;
      await wallet.transact(registerWorker(dealId, onchainWorkerId, await host.makeWorker()));
    }
  };
  const loop = (async () => {
    while (!life.isOver) {
      // A nonce that a command has taken meanwhile: again at the next round.
      for (const peer of peers) await decide(peer).catch(() => {});
      await new Promise((resolve) => setTimeout(resolve, POLL_MS));
    }
  })();
  onTestFinished(async () => {
    life.isOver = true;
    await loop;
  });
}
