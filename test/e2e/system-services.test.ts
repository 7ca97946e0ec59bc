import { readFileSync } from 'node:fs';
import { createClient } from '@noctiluca/client';
import {
  apply,
  clockTrigger,
  desiredAliases,
  desiredState,
  type PackageDistro,
  plan,
  type StepFacts,
} from '@noctiluca/deployment';
import { createKuboRpc, IpfsStore, ipfsProgram } from '@noctiluca/ipfs';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { generateKeyPair } from '@noctiluca/particle';
import { cidOf } from '@noctiluca/store';
import type { PackageStatus } from '@noctiluca/system-services';
import { remotePeer } from '@noctiluca/system-services/remote';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import '@noctiluca/network/polyfill';
import { fluence, fluenceJson } from '../utils/command.js';
import { webSocketOf } from '../utils/network.js';
import { untilDeployed } from '../utils/observe.js';
import { type RestartablePeer, startPeer } from '../utils/peer.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { tempDir } from '../utils/temp-dir.js';

/** Long enough for a package to be tried some more times. */
const RECOVERED_MS = 30_000;

describe('IPFS that is down', () => {
  let peer: RestartablePeer;
  let end: (() => Promise<unknown>)[] = [];
  afterEach(async () => {
    await peer.dispose();
    for (const each of end) await each();
    end = [];
  });

  /** An API of IPFS on a port, or on a free one. */
  async function startIpfs(port = 0) {
    const folder = await tempDir('ipfs');
    const store = new IpfsStore({ dir: folder.path });
    const rpc = createKuboRpc({ port }, { store, peerId: generateKeyPair().peerId });
    await store.start();
    await rpc.start(new AbortController().signal);
    const stop = async () => {
      await rpc.stop(AbortSignal.timeout(5000));
      await store.stop();
      await folder.remove();
    };
    return { multiaddr: rpc.multiaddr, port: Number(new URL(rpc.url).port), stop };
  }

  const health = async () => {
    const checks = (await (await fetch(`${peer.http}/health`)).json()) as Record<string, string>[];
    return Object.assign({}, ...checks) as Record<string, string>;
  };

  it('leaves the peer up and healthy but for aqua-ipfs, which recovers when IPFS appears', async () => {
    const before = await startIpfs();
    await before.stop();
    peer = await startPeer({
      system_services: {
        enable: 'aqua-ipfs',
        retry_delay: '100ms',
        max_retry_delay: '200ms',
        aqua_ipfs: {
          local_api_multiaddr: before.multiaddr,
          external_api_multiaddr: before.multiaddr,
          ipfs_binary_path: ipfsProgram(),
        },
      },
    });
    await untilDeployed(peer);
    const { 'system-services/aqua-ipfs': ofIpfs, ...others } = await health();
    expect(ofIpfs).toBe('Fail');
    expect(new Set(Object.values(others))).toEqual(new Set(['Ok']));

    const ipfs = await startIpfs(before.port);
    end.push(ipfs.stop);
    const isWell = async () => expect((await health())['system-services/aqua-ipfs']).toBe('Ok');
    await vi.waitFor(isWell, { timeout: RECOVERED_MS, interval: 100 });
  });
});

describe('packages of somebody else, deployed to a peer through a relay client', () => {
  const management = generateKeyPair();
  let peer: RestartablePeer;
  let client: Awaited<ReturnType<typeof createClient>>;

  beforeAll(async () => {
    peer = await startPeer({ management_peer_id: management.peerId });
    client = await createClient(webSocketOf(peer), {
      keyPair: { type: 'Ed25519', source: Uint8Array.from(management.seed) },
    });
  });
  afterAll(async () => {
    await client.disconnect();
    await peer.dispose();
  });

  const wasm = readFileSync(new URL('../../services/keeper/keeper.wasm', import.meta.url));
  /** A service that keeps a file, and a spell; another mark is another version of both. */
  function keeper(mark: number, changes: Partial<PackageDistro> = {}): PackageDistro {
    const section = Uint8Array.from([0, 6, 4, ...new TextEncoder().encode('mark'), mark]);
    const bytes = Buffer.concat([wasm, section]);
    const module = { name: 'keeper', cid: cidOf(bytes), load: async () => bytes };
    const put = { id: 'put', service: 'keeper', functionName: 'put', args: ['mark', `${mark}`] };
    return {
      name: 'keeper',
      version: `${mark}.0.0`,
      services: [{ name: 'keeper', modules: [module] }],
      spells: [
        {
          name: 'keeper-spell',
          air: `(seq (null) (null))${' '.repeat(mark)}`,
          kv: { mark },
          triggerConfig: clockTrigger(60 * mark),
        },
      ],
      init: { config: mark, reinitialise: 'on-change', calls: () => ({ calls: [put] }) },
      ...changes,
    };
  }

  /** The steps that were taken. */
  async function deploy(packages: readonly PackageDistro[]): Promise<string[]> {
    const { target } = remotePeer(client, peer.peerId);
    const desired = desiredState(packages);
    const observed = await target.observe(desiredAliases(desired));
    const { signal } = new AbortController();
    const reports = await apply(plan(desired, observed), target, {
      life: observed.life,
      signal,
      now: Date.now,
    });
    expect(reports.flatMap(({ error }) => error ?? [])).toEqual([]);
    return reports.flatMap(({ steps }) =>
      steps.map(({ action, alias }) => [action, alias].filter(Boolean).join(' ')),
    );
  }

  it('are installed, updated with their state, and removed', async () => {
    const { target } = remotePeer(client, peer.peerId);
    const read = async (key: string) =>
      ((await target.call('keeper', 'get', [key])) as { value: string }).value;
    expect(await deploy([keeper(1)])).toEqual(['install keeper', 'install keeper-spell', 'initialise']);
    await target.call('keeper', 'put', ['mine', 'x']);
    expect(await deploy([keeper(1)])).toEqual(['keep keeper', 'keep keeper-spell']);
    expect(await deploy([keeper(2)])).toEqual(['update keeper', 'update keeper-spell', 'initialise']);
    expect([await read('mine'), await read('mark')]).toEqual(['x', '2']);
    const { items } = await target.observe(['keeper', 'keeper-spell']);
    expect(new Set(items.map(({ ownerId }) => ownerId))).toEqual(new Set([peer.peerId]));
    expect(items.find(({ kind }) => kind === 'spell')?.spell?.triggerConfig.clock.period_sec).toBe(120);
    const reset = keeper(3, { spells: [] });
    const services = reset.services.map((each) => ({ ...each, config: { onUpdate: 'reset' as const } }));
    expect(await deploy([{ ...reset, services }])).toEqual([
      'remove keeper-spell',
      'reinstall keeper',
      'initialise',
    ]);
    expect([await read('mine'), await read('mark')]).toEqual(['', '3']);
    expect(await deploy([])).toEqual(['remove keeper']);
    expect(await target.observe(['keeper'])).toMatchObject({ items: [], journal: {} });
  });
});

