import { createKuboRpc, IpfsStore, ipfsProgram } from '@noctiluca/ipfs';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { generateKeyPair } from '@noctiluca/particle';
import type { PackageStatus, StepFacts } from '@noctiluca/system-services';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { fluence, fluenceJson } from '../utils/command.js';
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
  const plan = (...args: string[]) => fluenceJson<Planned>(project.path, 'system', 'plan', ...args);
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
    const planned = await plan('--detailed-exitcode');
    expect([changes(planned), planned.summary]).toEqual([[], {}]);
    const { stdout } = await fluence(project.path, 'system', 'plan');
    expect(stdout).toContain('No changes');
  });

  it('plans and applies what is different on one peer, and leaves the other alone', async () => {
    const [first] = peers as [LocalPeer];
    const removed = await plan('--peer', first.name, '--enable', 'trust-graph,registry');
    expect(changes(removed)).toEqual(['remove aqua-ipfs']);
    const planned = await fluence(
      project.path,
      ...['system', 'plan', '--peer', first.name, '--enable', 'trust-graph,registry', '--detailed-exitcode'],
    );
    expect(planned.code).toBe(2);
    expect(planned.stdout).toMatch(/^-\s+nox-0\s+aqua-ipfs\s+remove service aqua-ipfs/m);
    expect(planned.stdout).toContain('Plan: 1 to remove.');

    const args = ['--peer', first.name, '--enable', 'trust-graph,registry'];
    await fluenceJson(project.path, 'system', 'apply', ...args);
    expect(changes(await plan(...args))).toEqual([]);
    expect(changes(await plan())).toEqual(['install aqua-ipfs', 'initialise']);
    const applied = await fluence(project.path, 'system', 'apply');
    expect(applied.stdout).toContain('Applied: 2 peers are as they should be.');
    expect(applied.stderr).toContain('nox-0: aqua-ipfs: install service aqua-ipfs');
    expect(changes(await plan())).toEqual([]);
  });

  it('reaches a peer through a relay that is another one', async () => {
    const [, second] = peers as [LocalPeer, LocalPeer];
    const planned = await plan('--relay', 'local-0', '--peer', second.peerId, '--enable', 'none');
    expect(planned.peers.map(({ peer }) => peer)).toEqual([second.name]);
    expect(planned.summary.remove).toBeGreaterThanOrEqual(4);
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
