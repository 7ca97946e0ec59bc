import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createDecider, type PeerChain } from '@noctiluca/chain/peer';
import type { PackageDistro } from '@noctiluca/deployment';
import { HOST_SCOPE, type Worker } from '@noctiluca/host';
import { silentLogger } from '@noctiluca/lifecycle';
import { generateKeyPair, type KeyPair } from '@noctiluca/particle';
import type { SpellView } from '@noctiluca/spells';
import { defaultPackages } from '@noctiluca/system-services';
import { deciderBuiltins } from '../../../src/capabilities/decider/decider-builtins.js';
import { DeciderService } from '../../../src/capabilities/decider/decider-service.js';
import { observeWorkers } from '../../../src/capabilities/decider/observe-workers.js';
import { checkConfig, createNode, type Node, resolveConfig } from '../../../src/index.js';

/** Says that it has installed what it was told to, and that is all it does. */
const WORKER_SCRIPT = `
(seq
 (call %init_peer_id% ("json" "obj") ["state" "INSTALLATION_SUCCESSFUL" "message" "" "timestamp" 1] status)
 (seq
  (call %init_peer_id% ("json" "stringify") [status] text)
  (call %init_peer_id% ("worker-spell" "list_push_string") ["__installation_spell_status__" text] pushed)))`;

/** May make workers too. */
export const management = generateKeyPair();

type Chain = Pick<PeerChain, 'deals' | 'register' | 'leave'>;

/** A peer with the decider's spell, its AVM and its store, on a chain that is the test's. */
export class DeciderPeer {
  readonly keyPair: KeyPair;
  readonly chain: Chain;
  node!: Node;
  readonly #dir: string;

  private constructor(dir: string, chain: Chain, keyPair: KeyPair) {
    this.#dir = dir;
    this.chain = chain;
    this.keyPair = keyPair;
  }

  static async start(chain: Chain, keyPair = generateKeyPair()): Promise<DeciderPeer> {
    const peer = new DeciderPeer(await mkdtemp(path.join(os.tmpdir(), 'noctiluca-decider-')), chain, keyPair);
    await peer.boot();
    return peer;
  }

  async boot(): Promise<void> {
    const { settings } = checkConfig({
      ...{ listen_ip: '127.0.0.1', tcp_port: 0, websocket_port: 0, http_port: 0, base_dir: 'node' },
      management_peer_id: management.peerId,
      noctiluca: { spells: { overlap: 'coalesce' } },
      system_services: { enable: ['decider'] },
    });
    const config = await resolveConfig(settings, { cwd: this.#dir, keyPair: this.keyPair });
    const { chain } = this;
    const decider = new DeciderService({
      after: ['store', 'host', 'spells'],
      create: ({ wake }) =>
        createDecider({
          deals: () => chain.deals(),
          workers: () => observeWorkers({ ...this.node.parts, nowMs: () => Date.now() }),
          store: this.node.parts.store,
          wake,
        }),
      wake: () => this.poke(),
    });
    this.node = createNode(config, {
      logger: silentLogger,
      systemPackages: [packageOfTest()],
      builtins: [deciderBuiltins({ hostPeerId: this.keyPair.peerId, decider, chain: { peer: chain } })],
      extra: [decider],
    });
    await this.node.start();
    await this.node.parts.systemServices.settled();
  }

  /** Has the spell run now, or once more after the run that is under way. */
  poke(): void {
    const { spells } = this.node.parts;
    void spells.update(HOST_SCOPE, 'decider', { triggerConfig: this.#spell.triggerConfig });
  }

  async stop(): Promise<void> {
    await this.node.stop();
  }

  async destroy(): Promise<void> {
    await this.stop();
    await rm(this.#dir, { recursive: true, force: true });
  }

  workerOf(dealId: string): Worker | undefined {
    return this.node.parts.host.workers.ofDeal(dealId);
  }

  /** Its worker spell, and how many spells there are beside. */
  spellOf(dealId: string) {
    const scope = { kind: 'worker', workerId: this.workerOf(dealId)!.workerId } as const;
    const { spells } = this.node.parts;
    return { view: spells.get(scope, 'worker-spell'), count: spells.list(scope).length };
  }

  get #spell(): SpellView {
    return this.node.parts.spells.get(HOST_SCOPE, 'decider')!;
  }

  get log(): string[] {
    return this.#spell.logs().map(({ message }) => message);
  }

  get isRunning(): boolean {
    return this.#spell.isRunning;
  }

  get errors(): readonly unknown[] {
    return this.#spell.errors();
  }

  logOf(dealId: string): string[] {
    const prefix = `decider deal_id=${dealId}: `;
    return this.log.filter((line) => line.startsWith(prefix)).map((line) => line.slice(prefix.length));
  }
}

/** As by default, but for workers that need no IPFS. */
export function packageOfTest(deciderPeriodSec = 3600): PackageDistro {
  const found = defaultPackages({ decider: { deciderPeriodSec, workerPeriodSec: 3600 } }).find(
    ({ name }) => name === 'decider',
  )!;
  const spells = found.spells.map((spell) => {
    const { worker_settings } = spell.kv as { worker_settings: Record<string, unknown> };
    return { ...spell, kv: { worker_settings: { ...worker_settings, script: WORKER_SCRIPT } } };
  });
  return { ...found, dependsOn: [], spells } as PackageDistro;
}
