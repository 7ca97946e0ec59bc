import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeTarGz } from '../../packages/cli/src/archive/tar-gz.js';
import { makeNetwork, type TestNetwork } from '../utils/network.js';
import { projectFolder, wasmOf } from './project-folder.js';
import * as v0v2 from './projects/v0-v2.js';
import * as v3v7 from './projects/v3-v7.js';
import * as v8v10 from './projects/v8-v10.js';
import * as workersAqua from './projects/workers-aqua.js';
import { moduleYaml, type Prebuilt, type UpstreamProject } from './upstream-project.js';

const PROJECTS: readonly UpstreamProject[] = [v0v2, workersAqua, v3v7, v8v10].flatMap((module) =>
  Object.values(module),
);

interface Report {
  readonly error?: { readonly message: string };
  readonly workers?: readonly { readonly worker: string; readonly peer: string; readonly error?: string }[];
}

/** A module, and a service of it, as `module pack` and the releases of upstream's services lay them out. */
async function archives(): Promise<Map<string, Uint8Array>> {
  const module = async (name: Prebuilt, folder = '') => [
    [`${folder}module.yaml`, Buffer.from(moduleYaml(name, 'compiled'))] as const,
    [`${folder}${name}.wasm`, await readFile(wasmOf(name))] as const,
  ];
  const service = 'version: 0\nname: alchemy_rpc\nmodules:\n  facade:\n    get: ./facade\n';
  const files = [['service.yaml', Buffer.from(service)] as const, ...(await module('phrasebook', 'facade/'))];
  return new Map([
    ['/module.tar.gz', writeTarGz(new Map(await module('phrasebook')))],
    ['/service.tar.gz', writeTarGz(new Map(files))],
  ]);
}

/** Without the one that `key new --default` is asked to change, and the end of the one before it. */
function otherLines(text: string): string[] {
  return text
    .split(/(?<=\n)/)
    .filter((line) => !line.startsWith('defaultSecretKeyName:'))
    .map((line, index, all) => (index === all.length - 1 ? line.trimEnd() : line));
}

describe('public projects of all versions, restated', () => {
  let network: TestNetwork;
  let state: string;
  let downloads: string;
  const server = createServer();

  beforeAll(async () => {
    const served = await archives();
    server.on('request', (request, response) => {
      const archive = served.get(request.url ?? '');
      response.writeHead(archive === undefined ? 404 : 200).end(archive);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    downloads = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    network = await makeNetwork(3);
    const content = { peers: network.peers, readyMs: 1, pid: process.pid, startedAt: '' };
    state = JSON.stringify(content);
  });
  afterAll(async () => {
    server.close();
    await network?.stop();
  });

  it.each(PROJECTS.map((project) => [project.like, project] as const))(
    'compiles, builds, deploys and runs one like %s, and leaves what is written as it is',
    async (_like, project) => {
      const folder = await projectFolder(project, downloads, state);
      const done = async (...args: string[]) => {
        const { stdout, stderr, exitCode } = await folder.run(...args);
        expect(exitCode, `fluence ${args.join(' ')}: ${stdout}${stderr}`).toBe(0);
        return stdout;
      };
      try {
        await done('build');
        await done('aqua', ...(project.aqua ?? []));
        for (const file of project.compiled) expect(existsSync(folder.at(file)), file).toBe(true);
        const { stdout } = await folder.run('deploy', '--json');
        const { workers = [], error } = JSON.parse(stdout) as Report;
        if (project.deployed.length === 0) expect(error?.message).toContain('deploys nothing');
        else expect(workers.flatMap(({ error: why }) => why ?? [])).toEqual([]);
        expect(workers.map(({ worker, peer }) => `${worker} ${peer}`).sort()).toEqual(project.deployed);
        for (const { func, flags = [], prints } of project.calls) {
          const printed = await done('run', '-f', func, ...flags);
          if (typeof prints === 'string') expect(printed).toBe(prints);
          else expect(printed).toMatch(prints);
        }
        expect(await folder.changed()).toEqual([]);
        const before = await readFile(folder.at('fluence.yaml'), 'utf8');
        await done('key', 'new', 'corpus', '--default');
        expect(await folder.changed()).toEqual(['fluence.yaml']);
        expect(otherLines(await readFile(folder.at('fluence.yaml'), 'utf8'))).toEqual(otherLines(before));
      } finally {
        await folder.remove();
      }
    },
  );
});
