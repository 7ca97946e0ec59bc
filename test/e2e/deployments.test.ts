import { cp, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, fluenceJson } from '../utils/command.js';
import { makeProject, type TestProject } from '../utils/project.js';

interface Report {
  readonly worker: string;
  readonly peer: string;
  readonly workerId?: string;
  readonly notes: string[];
  readonly error?: string;
  readonly steps: { readonly kind: string; readonly alias: string; readonly action: string }[];
}

/** A spell that logs which version of it runs. */
const tickAqua = (mark: string) => `aqua Tick
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "tick"
    Spell.store_log("${mark}")
`;

const HEAD =
  'version: 8\nservices:\n  greeter: {get: services/greeter}\n  hello: {get: services/greeter}\nspells:\n  tick: {get: src/spells/tick}\n';

/** The worker with its services by name and its spells, through what was generated. */
const showAqua = `aqua Show

import Srv from "@fluencelabs/aqua-lib/builtin.aqua"
import Subnet from "@fluencelabs/aqua-lib/subnet.aqua"
use "deals.aqua"

export show

func show() -> [][]string:
    found: *[]string
    deals <- Deals.get()
    on HOST_PEER_ID:
        subnet <- Subnet.resolve(deals.one!.dealIdOriginal)
    for worker <- subnet.workers:
        on worker.worker_id! via worker.host_id:
            services <- Srv.list()
            aliases: *string
            for service <- services:
                aliases <<- service.aliases[0]
            found <<- aliases
    <- found
`;

