import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { parseKey } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { fluence, fluenceJson, type Running, repository, startFluence } from '../utils/command.js';
import { traceOf, untilDeployed } from '../utils/observe.js';
import { makeProject, type TestProject } from '../utils/project.js';

interface Deployment {
  readonly dryRun: boolean;
  readonly workers: {
    readonly peer: string;
    readonly hostId: string;
    readonly workerId: string;
    readonly steps: {
      readonly kind: string;
      readonly alias: string;
      readonly action: string;
      readonly id?: string;
    }[];
    readonly error?: string;
  }[];
}

// One story, told in order: each part stands on the ones before.
describe('the first run of a project', () => {
  let project: TestProject;
  let state: LocalState;
  let up: Running | undefined;
  let first: Deployment['workers'];
  const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args);
  const stateFile = () => path.join(project.path, '.fluence', 'local.json');
  const services = ({ workers }: Deployment) =>
    workers.map(({ steps }) => steps.find(({ kind }) => kind === 'service')!);

  beforeAll(async () => {
    project = await makeProject('deployments:\n  two:\n    targetWorkers: 2\n    services: [greeter]\n');
  });
  afterAll(async () => {
    up?.child.kill('SIGKILL');
    await up?.finished;
    await project.remove();
  });

  it('starts with `local up --json`, which prints what .fluence/local.json holds', async () => {
    const { stdout, code } = await fluence(
      project.path,
      'local',
      'up',
      '--json',
      '--free-ports',
      '--no-chain',
    );
    expect(code).toBe(0);
    state = JSON.parse(stdout) as LocalState;
    expect(state.readyMs).toEqual(expect.any(Number));
    expect(state.peers.map(({ name }) => name)).toEqual(['nox-0', 'nox-1', 'nox-2']);
    for (const peer of state.peers) {
      expect(Object.keys(peer).sort()).toEqual(
        ['name', 'peerId', 'multiaddrs', 'http', 'managementPeerId', 'managementKeyFile'].sort(),
      );
      expect(peer.multiaddrs.every((text) => text.startsWith('/ip4/127.0.0.1/tcp/'))).toBe(true);
      expect(peer.multiaddrs.every((text) => text.endsWith(`/p2p/${peer.peerId}`))).toBe(true);
      const response = await fetch(`${peer.http}/peer_id`);
      expect(await response.json()).toEqual({ peer_id: peer.peerId });
    }
    expect(JSON.parse(await readFile(stateFile(), 'utf8'))).toEqual(state);
  });

  it('has key files with the base64 of 32 bytes, whose key is the one named', async () => {
    for (const { managementKeyFile, managementPeerId } of state.peers) {
      const text = (await readFile(managementKeyFile, 'utf8')).trim();
      expect(Buffer.from(text, 'base64')).toHaveLength(32);
      expect(Buffer.from(text, 'base64').toString('base64')).toBe(text);
      expect(parseKey(text).peerId).toBe(managementPeerId);
    }
  });

  it('refuses a second network beside the first', async () => {
    const second = await fluence(project.path, 'local', 'up', '--json', '--free-ports', '--no-chain');
    expect(second.code).toBe(1);
    expect(JSON.parse(second.stdout)).toMatchObject({ error: { code: 'ALREADY_UP' } });
  });

  it('shows with `deploy --dry-run` what would be created', async () => {
    const { dryRun, workers } = await run<Deployment>('deploy', '--dry-run');
    expect(dryRun).toBe(true);
    const wanted = [
      { kind: 'worker', alias: 'two', action: 'install' },
      { kind: 'service', alias: 'greeter', action: 'install' },
    ];
    expect(workers).toMatchObject([
      { peer: 'nox-0', steps: wanted },
      { peer: 'nox-1', steps: wanted },
    ]);
  });

  it('makes a worker with the service on each peer with `deploy`, and keeps it the second time', async () => {
    const { workers } = await run<Deployment>('deploy');
    expect(workers.flatMap(({ steps }) => steps.map(({ action }) => action))).toEqual([
      'install',
      'install',
      'install',
      'install',
    ]);
    expect(new Set(services({ dryRun: false, workers }).map(({ id }) => id)).size).toBe(2);
    const kept = await run<Deployment>('deploy');
    expect(kept.workers.map(({ steps }) => steps)).toEqual(
      workers.map(({ steps }) => steps.map((step) => ({ ...step, action: 'keep' }))),
    );
    first = kept.workers;
  });

  it('calls it with `run -f` on any peer, by any relay', async () => {
    const hello = ({ workerId, hostId }: Deployment['workers'][number], ...args: string[]) =>
      run<string>(
        ...['run', '-f', `hello("${workerId}", "${hostId}", "Ada")`],
        ...['-i', path.join(repository, 'aqua/demo/hello.aqua')],
        ...['--import', path.join(repository, 'node_modules'), ...args],
      );
    expect(await hello(first[1]!, '--relay', 'local-2')).toContain('Ada');
    expect(await hello(first[0]!)).toContain('Ada');
  });

  it('updates the service when its wasm has changed, and leaves one service behind the alias', async () => {
    await project.changeService('2');
    const planned = services(await run<Deployment>('deploy', '--dry-run'));
    expect(planned.map(({ action }) => action)).toEqual(['update', 'update']);
    const updated = services(await run<Deployment>('deploy'));
    expect(updated.map(({ action }) => action)).toEqual(['update', 'update']);
    expect(await greet(state.peers[1]!, first[1]!.workerId)).toEqual([
      expect.stringContaining('Ada'),
      [expect.objectContaining({ id: updated[1]!.id, aliases: ['greeter'] })],
    ]);
  });

  it('is seen by `local ps --json` and `local logs`', async () => {
    await Promise.all(state.peers.map(untilDeployed));
    const { peers } = await run<{ peers: { services: number }[] }>('local', 'ps');
    expect(peers).toMatchObject(state.peers.map((peer) => ({ ...peer, state: 'running' })));
    // The system services are on every peer.
    const ofTheSystem = peers[2]!.services;
    expect(peers.map(({ services: all }) => all - ofTheSystem)).toEqual([1, 1, 0]);
    const logs = await fluence(project.path, 'local', 'logs', 'nox-1');
    expect(logs.code).toBe(0);
    expect(logs.stdout).toContain('Listening');
    expect(
      logs.stdout
        .split('\n')
        .filter(Boolean)
        .every((line) => line.startsWith('nox-1')),
    ).toBe(true);
  });

  it('goes down with `local down`, twice without harm', async () => {
    expect(await run('local', 'down')).toMatchObject({ wasUp: true });
    await expect(readFile(stateFile())).rejects.toMatchObject({ code: 'ENOENT' });
    for (const { http } of state.peers) await expect(fetch(`${http}/peer_id`)).rejects.toThrow();
    expect(await run('local', 'down')).toMatchObject({ wasUp: false });
  });

  it('has its services again after the next `local up`', async () => {
    up = startFluence(project.path, 'local', 'up', '--foreground', '--free-ports', '--no-chain', '--json');
    await vi.waitFor(() => readFile(stateFile()), { timeout: 20_000 });
    state = JSON.parse(await readFile(stateFile(), 'utf8')) as LocalState;
    const kept = services(await run<Deployment>('deploy'));
    expect(kept.map(({ action }) => action)).toEqual(['keep', 'keep']);
  });

  it('lets a running particle end when SIGTERM comes, and ends then', async () => {
    const relay = state.peers[0]!;
    const client = await connectClient(relay);
    const slow = client.particle(
      seq(call(relay.peerId, 'peer', 'timeout', ['1500', '"done"'], 'x'), answer(client.peerId, 'x')),
    );
    const answered = client.receive(slow.id);
    await client.send(slow);
    await vi.waitFor(async () => expect(await traceOf(relay, slow.id)).toHaveLength(3), 10_000);
    up!.child.kill('SIGTERM');
    const ended = up!.finished.then(() => 'ended without an answer');
    expect(await Promise.race([answered, ended])).toMatchObject({ id: slow.id });
    expect((await up!.finished).code).toBe(0);
    await client.stop();
    await expect(readFile(stateFile())).rejects.toMatchObject({ code: 'ENOENT' });
  });
});

/** A greeting by the service behind the alias, and all services of the worker but its worker spell. */
async function greet(peer: LocalPeer, workerId: string): Promise<unknown[]> {
  const client = await connectClient(peer);
  try {
    const script = seq(
      call(workerId, 'greeter', 'greeting', ['"Ada"'], 'text'),
      call(workerId, 'srv', 'list', [], 'services'),
      call(peer.peerId, 'op', 'noop', []),
      answer(client.peerId, 'text', 'services'),
    );
    const [text, services] = (await client.execute(script)) as [string, { service_type: string }[]];
    return [text, services.filter(({ service_type: type }) => type !== 'spell')];
  } finally {
    await client.stop();
  }
}
