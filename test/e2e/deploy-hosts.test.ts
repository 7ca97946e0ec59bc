import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { fluence, fluenceJson } from '../utils/command.js';
import { makeProject, type TestProject } from '../utils/project.js';

interface Step {
  readonly kind: string;
  readonly action: string;
  readonly alias: string;
  readonly id?: string;
  readonly reason?: string;
}

interface WorkerReport {
  readonly worker: string;
  readonly peer: string;
  readonly workerId: string;
  readonly steps: Step[];
  readonly error?: string;
}

const YAML = `
  second: {get: services/second}
  third: {get: services/third}
spells:
  count: {get: src/spells/count}
  hail: {get: src/spells/hail}
hosts:
  wide: {peerIds: [local-0, local-1], services: [greeter, second], spells: [count, hail]}
  narrow: {peerIds: [local-2], services: [third], spells: [count]}
`;

/** Counts its runs in its own storage. */
const countAqua = (mark: string) => `aqua Count
export main
import Debug from "@fluencelabs/aqua-lib/builtin.aqua"
import Spell from "@fluencelabs/spell/spell_service.aqua"

func main(step: u32):
    Spell "count"
    last <- Spell.get_u32("runs")
    Spell.set_u32("runs", last.value + step)
    text <- Debug.stringify(["${mark}", last.value + step])
    Spell.store_log(text)
`;

