import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { fluence, fluenceJson, repository } from '../utils/command.js';
import { deployCallsOn, tracedDeployCalls } from '../utils/deploy-calls.js';
import { webSocketOf } from '../utils/network.js';
import { tempDir } from '../utils/temp-dir.js';
import { upstream, upstreamOk } from './upstream-cli.js';

const MAIN_AQUA = `aqua Main declares *
import "@fluencelabs/aqua-lib/builtin.aqua"
use "hosts.aqua"
export helloWorld, helloWorldRemote, getInfo, greetWorkers

service Greet("greet"):
    greeting(name: string) -> string

func helloWorld(name: string) -> string:
    <- Op.concat_strings("Hello, ", name)

func helloWorldRemote(name: string) -> string:
    on HOST_PEER_ID:
        hello <- Op.concat_strings("Hello, ", name)
    <- hello

func getInfo() -> Info:
    on HOST_PEER_ID:
        info <- Peer.identify()
    <- info

func greetWorkers(name: string) -> []string:
    answers: *string
    hosts <- Hosts.get()
    for host <- hosts.myWorker:
        for spell <- host.installationSpells:
            on spell.workerId via spell.hostId:
                answers <- Greet.greeting(name)
    <- answers
`;

const isOrdered = (call: string) => !/(store_log|run-console print) 0$/.test(call);

// One story, told in order: the real CLI in one project, our network in it.
describe('the real CLI 0.16.3 against `fluence local up`', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let peers: readonly LocalPeer[];
  const at = (file: string) => path.join(folder.path, file);
  const cli = (...args: string[]) => upstreamOk(folder.path, ...args);
  const call = async (call: string) => (await cli('run', '-f', call)).stdout.trim();

  beforeAll(async () => {
    folder = await tempDir('upstream');
    await writeFile(at('fluence.yaml'), 'version: 8\naquaDependencies: {}\n');
    const state = await fluenceJson<LocalState>(
      folder.path,
      'local',
      'up',
      '--noxes',
      '2',
      '--free-ports',
      '--no-chain',
    );
    peers = state.peers;
    await mkdir(at('src/aqua'), { recursive: true });
    await writeFile(at('src/aqua/main.aqua'), MAIN_AQUA);
    await cp(path.join(repository, 'services/greeter'), at('services/greet'), { recursive: true });
    const relays = peers.map((peer) => `    - ${webSocketOf(peer)}`).join('\n');
    await writeFile(
      at('fluence.yaml'),
      `version: 8
aquaDependencies: {}
aquaImports: [${JSON.stringify(path.join(repository, 'node_modules'))}]
compileAqua:
  main: {input: src/aqua, output: src/compiled, target: ts}
services:
  greet: {get: services/greet}
hosts:
  myWorker: {peerIds: [custom-0], services: [greet]}
deployments:
  # 0.16.3 looks for the names of workers here
  myWorker: {services: [greet]}
customFluenceEnv:
  contractsEnv: local
  relays:
${relays}
`,
    );
    await cli('default', 'env', 'custom');
  });
  afterAll(async () => {
    await fluence(folder.path, 'local', 'down');
    await folder.remove();
  });

  it('lists the peers as we do', async () => {
    const { stdout } = await cli('default', 'peers');
    expect(stdout.trim().split('\n')).toEqual(peers.map(webSocketOf));
  });

  it('makes a spell that we compile', async () => {
    await cli('spell', 'new', 'sp');
    const text = await readFile(at('fluence.yaml'), 'utf8');
    await writeFile(at('fluence.yaml'), text.replaceAll(/services: \[ ?greet ?\]/g, '$&, spells: [sp]'));
    expect(await fluenceJson(folder.path, 'spell', 'build')).toMatchObject([{ name: 'sp' }]);
    const { stdout } = await cli('spell', 'build');
    expect(stdout).toContain('Compiled sp successfully');
  });

  it.each([
    ['helloWorld("Fluence")', 'Hello, Fluence'],
    ['helloWorldRemote("Fluence")', 'Hello, Fluence'],
  ])('runs %s', async (what, answer) => {
    expect(await call(what)).toBe(answer);
  });

  it('runs getInfo()', async () => {
    expect(JSON.parse(await call('getInfo()'))).toMatchObject({ air_version: expect.any(String) });
  });

  it('deploys a worker with a service and a spell', async () => {
    const { stdout } = await cli('workers', 'deploy', 'myWorker', '--no-build');
    expect(stdout).toContain('Success!');
    const record = parse(await readFile(at('.fluence/workers.yaml'), 'utf8')) as {
      hosts: { custom: { myWorker: { installation_spells: { host_id: string }[] } } };
    };
    expect(record.hosts.custom.myWorker.installation_spells).toMatchObject([{ host_id: peers[0]!.peerId }]);
    const rows = () =>
      fluenceJson<Record<string, unknown>[]>(folder.path, 'workers', 'ls', '--env', 'custom');
    await vi.waitFor(
      async () =>
        expect(await rows()).toMatchObject([
          { worker: 'myWorker', state: 'INSTALLATION_SUCCESSFUL', services: ['greet'], spells: ['sp'] },
        ]),
      { timeout: 60_000, interval: 1000 },
    );
  });

  it('makes the calls of its trace, in their order', async () => {
    const traced = tracedDeployCalls();
    const calls = await deployCallsOn(peers[0]!);
    expect(calls.client).toEqual(traced.client);
    expect(calls.sp).toEqual(traced.sp);
    // this service has two modules, that of the trace one
    const twice = /get_from|add_module_bytes_from_vault/;
    const once = (list: readonly string[]) =>
      list.filter((line, index) => isOrdered(line) && !(twice.test(line) && list.indexOf(line) !== index));
    expect(once(calls['worker-spell'])).toEqual(once(traced['worker-spell']));
  });

  it('prints the log of the installation', async () => {
    const { stderr } = await cli('workers', 'logs', 'myWorker');
    expect(stderr).toContain('Created service greet');
    expect(stderr).toContain('INSTALLATION_SUCCESSFUL');
  });

  it('calls the worker by the Aqua that it generated', async () => {
    expect(JSON.parse(await call('greetWorkers("Ada")'))).toEqual(['Hi, Ada']);
  });

  it('shares its workers with our CLI: nothing but the spell’s relative clock is to be done', async () => {
    const user = { FLUENCE_USER_DIR: at('.home/.fluence') };
    const file = await readFile(path.join(user.FLUENCE_USER_DIR, 'secrets/auto-generated.txt'), 'utf8');
    await mkdir(at('.user/secrets'), { recursive: true });
    await writeFile(at('.user/secrets/auto-generated.txt'), file, { mode: 0o600 });
    const planned = await fluenceJson<{ workers: { steps: { action: string; reason?: string }[] }[] }>(
      folder.path,
      ...['workers', 'deploy', '--dry-run', '--env', 'custom'],
    );
    const changed = planned.workers.flatMap(({ steps }) => steps).filter(({ action }) => action !== 'keep');
    expect(changed).toMatchObject([{ action: 'update', reason: 'trigger configuration changed' }]);
  });

  it('removes the worker', async () => {
    const { stdout } = await cli('workers', 'remove', 'myWorker');
    expect(stdout).toContain('Success!');
    const rows = await fluenceJson(folder.path, 'workers', 'ls', '--env', 'custom');
    expect(rows).toMatchObject([{ state: 'NOT_DEPLOYED' }]);
  });

  it('fails as on upstream’s peers when there is no worker any more', async () => {
    const { code } = await upstream(folder.path, 'workers', 'logs', 'myWorker');
    expect(code).not.toBe(0);
  });
});
