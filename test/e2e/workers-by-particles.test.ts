import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluenceJson } from '../utils/command.js';
import { webSocketOf } from '../utils/network.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { tempDir } from '../utils/temp-dir.js';

interface Deployment {
  readonly workers: {
    readonly steps: { readonly kind: string; readonly action: string; readonly reason?: string }[];
    readonly error?: string;
  }[];
}

// The project knows nothing but the relay's address: no local.json, so no HTTP.
describe.each(['peer', 'spell'])(
  'workers on a peer that is reached by particles alone, installed by the %s',
  (installer) => {
    let network: Awaited<ReturnType<typeof tempDir>>;
    let project: TestProject;
    const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args, '--env', 'custom');
    const deploy = (...args: string[]) =>
      run<Deployment>('workers', 'deploy', '--installer', installer, ...args);
    const changed = ({ workers }: Deployment) =>
      workers.flatMap(({ steps }) => steps).filter(({ action }) => action !== 'keep');

    beforeAll(async () => {
      network = await tempDir('far');
      await writeFile(path.join(network.path, 'fluence.yaml'), 'version: 8\naquaDependencies: {}\n');
      const { peers } = await fluenceJson<LocalState>(
        ...([network.path, 'local', 'up', '--noxes', '1', '--free-ports'] as const),
      );
      project = await makeProject(
        `spells: {}\nhosts:\n  far: {peerIds: [custom-0], services: [greeter], spells: [sp]}\ncustomFluenceEnv: {contractsEnv: local, relays: [${webSocketOf(peers[0]!)}]}\n`,
      );
      await mkdir(path.join(project.path, '.fluence'), { recursive: true });
      await fluenceJson(project.path, 'spell', 'new', 'sp');
    });
    afterAll(async () => {
      await fluenceJson(network.path, 'local', 'down');
      await project.remove();
      await network.remove();
    });

    it('are made, and then nothing is to be done', async () => {
      const made = await deploy();
      expect(changed(made).map(({ kind, action }) => `${kind} ${action}`)).toEqual([
        'worker install',
        'service install',
        'spell install',
      ]);
      expect(made.workers[0]!.error).toBeUndefined();
      expect(changed(await deploy('--dry-run'))).toEqual([]);
      expect(await readFile(path.join(project.path, '.fluence/workers.yaml'), 'utf8')).toContain('custom:');
    });

    it('are updated in place, a clock that counts from the deployment anew', async () => {
      const file = path.join(project.path, 'src/spells/sp/spell.aqua');
      await writeFile(file, (await readFile(file, 'utf8')).replace('is working', 'goes on working'));
      const updated = await deploy();
      expect(updated.workers[0]!.error).toBeUndefined();
      expect(changed(updated)).toMatchObject([
        { kind: 'spell', action: 'update', reason: 'script, trigger configuration changed' },
      ]);
      const [place] = await run<{ logs: { message: string }[] }[]>('workers', 'logs', '--spell-id', 'sp');
      expect(place!.logs[0]!.message).toBe("Spell 'sp' is working!");
    });

    it('are listed and removed', async () => {
      const rows = () => run<Record<string, unknown>[]>('workers', 'ls');
      expect(await rows()).toMatchObject([{ state: 'INSTALLATION_SUCCESSFUL', spells: ['sp'] }]);
      await run('workers', 'remove');
      expect(await rows()).toMatchObject([{ state: 'NOT_DEPLOYED' }]);
    });
  },
);