interface Planned {
  readonly peers: {
    readonly peer: string;
    readonly packages: { readonly name: string; readonly steps: StepFacts[]; readonly error?: unknown }[];
    readonly error?: { readonly code: string; readonly message: string };
  }[];
  readonly summary: Record<string, number>;
}

// One story, told in order.
describe('`fluence system` on a local network', () => {
  let project: TestProject;
  let peers: readonly LocalPeer[];
  const planned = (...args: string[]) => fluenceJson<Planned>(project.path, 'system', 'plan', ...args);
  const changes = ({ peers: all }: Planned) =>
    all.flatMap(({ packages }) =>
      packages.flatMap(({ steps }) =>
        steps
          .filter(({ action }) => action !== 'keep')
          .map(({ action, alias }) => [action, alias].filter(Boolean).join(' ')),
      ),
    );

  beforeAll(async () => {
    project = await makeProject('');
    const up = ['local', 'up', '--noxes', '2', '--free-ports'];
    ({ peers } = await fluenceJson<LocalState>(project.path, ...up));
    await Promise.all(peers.map(untilDeployed));
  });
  afterAll(() => project.remove());

  it('shows with `status` that every package that can run is ready, without a key', async () => {
    const { peers: all } = await fluenceJson<{ peers: { packages: PackageStatus[] }[] }>(
      project.path,
      'system',
      'status',
    );
    const states = all.map(({ packages }) =>
      Object.fromEntries(packages.map(({ name, state }) => [name, state])),
    );
    const wanted = {
      'aqua-ipfs': 'ready',
      'trust-graph': 'ready',
      registry: 'ready',
      decider: 'unavailable',
    };
    expect(states).toEqual([wanted, wanted]);
  });

  it('plans no changes for peers that have deployed themselves', async () => {
    const nothing = await planned('--detailed-exitcode');
    expect([changes(nothing), nothing.summary]).toEqual([[], {}]);
    const { stdout } = await fluence(project.path, 'system', 'plan');
    expect(stdout).toContain('No changes');
  });

  it('plans and applies what is different on one peer, and leaves the other alone', async () => {
    const [first] = peers as [LocalPeer];
    const removed = await planned('--peer', first.name, '--enable', 'trust-graph,registry');
    expect(changes(removed)).toEqual(['remove aqua-ipfs']);
    const shown = await fluence(
      project.path,
      ...['system', 'plan', '--peer', first.name, '--enable', 'trust-graph,registry', '--detailed-exitcode'],
    );
    expect(shown.code).toBe(2);
    expect(shown.stdout).toMatch(/^-\s+nox-0\s+aqua-ipfs\s+remove service aqua-ipfs/m);
    expect(shown.stdout).toContain('Plan: 1 to remove.');

    const args = ['--peer', first.name, '--enable', 'trust-graph,registry'];
    await fluenceJson(project.path, 'system', 'apply', ...args);
    expect(changes(await planned(...args))).toEqual([]);
    expect(changes(await planned())).toEqual(['install aqua-ipfs', 'initialise']);
    const applied = await fluence(project.path, 'system', 'apply');
    expect(applied.stdout).toContain('Applied: 2 peers are as they should be.');
    expect(applied.stderr).toContain('nox-0: aqua-ipfs: install service aqua-ipfs');
    expect(changes(await planned())).toEqual([]);
  });

  it('reaches a peer through a relay that is another one', async () => {
    const [, second] = peers as [LocalPeer, LocalPeer];
    const far = await planned('--relay', 'local-0', '--peer', second.peerId, '--enable', 'none');
    expect(far.peers.map(({ peer }) => peer)).toEqual([second.name]);
    expect(far.summary.remove).toBeGreaterThanOrEqual(4);
  });

  it('is refused to anyone but the management, in the words of the peer', async () => {
    await fluenceJson(project.path, 'key', 'new', 'stranger');
    const { code, stdout } = await fluence(project.path, 'system', 'plan', '--sk', 'stranger', '--json');
    expect(code).toBe(1);
    const { peers: all } = JSON.parse(stdout) as Planned;
    expect(all[0]?.error).toMatchObject({
      code: 'REMOTE_FAILED',
      message: expect.stringContaining('only available to the host'),
    });
  });
});