describe('`fluence deploy` of `deployments:`', () => {
  let project: TestProject;
  let state: LocalState;
  const at = (file: string) => path.join(project.path, file);
  const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args);
  const write = (yaml: string) => writeFile(at('fluence.yaml'), HEAD + yaml);
  const clock = (text: string) =>
    writeFile(
      at('src/spells/tick/spell.yaml'),
      `version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\n${text}\n`,
    );
  const deploy = async (...flags: string[]) => (await run<{ workers: Report[] }>('deploy', ...flags)).workers;
  /** `one nox-0 install service greeter`, for all that is not kept. */
  const changed = (workers: readonly Report[]) =>
    workers.flatMap(({ worker, peer, steps }) =>
      steps
        .filter(({ action }) => action !== 'keep')
        .map(({ kind, alias, action }) => [worker, peer, action, kind, alias].join(' ')),
    );
  const refused = async (...args: string[]) => {
    const { code, stdout } = await fluence(project.path, ...args, '--json');
    expect(code).toBe(1);
    return (JSON.parse(stdout) as { error: { code: string; message: string } }).error;
  };

  beforeAll(async () => {
    project = await makeProject('');
    await mkdir(at('src/spells/tick'), { recursive: true });
    await clock('clock: {periodSec: 3600}');
    await writeFile(at('src/spells/tick/spell.aqua'), tickAqua('first'));
    await writeFile(at('show.aqua'), showAqua);
    await write('deployments:\n  one: {services: [greeter], spells: [tick]}\n');
    state = await run<LocalState>('local', 'up', '--free-ports', '--no-chain');
  });
  afterAll(() => project.remove());

  it('makes three workers, as upstream does, with services and spells, that Aqua finds', async () => {
    const workers = await deploy();
    expect(changed(workers)).toEqual(
      ['nox-0', 'nox-1', 'nox-2'].flatMap((peer) => [
        `one ${peer} install worker one`,
        `one ${peer} install service greeter`,
        `one ${peer} install spell tick`,
      ]),
    );
    const found = await run<string[][]>('run', '-f', 'show()', '-i', at('show.aqua'));
    expect(found.map((aliases) => [...aliases].sort())).toEqual(
      Array.from({ length: 3 }, () => ['greeter', 'tick', 'worker-spell']),
    );
    const text = await readFile(at('.fluence/workers.yaml'), 'utf8');
    expect(text).toMatch(
      /dealIdOriginal: "0x[0-9a-f]{40}"\n\s+dealId: [0-9a-f]{40}\n\s+chainNetworkId: 31337\n/,
    );
  });

  it('tells of fewer targetWorkers and of a service with another name, and removes them with --prune', async () => {
    await write('deployments:\n  one: {targetWorkers: 1, services: [hello], spells: [tick]}\n');
    const told = [
      'one nox-0 leave service greeter',
      'one nox-0 install service hello',
      'one nox-1 leave worker one',
      'one nox-2 leave worker one',
    ];
    expect(changed(await deploy('--dry-run'))).toEqual(told);
    expect(changed(await deploy())).toEqual(told);
    const rows = await run<{ peer: string; wanted: boolean }[]>('workers', 'ls');
    expect(rows.map(({ peer, wanted }) => [peer, wanted])).toEqual([
      ['nox-0', true],
      ['nox-1', false],
      ['nox-2', false],
    ]);
    expect(changed(await deploy('--prune'))).toEqual([
      'one nox-0 remove service greeter',
      'one nox-1 remove worker one',
      'one nox-2 remove worker one',
    ]);
    expect(changed(await deploy())).toEqual([]);
  });

  it('tells of moved peers and of an entry that is gone, and removes them with --prune', async () => {
    await write('hosts:\n  two: {peerIds: [local-0], services: [hello]}\n');
    expect(changed(await deploy())).toEqual([
      'two nox-0 install worker two',
      'two nox-0 install service hello',
      'one nox-0 leave worker one',
    ]);
    await write('hosts:\n  two: {peerIds: [local-1], services: [hello]}\n');
    expect(changed(await deploy('--prune')).sort()).toEqual(
      [
        'two nox-1 install worker two',
        'two nox-1 install service hello',
        'two nox-0 remove worker two',
        'one nox-0 remove worker one',
      ].sort(),
    );
    const aqua = await readFile(at('.fluence/aqua/deals.aqua'), 'utf8');
    expect(aqua).not.toContain('one=');
    await write('hosts: {}\n');
    expect(await refused('deploy')).toMatchObject({ code: 'BAD_ARGUMENT' });
  });

  it.each([
    ['1st', 'deployments:\n  1st: {services: [greeter]}\n', '1st'],
    [
      'two that Aqua writes alike',
      'hosts:\n  my-worker: {peerIds: [local-0], services: [greeter]}\n  myWorker: {peerIds: [local-0], services: [greeter]}\n',
      'myWorker',
    ],
    [
      'letters that Aqua does not have',
      'hosts:\n  "ünï n": {peerIds: [local-0], services: [greeter]}\n',
      'ünï n',
    ],
    ['a key that nobody knows', 'deployments:\n  one: {service: [greeter]}\n', 'services'],
    ['a service that is not defined', 'deployments:\n  one: {services: [greter]}\n', 'greeter'],
    [
      'more workers than there are peers',
      'deployments:\n  one: {targetWorkers: 5, services: [greeter]}\n',
      '5',
    ],
  ])('refuses %s before anything is done', async (_what, yaml, named) => {
    await write(yaml);
    const { code, message } = await refused('deploy');
    expect(code).toBe('PROJECT_INVALID');
    expect(message).toContain(named);
    expect(await run('workers', 'ls')).not.toContainEqual(expect.objectContaining({ worker: 'one' }));
  });

  it.each([
    ['no time zone', 'clock: {periodSec: 60, endTimestamp: "2099-02-01T00:00:00"}', 'time zone'],
    ['30 February', 'clock: {periodSec: 60, endTimestamp: "2099-02-30T00:00:00Z"}', '2099-02-30'],
    ['an end beyond 32 bits', 'clock: {periodSec: 60, endTimestamp: "2106-02-07T06:28:16Z"}', '2106'],
  ])('refuses a clock with %s already in a dry run', async (_what, text, named) => {
    await write('deployments:\n  one: {targetWorkers: 1, spells: [tick]}\n');
    await clock(text);
    const { code, message } = await refused('deploy', '--dry-run');
    expect(code).toBe('PROJECT_INVALID');
    expect(message).toContain(named);
  });

  it('deploys with an end that passed, says so, and is not held up by it', async () => {
    await clock('clock: {periodSec: 1, endTimestamp: "2020-01-01T00:00:00Z"}');
    const [first] = await deploy('--prune');
    expect(first).toMatchObject({ notes: [expect.stringContaining('ended at 2020-01-01')] });
    expect(changed([first!])).toContain('one nox-0 install spell tick');
    const [again] = await deploy();
    expect(again!.notes).toHaveLength(1);
    expect(changed([again!])).toEqual([]);
  });

  it('starts a clock that counts from the deployment anew when the script changes', async () => {
    await clock('clock: {periodSec: 1, endDelaySec: 2}');
    await deploy();
    await new Promise((resolve) => setTimeout(resolve, 3000));
    expect((await deploy('--dry-run'))[0]!.notes).toEqual([expect.stringContaining('ended')]);
    await writeFile(at('src/spells/tick/spell.aqua'), tickAqua('second'));
    await deploy();
    await expect
      .poll(async () => JSON.stringify(await run('workers', 'logs', 'one', '--spell-id', 'tick')), {
        timeout: 20_000,
      })
      .toContain('second');
  });

  it('never runs a spell whose clock is empty', async () => {
    await clock('clock:');
    expect((await deploy())[0]!.error).toBeUndefined();
    expect(changed(await deploy())).toEqual([]);
  });

  it('has other workers than another project on the same network', async () => {
    const other = `${project.path}-other`;
    await cp(project.path, other, { recursive: true });
    await rename(path.join(other, '.fluence/workers.yaml'), path.join(other, '.fluence/former.yaml'));
    const [here] = await deploy();
    const { workers } = await fluenceJson<{ workers: Report[] }>(other, 'deploy');
    expect(changed(workers)).toContain('one nox-0 install worker one');
    expect(workers[0]!.workerId).not.toBe(here!.workerId);
    expect(changed(await deploy())).toEqual([]);
    expect(state.peers).toHaveLength(3);
  });
});
