import { copyFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type TempFolder, tempFolder } from '@noctiluca/testing';
import { readWorkers } from '../../src/project/workers-yaml.js';
import type { WorkerReport } from '../../src/workers/report.js';
import { MemoryTarget } from './memory-target.js';
import { runCli } from './run-cli.js';

const WASM = fileURLToPath(new URL('../../../marine/test/fixtures/greeting.wasm', import.meta.url));

const AQUA = (log: string) => `aqua Tick
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"
func spell():
    Spell "tick"
    Spell.store_log("${log}")
`;

/** A project with the spells `tick` and `tock`, a local network in memory, and the command. */
export class DeployStage {
  readonly folder: TempFolder = tempFolder();
  readonly peers = [0, 1, 2].map((index) => new MemoryTarget(peerId(index)));

  constructor() {
    for (const name of ['tick', 'tock']) {
      this.script(name, 'first');
      this.folder.write(
        `${name}/spell.yaml`,
        'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {}\n',
      );
    }
    const wasm = this.folder.at('greet/greeting.wasm');
    mkdirSync(dirname(wasm));
    copyFileSync(WASM, wasm);
    this.folder.write('greet/service.yaml', 'version: 0\nname: greet\nmodules:\n  facade: { get: . }\n');
    this.folder.write('greet/module.yaml', 'version: 0\nname: greeting\ntype: compiled\n');
    this.network(3);
  }

  /** Another script for a spell. */
  script(name: string, log: string): void {
    this.folder.write(`${name}/spell.aqua`, AQUA(log));
  }

  /** @param count peers that `local.json` tells of */
  network(count: number): void {
    const peers = this.peers.slice(0, count).map(({ hostId }, index) => ({
      ...{ name: `nox-${index}`, peerId: hostId, multiaddrs: [`/ip4/127.0.0.1/tcp/1/ws/p2p/${hostId}`] },
      ...{ http: '', managementPeerId: '', managementKeyFile: '' },
    }));
    const state = { peers, readyMs: 1, pid: 1, startedAt: '' };
    this.folder.write('.fluence/local.json', JSON.stringify(state));
  }

  /**
   * @param entries `hosts:` and `deployments:`, and what else there is
   * @param services their section
   */
  project(entries: string, services = '{ greet: { get: greet } }'): void {
    const spells = '{ tick: { get: tick }, tock: { get: tock } }';
    const text = `version: 9\naquaDependencies: {}\nservices: ${services}\nspells: ${spells}\n${entries}\n`;
    this.folder.write('fluence.yaml', text);
  }

  run(...argv: string[]) {
    const env = { FLUENCE_USER_DIR: this.folder.at('home') };
    const targetOf = (hostId: string) => this.peers.find((peer) => peer.hostId === hostId)!;
    return runCli(this.folder.root, argv, env, '', { targetOf });
  }

  /** Runs `fluence deploy` with flags and names. */
  async deploy(...argv: string[]): Promise<{ workers: readonly WorkerReport[]; exitCode: number }> {
    const { stdout, exitCode } = await this.run('deploy', ...argv, '--json');
    const { workers, error } = JSON.parse(stdout);
    if (error !== undefined) throw Object.assign(new Error(error.message), { code: error.code });
    return { workers, exitCode };
  }

  /** What a command prints with `--json`. */
  async json(...argv: string[]) {
    const { stdout, exitCode } = await this.run(...argv, '--json');
    return { ...JSON.parse(stdout), exitCode };
  }

  /** Workers on each peer. */
  counts(): number[] {
    return this.peers.map(({ workers }) => workers.size);
  }

  async recorded() {
    const { hosts, deals } = await readWorkers(this.folder.at('.fluence'), 'local');
    return { hosts: hosts.local ?? {}, deals: deals.local ?? {} };
  }
}

/** Peer ids that look like some. */
export function peerId(index: number): string {
  return `12D3KooWBM3SdXWqGaawQDGQ6JprtwswEg3FWGvGhmgmMez1vRb${'RST'[index]}`;
}

/** `nox-0 spell tick install` for each step that is none of keeping. */
export function changes(workers: readonly WorkerReport[]): string[] {
  return workers.flatMap(({ peer, steps }) =>
    steps
      .filter(({ action }) => action !== 'keep')
      .map(({ kind, alias, action }) => `${peer} ${kind} ${alias} ${action}`),
  );
}
