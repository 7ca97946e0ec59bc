import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { fluence, fluenceJson, repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';
import { upstream, upstreamOk } from './upstream-cli.js';

const TICK = (log: string) => `aqua Tick

export spell

import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "tick"
    Spell.store_log("${log}")
`;

/** As upstream's template has it, for both deployments. */
const MAIN = `aqua Main

import "@fluencelabs/aqua-lib/builtin.aqua"
import "@fluencelabs/aqua-lib/subnet.aqua"
use "deals.aqua"

export showOurs, showTheirs

data WorkerServices:
    host_id: string
    worker_id: ?string
    services: ?[]string

func showSubnet(dealId: string) -> []WorkerServices:
    on HOST_PEER_ID:
        subnet <- Subnet.resolve(dealId)
    services: *WorkerServices
    for w <- subnet.workers:
        if w.worker_id == nil:
            services <<- WorkerServices(host_id=w.host_id, worker_id=nil, services=nil)
        else:
            on w.worker_id! via w.host_id:
                srvs <- Srv.list()
                aliases: *string
                for srv <- srvs:
                    if srv.aliases.length > 0:
                        aliases <<- srv.aliases[0]
            services <<- WorkerServices(host_id=w.host_id, worker_id=w.worker_id, services=?[aliases])
    <- services

func showOurs() -> []WorkerServices:
    deals <- Deals.get()
    <- showSubnet(deals.ours!.dealIdOriginal)

func showTheirs() -> []WorkerServices:
    deals <- Deals.get()
    <- showSubnet(deals.theirs!.dealIdOriginal)
`;

interface WorkerServices {
  readonly host_id: string;
  readonly worker_id: string;
  readonly services: readonly string[];
}
interface Infos {
  readonly deals: readonly { readonly status: string }[];
}

const WAIT = { timeout: 60_000, interval: 1000 };

// One story, told in order: both commands deploy in one project, on our network with a chain and deciders.
describe('`deploy` of both, on one local network with a chain', () => {
  let folder: Awaited<ReturnType<typeof tempDir>>;
  const at = (file: string) => path.join(folder.path, file);
  const ours = (...argv: string[]) => fluence(folder.path, ...argv);
  const theirs = (...argv: string[]) => upstream(folder.path, ...argv);
  const tick = (log: string) => writeFile(at('src/spells/tick/spell.aqua'), TICK(log));

  /** What is of one deal, or of the time; upstream does not wait for workers. */
  const lines = (stdout: string, name: string) =>
    stdout
      .replaceAll(name, 'NAME')
      .replace(/0x[0-9a-f]{64}|Worker Id: None/g, (found) =>
        found.startsWith('0x') ? 'HASH' : 'Worker Id: HASH',
      )
      .replace(/0x[0-9a-fA-F]{40}\b/g, 'ADDRESS')
      .replace(/Status: (ACTIVE|NOT_ENOUGH_WORKERS)/, 'Status: STATUS')
      .replace(/Balance: [\d.]+/, 'Balance: AMOUNT');
  const bothDeploy = async (...flags: string[]) => {
    const one = await ours('deploy', 'ours', '--no-build', ...flags);
    expect([one.code, one.stderr]).toEqual([0, expect.any(String)]);
    const two = await theirs('deploy', 'theirs', '--no-build', ...flags);
    expect(two.code).toBe(0);
    expect(lines(one.stdout, 'ours')).toBe(lines(two.stdout, 'theirs'));
  };
  const isActive = (name: string) =>
    vi.waitFor(async () => {
      const { deals } = await fluenceJson<Infos>(folder.path, 'deal', 'info', name);
      expect(deals[0]!.status).toBe('ACTIVE');
    }, WAIT);

  beforeAll(async () => {
    folder = await tempDir('upstream-deploy');
    await upstreamOk(folder.path, 'init', '.', '-t', 'minimal', '--env', 'local', '--noxes', '2');
    await mkdir(at('src/spells/tick'), { recursive: true });
    await writeFile(
      at('src/spells/tick/spell.yaml'),
      'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock:\n  periodSec: 60\n',
    );
    await tick('first');
    await writeFile(at('src/aqua/main.aqua'), MAIN);
    const deployment = '{ targetWorkers: 2, spells: [tick] }';
    await writeFile(
      at('fluence.yaml'),
      `version: 8
aquaDependencies: {}
aquaImports: [${JSON.stringify(path.join(repository, 'node_modules'))}]
compileAqua:
  default: { input: src/aqua, output: src/compiled-aqua, target: ts }
spells:
  tick: { get: src/spells/tick }
deployments:
  ours: ${deployment}
  theirs: ${deployment}
`,
    );
    // On upstream's ports: they are in its program.
    await fluenceJson(folder.path, 'local', 'up', '--noxes', '2');
  });
  afterAll(async () => {
    await fluence(folder.path, 'local', 'down');
    await folder.remove();
  });

  it('makes deals in the same lines, and writes the same of them', async () => {
    await bothDeploy();
    const record = parse(await readFile(at('.fluence/workers.yaml'), 'utf8')).deals.local;
    expect(Object.keys(record.ours)).toEqual(Object.keys(record.theirs));
    // The same definition: CIDs of ours are those of theirs.
    expect(record.ours.definition).toBe(record.theirs.definition);
    const aqua = await readFile(at('.fluence/aqua/deals.aqua'), 'utf8');
    const part = (name: string) =>
      new RegExp(String.raw`${name}=\?\[\w+\(([^)]*)\)`).exec(aqua)![1]!.replace(/"[^"]*"/g, '""');
    expect(part('ours')).toBe(part('theirs'));
  });

  it('has workers of both, that both tell of alike', async () => {
    for (const name of ['ours', 'theirs']) await isActive(name);
    for (const name of ['ours', 'theirs']) {
      const [one, two] = [await ours('deal', 'info', name), await theirs('deal', 'info', name)];
      // An epoch may go by between them.
      const told = ({ stdout }: typeof one) => stdout.replace(/Balance: [\d.]+/, 'Balance: AMOUNT');
      expect(told(one)).toBe(told(two));
    }
  });

  it('has logs that both print alike', async () => {
    await vi.waitFor(async () => {
      const { stdout } = await ours('deal', 'logs', 'theirs');
      expect(stdout.match(/INSTALLATION_SUCCESSFUL|installed/gi)?.length ?? 0).toBeGreaterThanOrEqual(2);
    }, WAIT);
    for (const name of ['ours', 'theirs']) {
      const [one, two] = [await ours('deal', 'logs', name), await theirs('deal', 'logs', name)];
      expect(one.stdout).toBe(two.stdout);
    }
  });

  it('runs Aqua on the workers, of both from both', async () => {
    for (const call of ['showOurs()', 'showTheirs()']) {
      const read = async (run: typeof ours) => {
        const { stdout } = await run('run', '-f', call);
        const found = JSON.parse(stdout) as WorkerServices[];
        return found.map((worker) => ({ ...worker, services: [...worker.services.flat()].sort() }));
      };
      const [one, two] = [await read(ours), await read(theirs)];
      expect(one).toEqual(two);
      expect(one.map(({ services }) => services)).toEqual([
        ['tick', 'worker-spell'],
        ['tick', 'worker-spell'],
      ]);
    }
  });

  it('does nothing twice', async () => {
    await bothDeploy();
    const { deals } = await fluenceJson<{ deals: { name: string; actions: string[] }[] }>(
      folder.path,
      'deploy',
      '--dry-run',
    );
    // Also not what the other one made.
    expect(deals.map(({ actions }) => actions)).toEqual([[], []]);
  });

  it('updates with --update, and the workers follow', async () => {
    await tick('second');
    await bothDeploy('--update');
    for (const name of ['ours', 'theirs'])
      await vi.waitFor(async () => {
        const { stdout } = await ours('deal', 'logs', name, '--spell', 'tick');
        expect(stdout.match(/second/g)).toHaveLength(2);
      }, WAIT);
  });

  it('ends, and the workers are gone', async () => {
    for (const run of [ours, theirs]) {
      const name = run === ours ? 'theirs' : 'ours';
      expect(await run('deal', 'stop', name)).toMatchObject({ code: 0 });
      await vi.waitFor(async () => {
        const { stdout } = await ours('run', '-f', name === 'ours' ? 'showOurs()' : 'showTheirs()');
        expect(JSON.parse(stdout)).toEqual([]);
      }, WAIT);
    }
  });
});
