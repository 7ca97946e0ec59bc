import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createKuboRpc, IpfsStore, ipfsProgram } from '@noctiluca/ipfs';
import { generateKeyPair } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { webSocketOf } from '../utils/addresses.js';
import { fluence, fluenceJson } from '../utils/command.js';
import { untilDeployed } from '../utils/observe.js';
import type { RestartablePeer } from '../utils/peer.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { tempDir } from '../utils/temp-dir.js';
import { startNoxPeer } from './nox-peer.js';

interface Deployment {
  readonly workers: {
    readonly workerId?: string;
    readonly steps: { readonly kind: string; readonly action: string; readonly id?: string }[];
    readonly error?: string;
  }[];
}

const KEY = 'manager';

describe('workers on nox', { timeout: 180_000 }, () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let project: TestProject;
  let nox: RestartablePeer;
  const life = new AbortController();
  const running: { stop(signal: AbortSignal): Promise<void> }[] = [];

  const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args, '--env', 'custom', '--sk', KEY);
  const deploy = (...args: string[]) => run<Deployment>('workers', 'deploy', ...args);
  const changed = ({ workers }: Deployment) =>
    workers
      .flatMap(({ steps }) => steps)
      .filter(({ action }) => action !== 'keep')
      .map(({ kind, action }) => `${kind} ${action}`);
  const spellFile = () => path.join(project.path, 'src/spells/sp/spell.aqua');

  beforeAll(async () => {
    folder = await tempDir('nox-ipfs');
    const store = new IpfsStore({ dir: folder.path });
    const rpc = createKuboRpc({ port: 0 }, { store, peerId: generateKeyPair().peerId });
    for (const part of [store, rpc]) {
      await part.start(life.signal);
      running.unshift(part);
    }
    project = await makeProject('spells: {}\n');
    await mkdir(path.join(project.path, '.fluence'), { recursive: true });
    const { peerId } = await fluenceJson<{ peerId: string }>(project.path, 'key', 'new', KEY);
    nox = await startNoxPeer({
      management_peer_id: peerId,
      dev_mode: { enable: true, binaries: { ipfs: ipfsProgram() } },
      system_services: {
        enable: ['aqua-ipfs'],
        aqua_ipfs: {
          ...{ local_api_multiaddr: rpc.multiaddr, external_api_multiaddr: rpc.multiaddr },
          ipfs_binary_path: ipfsProgram(),
        },
      },
    });
    await untilDeployed(nox);
    const yaml = path.join(project.path, 'fluence.yaml');
    const relays = `customFluenceEnv: {contractsEnv: local, relays: [${webSocketOf(nox)}]}\n`;
    const hosts = 'hosts:\n  far: {peerIds: [custom-0], services: [greeter], spells: [sp]}\n';
    await writeFile(yaml, (await readFile(yaml, 'utf8')) + hosts + relays);
    await fluenceJson(project.path, 'spell', 'new', 'sp');
  });
  afterAll(async () => {
    await nox?.dispose();
    for (const part of running) await part.stop(life.signal);
    await project?.remove();
    await folder?.remove();
  });

  it('are made, with compute units as nox takes them', async () => {
    const made = await deploy();
    expect(made.workers[0]!.error).toBeUndefined();
    expect(changed(made)).toEqual(['worker install', 'service install', 'spell install']);
    expect(changed(await deploy('--dry-run'))).toEqual([]);
  });

  it('are updated without `spell.update`: the service stays, the spell is made anew', async () => {
    const services = async () => (await deploy('--dry-run')).workers[0]!.steps.map(({ id }) => id);
    const before = await services();
    const text = await readFile(spellFile(), 'utf8');
    await writeFile(spellFile(), text.replace('is working', 'goes on working'));
    const updated = await deploy();
    expect(updated.workers[0]!.error).toBeUndefined();
    expect(changed(updated)).toEqual(['spell update']);
    expect(changed(await deploy('--dry-run'))).toEqual([]);
    const after = await services();
    expect(after.slice(0, 2)).toEqual(before.slice(0, 2));
    expect(after).not.toEqual(before);
  });

  it('whose installation fails are told, listed and removed', async () => {
    await run('workers', 'remove');
    // Files cannot be uploaded any more, which is what comes after the worker was made.
    await running.shift()!.stop(life.signal);
    const { code, stdout } = await fluence(
      ...([project.path, 'workers', 'deploy', '--env', 'custom', '--sk', KEY, '--json'] as const),
    );
    const [worker] = (JSON.parse(stdout) as Deployment).workers;
    expect([code, worker!.error]).toEqual([1, expect.stringMatching(/^Uploading the workers failed/)]);
    expect(worker!.workerId).toMatch(/^12D3KooW/);
    expect(await run('workers', 'ls')).toMatchObject([{ worker: 'far', workerId: worker!.workerId }]);
    await run('workers', 'remove');
    expect(await run('workers', 'ls')).toMatchObject([{ state: 'NOT_DEPLOYED' }]);
  });

  it('are no system services: the plan ends with one statement that says so', async () => {
    const { code, stdout } = await fluence(
      ...([project.path, 'system', 'plan', '--relay', webSocketOf(nox), '--sk', KEY] as const),
    );
    expect(code).toBe(1);
    expect(stdout).toContain('it has no system-services functions: it is no Noctiluca peer, or an older one');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('No plan: 1 peer failed.');
  });
});
