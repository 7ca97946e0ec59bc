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
    state = await fluenceJson<LocalState>(project, 'local', 'up', '--free-ports');
  });
  afterAll(async () => {
    await fluence(project, 'local', 'down');
    await folder.remove();
  });

  it('deploys its service to three peers', async () => {
    const { peers } = await fluenceJson<{ peers: { steps: { alias: string; action: string }[] }[] }>(
      project,
      'deploy',
    );
    expect(peers.map(({ steps }) => steps[0])).toMatchObject(
      state.peers.map(() => ({ alias: 'greeter', action: 'create' })),
    );
  });

  it('is called with `fluence run`', async () => {
    expect(await fluence(project, 'run', '-f', 'greet("Ada")')).toMatchObject({
      code: 0,
      stdout: 'Hi, Ada\n',
    });
    expect(await fluenceJson(project, 'run', '-f', 'helloWorldRemote("Ada")')).toEqual([
      'Hello, Ada',
      expect.any(Number),
    ]);
  });

  it('has a client that calls the service on every peer', async () => {
    await symlink(path.join(repository, 'node_modules'), path.join(project, 'node_modules'), 'junction');
    expect(await fluence(project, 'aqua')).toMatchObject({ code: 0 });
    const { code, stdout } = await startScript(path.join(project, 'src', 'index.js'), [], project).finished;
    expect(stdout.trim().split('\n').sort()).toEqual(
      ['Hi, from one peer', ...state.peers.map(({ peerId }) => `${peerId} Hi, from all of them`)].sort(),
    );
    expect(code).toBe(0);
  });
});
