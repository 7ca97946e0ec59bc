import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { LocalState } from '@noctiluca/local-network';
import { keyPairFromSeed } from '@noctiluca/particle';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Finished, repository, startScript } from '../utils/command.js';
import { tcpOf, webSocketOf } from '../utils/network.js';
import { findNodes } from '../utils/nodes.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { CERTIFICATE, startTlsProxy, type TlsProxy } from '../utils/tls-proxy.js';

interface Worker {
  readonly worker: string;
  readonly workerId?: string;
  readonly error?: string;
}

interface Status {
  readonly packages: readonly { readonly name: string; readonly state: string }[];
}

/** Long enough for the first time, when they are downloaded. */
const DOWNLOAD_MS = 300_000;

const found = await findNodes();
const nodes = Object.entries(found.nodes ?? {});

if (found.nodes === undefined) it.skip(`other versions of Node.js: ${found.reason}`);

/** The newest runs the peers, each its commands. */
const PEERS_ON = nodes.at(-1)?.[1];
const nameOf = (version: string) => `on${Number.parseInt(version, 10)}`;
const names = nodes.map(([version]) => nameOf(version));

const YAML = `deployments:
${names.map((name) => `  ${name}: {targetWorkers: 1, services: [greeter]}\n`).join('')}hosts:
${names.map((name) => `  host-${name}: {peerIds: [local-0], services: [greeter]}\n`).join('')}`;

const AQUA = `aqua Main
export far

service Echo("op"):
    identity(text: string) -> string

func far(text: string) -> string, string:
    on HOST_PEER_ID:
        same <- Echo.identity(text)
    <- same, INIT_PEER_ID
`;

/** What each package does where nothing else was imported, by `alone.mjs`. */
const ALONE: Readonly<Record<string, unknown>> = {
  aquamarine: ['it runs'],
  avm: ['it runs'],
  cli: ['function', true],
  client: 'disconnected',
  deployment: [['phrasebook'], ['install']],
  host: ['string'],
  ipfs: 'it runs',
  lifecycle: ['a up', 'b up', 'b down', 'a down'],
  'local-network': 2,
  marine: [true, true],
  network: ['ok', 'ok', '(null)'],
  node: 200,
  particle: true,
  registry: ['string', []],
  spells: expect.arrayContaining(['install']),
  store: 'it runs',
  'system-services': [['aqua-ipfs', 'trust-graph', 'registry', 'decider'], true],
};
/** Those with binaries of their own, or threads: on each version, the others on the oldest. */
const NATIVE = new Set(['marine', 'node', 'particle', 'store']);
const alone = nodes.flatMap(([version, execPath], i) =>
  Object.keys(ALONE)
    .filter((name) => i === 0 || NATIVE.has(name))
    .map((name) => [name, version, execPath] as const),
);

describe.skipIf(nodes.length === 0)('on each version of Node.js', { timeout: DOWNLOAD_MS }, () => {
  let project: TestProject;
  let peer: LocalState['peers'][number];
  let proxy: TlsProxy;

  const run = (execPath: string, script: string, args: readonly string[]): Promise<Finished> =>
    startScript(
      script,
      args,
      project.path,
      { FLUENCE_USER_DIR: path.join(project.path, '.user'), NODE_EXTRA_CA_CERTS: CERTIFICATE },
      execPath,
    ).finished;
  const script = (name: string) => path.join(repository, 'test', 'nodes', name);
  const command = path.join(repository, 'packages', 'cli', 'bin', 'fluence.js');
  async function json<T>(execPath: string, file: string, args: readonly string[]): Promise<T> {
    const { code, stdout, stderr } = await run(execPath, file, args);
    if (code !== 0)
      throw new Error(`${path.basename(file)} ${args.join(' ')}: ${code}\n${stdout}\n${stderr}`);
    return JSON.parse(stdout) as T;
  }
  const fluence = <T>(execPath: string, ...args: string[]) => json<T>(execPath, command, [...args, '--json']);

  const keyOf = async (version: string) =>
    (await readFile(path.join(project.path, '.fluence', 'secrets', `${nameOf(version)}.txt`), 'utf8')).trim();

  beforeAll(async () => {
    project = await makeProject(YAML);
    await writeFile(path.join(project.path, 'main.aqua'), AQUA);
    const network = await fluence<LocalState>(PEERS_ON!, 'local', 'up', '--noxes', '1', '--free-ports');
    peer = network.peers[0]!;
    proxy = await startTlsProxy(Number(/tcp\/(\d+)/.exec(webSocketOf(peer))?.[1]));
  }, DOWNLOAD_MS);
  afterAll(async () => {
    await proxy?.stop();
    await project?.remove();
  });

  it('is the version that it says', async () => {
    for (const [version, execPath] of nodes) {
      const { stdout } = await promisify(execFile)(execPath, ['--version']);
      expect(stdout.trim()).toBe(`v${version}`);
    }
  });

  it.each(nodes)('%s runs every command with a stored key', async (version, execPath) => {
    const name = nameOf(version);
    const key = ['--sk', name];
    const { peerId } = await fluence<{ peerId: string }>(execPath, 'key', 'new', name);
    expect(await fluence(execPath, 'run', ...key, '-f', 'far("x")', '-i', 'main.aqua')).toEqual([
      'x',
      peerId,
    ]);
    for (const [what, ...how] of [
      [name, 'deploy'],
      [`host-${name}`, 'workers', 'deploy'],
    ] as const) {
      const { workers } = await fluence<{ workers: Worker[] }>(execPath, ...how, what, ...key);
      expect(workers).toEqual([expect.objectContaining({ worker: what, workerId: expect.any(String) })]);
      expect(workers[0]!.error).toBeUndefined();
    }
    const { peers } = await fluence<{ peers: Status[] }>(execPath, 'system', 'status', ...key);
    expect(peers[0]!.packages.map(({ name, state }) => [name, state])).toContainEqual(['registry', 'ready']);
  });

  it.each(nodes)('%s runs a client of an app with a stored key', async (version, execPath) => {
    const key = await keyOf(version);
    const { peerId } = keyPairFromSeed(Buffer.from(key, 'base64'));
    const used = { peerId, answers: ['echo', 'literal', 5] };
    const wss = `${proxy.multiaddr}/p2p/${peer.peerId}`;
    const args = [key, tcpOf(peer), webSocketOf(peer), wss];
    expect(await json(execPath, script('client.mjs'), args)).toEqual([used, used, used]);
  });

  it.each(nodes)(
    '%s runs an app that keeps js-client, as `fluence init` makes it, with a stored key',
    async (version, execPath) => {
      const key = await keyOf(version);
      const { peerId } = keyPairFromSeed(Buffer.from(key, 'base64'));
      expect(await json(execPath, script('js-client.mjs'), [webSocketOf(peer), key])).toEqual({
        ...{ peerId, answer: 'echo' },
      });
    },
  );

  it.concurrent.each(alone)('@noctiluca/%s works alone on %s', async (name, _, execPath) => {
    const { code, stdout, stderr } = await run(execPath, script('alone.mjs'), [name, webSocketOf(peer)]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout.trim().split('\n').at(-1)!)).toEqual(ALONE[name]);
  });
});