// One story, told in order: each part stands on the ones before.
describe('`fluence deploy` of two workers, three services and two spells on three peers', () => {
  let project: TestProject;
  let state: LocalState;
  let first: WorkerReport[];
  const at = (file: string) => path.join(project.path, file);
  const edit = async (file: string, from: string | RegExp, to: string) => {
    const text = await readFile(at(file), 'utf8');
    expect(text).toMatch(from);
    await writeFile(at(file), text.replace(from, to));
  };
  const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args);

  /** Deploys, and makes sure that a dry run before said exactly what then happened. */
  async function deployAsPlanned(...flags: string[]): Promise<WorkerReport[]> {
    const planned = await run<{ workers: WorkerReport[] }>('deploy', '--dry-run', ...flags);
    const done = await run<{ workers: WorkerReport[] }>('deploy', ...flags);
    expect(changed(done.workers)).toEqual(changed(planned.workers));
    expect(done.workers.filter(({ error }) => error !== undefined)).toEqual([]);
    return done.workers;
  }

  /** `wide nox-0 update service greeter: blueprint changed`, for all that is not kept. */
  const changed = (workers: WorkerReport[]) =>
    workers.flatMap(({ worker, peer, steps }) =>
      steps
        .filter(({ action }) => action !== 'keep')
        .map(({ kind, alias, action, reason }) =>
          [worker, peer, action, kind, reason === undefined ? alias : `${alias}: ${reason}`].join(' '),
        ),
    );

  const logOf = async (worker: string, spell: string): Promise<[string, number][]> => {
    const places = await run<{ logs: { message: string }[] }[]>(
      'workers',
      'logs',
      worker,
      '--spell-id',
      spell,
    );
    return places[0]!.logs.map(({ message }) => JSON.parse(message) as [string, number]);
  };
  const untilLogged = (worker: string, mark: string, count: number) =>
    vi.waitFor(
      async () => {
        const own = (await logOf(worker, 'count')).filter(([text]) => text === mark);
        expect(own.length).toBeGreaterThanOrEqual(count);
        return own.map(([, runs]) => runs);
      },
      { timeout: 30_000, interval: 500 },
    );

  beforeAll(async () => {
    project = await makeProject(YAML);
    for (const copy of ['second', 'third'])
      await cp(at('services/greeter'), at(`services/${copy}`), { recursive: true });
    await writeSpells();
    state = await run<LocalState>('local', 'up', '--free-ports');
  });
  afterAll(() => project.remove());

  async function writeSpells(): Promise<void> {
    for (const spell of ['count', 'hail']) await mkdir(at(`src/spells/${spell}`), { recursive: true });
    const yaml = 'version: 0\naquaFilePath: ./spell.aqua\n';
    await writeFile(
      at('src/spells/count/spell.yaml'),
      `${yaml}function: main\ninitArgs: {step: 1}\nclock: {periodSec: 2}\n`,
    );
    await writeFile(at('src/spells/count/spell.aqua'), countAqua('first'));
    await writeFile(
      at('src/spells/hail/spell.yaml'),
      `${yaml}function: spell\nclock: {periodSec: 60, endDelaySec: 1800}\n`,
    );
    await writeFile(
      at('src/spells/hail/spell.aqua'),
      'aqua Hail\nexport spell\nimport Spell from "@fluencelabs/spell/spell_service.aqua"\nfunc spell():\n    Spell "hail"\n    Spell.store_log("hail")\n',
    );
  }

  it('makes everything from nothing, and waits until it is installed', async () => {
    first = await deployAsPlanned();
    const ofWide = (peer: string) => [
      `wide ${peer} install worker wide`,
      `wide ${peer} install service greeter`,
      `wide ${peer} install service second`,
      `wide ${peer} install spell count`,
      `wide ${peer} install spell hail`,
    ];
    expect(changed(first)).toEqual([
      ...ofWide('nox-0'),
      ...ofWide('nox-1'),
      'narrow nox-2 install worker narrow',
      'narrow nox-2 install service third',
      'narrow nox-2 install spell count',
    ]);
    const rows = await run<Record<string, unknown>[]>('workers', 'ls');
    expect(rows).toMatchObject([
      {
        worker: 'wide',
        state: 'INSTALLATION_SUCCESSFUL',
        services: expect.arrayContaining(['greeter', 'second']),
        spells: expect.arrayContaining(['count', 'hail']),
      },
      { worker: 'wide', state: 'INSTALLATION_SUCCESSFUL' },
      { worker: 'narrow', state: 'INSTALLATION_SUCCESSFUL', services: ['third'], spells: ['count'] },
    ]);
    await untilLogged('narrow', 'first', 2);
  });

  it('serves a call on the worker, by the Aqua that it generated', async () => {
    const { workerId } = first.find(({ worker }) => worker === 'narrow')!;
    const client = await connectClient(state.peers[2]!);
    try {
      const script = seq(
        call(workerId, 'third', 'greeting', ['"Ada"'], 'text'),
        call(state.peers[2]!.peerId, 'op', 'noop', []),
        answer(client.peerId, 'text'),
      );
      expect(await client.execute(script)).toEqual([expect.stringContaining('Ada')]);
    } finally {
      await client.stop();
    }
    const hosts = await readFile(at('.fluence/aqua/hosts.aqua'), 'utf8');
    for (const report of first) expect(hosts).toContain(`workerId="${report.workerId}"`);
    expect(await readFile(at('.fluence/aqua/services.aqua'), 'utf8')).toContain('service Third("third"):');
    const record = parse(await readFile(at('.fluence/workers.yaml'), 'utf8')) as {
      hosts: { local: Record<string, { installation_spells: { worker_id: string }[] }> };
    };
    expect(record.hosts.local.wide!.installation_spells.map(({ worker_id }) => worker_id)).toEqual(
      first.filter(({ worker }) => worker === 'wide').map(({ workerId }) => workerId),
    );
  });

  it('changes nothing the second time, not even a file', async () => {
    const files = ['.fluence/workers.yaml', '.fluence/aqua/hosts.aqua', 'fluence.yaml'];
    const before = await Promise.all(files.map((file) => readFile(at(file), 'utf8')));
    expect(changed(await deployAsPlanned())).toEqual([]);
    expect(await Promise.all(files.map((file) => readFile(at(file), 'utf8')))).toEqual(before);
  });

  it('updates a changed service and nothing else', async () => {
    await project.changeService('changed');
    expect(changed(await deployAsPlanned())).toEqual([
      'wide nox-0 update service greeter: blueprint changed',
      'wide nox-1 update service greeter: blueprint changed',
    ]);
    expect(changed(await deployAsPlanned())).toEqual([]);
  });

  it('updates a changed spell script and clock, and its state stays', async () => {
    await writeFile(at('src/spells/count/spell.aqua'), countAqua('second'));
    await edit('src/spells/count/spell.yaml', 'periodSec: 2', 'periodSec: 1');
    const before = await logOf('narrow', 'count');
    const spellId = (reports: WorkerReport[]) =>
      reports.at(-1)!.steps.find(({ kind, alias }) => kind === 'spell' && alias === 'count')!.id;
    const done = await deployAsPlanned();
    expect(changed(done)).toEqual([
      'wide nox-0 update spell count: script, trigger configuration changed',
      'wide nox-1 update spell count: script, trigger configuration changed',
      'narrow nox-2 update spell count: script, trigger configuration changed',
    ]);
    const runs = await untilLogged('narrow', 'second', 2);
    expect(runs[0]).toBeGreaterThan(before.at(-1)![1]);
    const after = await deployAsPlanned();
    expect(changed(after)).toEqual([]);
    expect(spellId(after)).toBe(spellId(done));
  });

  it('tells of a spell that is not listed any more, and removes it with --prune', async () => {
    await edit('fluence.yaml', 'spells: [count, hail]', 'spells: [count]');
    expect(changed(await deployAsPlanned())).toEqual([
      'wide nox-0 leave spell hail',
      'wide nox-1 leave spell hail',
    ]);
    const { stdout } = await fluence(project.path, 'deploy', '--dry-run');
    expect(stdout).toContain('2 things are left that fluence.yaml does not name any more');
    expect(changed(await deployAsPlanned('--prune'))).toEqual([
      'wide nox-0 remove spell hail',
      'wide nox-1 remove spell hail',
    ]);
    const [row] = await run<{ spells: string[] }[]>('workers', 'ls', 'wide');
    expect(row!.spells).toEqual(['count']);
    expect(changed(await deployAsPlanned())).toEqual([]);
  });

  it('says why an installation failed, and completes it when the reason is gone', async () => {
    const wasm = at('services/third/greeter.wasm');
    const good = await readFile(wasm);
    await writeFile(wasm, good.subarray(0, good.length / 2));
    const { code, stdout } = await fluence(project.path, 'deploy', 'narrow', '--json');
    expect(code).toBe(1);
    const { workers } = JSON.parse(stdout) as { workers: { error: string }[] };
    expect(workers[0]!.error).toContain("service 'third'");
    const [row] = await run<{ state: string }[]>('workers', 'ls', 'narrow');
    expect(row!.state).toBe('INSTALLATION_FAILED');
    await writeFile(wasm, good);
    const { workers: mended } = await run<{ workers: WorkerReport[] }>('deploy', 'narrow');
    expect(mended[0]!.error).toBeUndefined();
    expect(changed(await deployAsPlanned())).toEqual([]);
  });

  it('uploads without installing with `workers upload`', async () => {
    const [uploaded] = await run<Record<string, unknown>[]>('workers', 'upload', 'narrow');
    expect(uploaded).toEqual({
      name: 'narrow',
      definition: expect.stringMatching(/^bafkrei/),
      hosts: [state.peers[2]!.peerId],
      dummy_deal_id: expect.stringMatching(/^narrow_12D3KooW/),
    });
  });

  it('removes one worker with `workers remove`, keeps the other, and makes it anew afterwards', async () => {
    await run('workers', 'remove', 'wide');
    const record = parse(await readFile(at('.fluence/workers.yaml'), 'utf8')) as {
      hosts: { local: Record<string, unknown> };
    };
    expect(Object.keys(record.hosts.local)).toEqual(['narrow']);
    expect(await readFile(at('.fluence/aqua/hosts.aqua'), 'utf8')).toContain('wide=nil');
    const planned = await run<{ workers: WorkerReport[] }>('deploy', '--dry-run');
    expect(changed(planned.workers)).toContain('wide nox-0 install worker wide');
    expect(changed(planned.workers).filter((line) => line.startsWith('narrow'))).toEqual([]);
  });

  it('goes on when the network came up again, its IPFS at another address', async () => {
    await run('local', 'down');
    const { ipfs } = await run<LocalState>('local', 'up', '--free-ports');
    expect(ipfs).not.toEqual(state.ipfs);
    await edit('src/spells/count/spell.yaml', 'step: 1', 'step: 2');
    const { workers } = await run<{ workers: WorkerReport[] }>('deploy', 'narrow');
    expect(workers[0]!.error).toBeUndefined();
    expect(changed(workers)).toEqual(['narrow nox-2 update spell count: initial values changed']);
  });
});
