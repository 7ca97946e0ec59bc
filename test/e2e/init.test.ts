import { symlink } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, fluenceJson, repository, startScript } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';

// What the README of a new project says, in its order.
describe('a project begun with `fluence init`', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let project: string;
  let state: LocalState;

  beforeAll(async () => {
    folder = await tempDir('init');
    project = path.join(folder.path, 'mine');
    await fluenceJson(folder.path, 'init', 'mine');
    state = await fluenceJson<LocalState>(project, 'local', 'up', '--free-ports', '--no-chain');
  });
  afterAll(async () => {
    await fluence(project, 'local', 'down');
    await folder.remove();
  });

  it('compiles before anything is deployed', async () => {
    expect(await fluence(project, 'aqua')).toMatchObject({ code: 0 });
  });

  it('deploys its service to three workers', async () => {
    const { workers } = await fluenceJson<{ workers: { peer: string; steps: object[] }[] }>(
      project,
      'deploy',
    );
    expect(workers.map(({ peer, steps }) => [peer, steps])).toMatchObject(
      state.peers.map(({ name }) => [
        name,
        [
          { kind: 'worker', action: 'install' },
          { kind: 'service', alias: 'greeter', action: 'install' },
        ],
      ]),
    );
  });

  it('is called with `fluence run`', async () => {
    const greetings = await fluenceJson<{ host_id: string }[]>(
      project,
      'run',
      '-f',
      'greetEverywhere("Ada")',
    );
    expect(greetings.map(({ host_id }) => host_id).sort()).toEqual(
      state.peers.map(({ peerId }) => peerId).sort(),
    );
    const answers = await fluenceJson<{ answer: string; worker: { host_id: string } }[]>(
      project,
      'run',
      '-f',
      'runDeployedServices()',
    );
    expect(answers.map(({ answer, worker }) => [worker.host_id, answer]).sort()).toEqual(
      state.peers.map(({ peerId }) => [peerId, 'Hi, fluence']).sort(),
    );
    expect(await fluenceJson(project, 'run', '-f', 'helloWorldRemote("Ada")')).toEqual([
      'Hello, Ada',
      expect.any(Number),
    ]);
  });

  it('has a client that calls the service on every worker', async () => {
    await symlink(path.join(repository, 'node_modules'), path.join(project, 'node_modules'), 'junction');
    expect(await fluence(project, 'aqua')).toMatchObject({ code: 0 });
    const { code, stdout } = await startScript(path.join(project, 'src', 'index.js'), [], project).finished;
    expect(stdout.trim().split('\n').sort()).toEqual(
      state.peers.map(({ peerId }) => `${peerId} Hi, from all workers`).sort(),
    );
    expect(code).toBe(0);
  });
});
