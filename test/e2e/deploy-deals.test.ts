import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { whyNoAnvil } from '@noctiluca/chain';
import type { LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fluence, fluenceJson } from '../utils/command.js';
import { makeProject, type TestProject } from '../utils/project.js';

const noAnvil = whyNoAnvil();

interface Deployed {
  readonly deals: readonly {
    readonly dealId: string;
    readonly actions: readonly string[];
    readonly info: { readonly status: string };
  }[];
  readonly workers: readonly {
    readonly section: string;
    readonly peer: string;
    readonly workerId: string;
    readonly error?: string;
    readonly steps: readonly { readonly kind: string; readonly alias: string; readonly action: string }[];
  }[];
}

const TICK = (mark: string) => `aqua Tick
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "tick"
    Spell.store_log("${mark}")
`;

const GREET = `aqua Greet
import Subnet from "@fluencelabs/aqua-lib/subnet.aqua"
use "deals.aqua"
export greet

service Greeter("greeter"):
    greeting(name: string) -> string

func greet() -> []string:
    answers: *string
    deals <- Deals.get()
    on HOST_PEER_ID:
        subnet <- Subnet.resolve(deals.one!.dealIdOriginal)
    for worker <- subnet.workers:
        if worker.worker_id != nil:
            on worker.worker_id! via worker.host_id:
                answers <- Greeter.greeting("deal")
    <- answers
`;

// One story, told in order: each part stands on the ones before.
describe.skipIf(noAnvil)(`deployments on a network with a chain ${noAnvil ?? ''}`, () => {
  let project: TestProject;
  const at = (file: string) => path.join(project.path, file);
  const run = <T>(...args: string[]) => fluenceJson<T>(project.path, ...args);
  const deploy = (...args: string[]) => run<Deployed>('deploy', ...args);
  const greetings = () => run<string[]>('run', '-f', 'greet()', '-i', at('greet.aqua'));
  const up = (...args: string[]) => run<LocalState>('local', 'up', '--free-ports', '--noxes', '2', ...args);
  let first: string;

  beforeAll(async () => {
    project = await makeProject(
      'spells:\n  tick: {get: src/spells/tick}\ndeployments:\n  one: {targetWorkers: 2, services: [greeter], spells: [tick]}\n',
    );
    await mkdir(at('src/spells/tick'), { recursive: true });
    await writeFile(
      at('src/spells/tick/spell.yaml'),
      'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {periodSec: 3600, endDelaySec: 86400}\n',
    );
    await writeFile(at('src/spells/tick/spell.aqua'), TICK('first'));
    await writeFile(at('greet.aqua'), GREET);
    await up();
  });
  afterAll(() => project.remove());

  it('become deals, and all of it is there when the command ends', async () => {
    const { deals, workers } = await deploy();
    expect(deals).toMatchObject([{ actions: ['create', 'match'], info: { status: 'ACTIVE' } }]);
    first = deals[0]!.dealId;
    expect(workers.map(({ peer }) => peer).sort()).toEqual(['nox-0', 'nox-1']);
    for (const { error, steps } of workers) {
      expect(error).toBeUndefined();
      expect(steps.map(({ kind, alias, action }) => [kind, alias, action])).toEqual([
        ['worker', 'one', 'keep'],
        ['service', 'greeter', 'keep'],
        ['spell', 'tick', 'keep'],
      ]);
    }
    expect(await greetings()).toEqual(['Hi, deal', 'Hi, deal']);
  });

  it('are left alone when nothing changed, also after the network was down', async () => {
    expect((await deploy()).deals[0]!.actions).toEqual([]);
    const before = await readFile(at('.fluence/workers.yaml'), 'utf8');
    await run('local', 'down');
    await up();
    expect((await deploy()).deals[0]).toMatchObject({ dealId: first, actions: [] });
    expect(await readFile(at('.fluence/workers.yaml'), 'utf8')).toBe(before);
    expect(await greetings()).toHaveLength(2);
  });

  it('follow what changed, and their logs tell of it', async () => {
    await project.changeService('x');
    await writeFile(at('src/spells/tick/spell.aqua'), TICK('second'));
    const { deals, workers } = await deploy();
    expect(deals[0]).toMatchObject({ dealId: first, actions: ['update'], info: { status: 'ACTIVE' } });
    expect(workers.map(({ error }) => error)).toEqual([undefined, undefined]);
    await expect
      .poll(
        async () => (await fluence(project.path, 'deal', 'logs', '--spell', 'tick')).stdout.match(/second/g),
        { timeout: 30_000 },
      )
      .toHaveLength(2);
    const { stdout } = await fluence(project.path, 'deal', 'logs');
    expect(stdout.match(/INSTALLATION_SUCCESSFUL/g)!.length).toBeGreaterThanOrEqual(4);
  });

  it('end with their deal, and begin with another one', async () => {
    await run('deal', 'stop', 'one');
    await expect.poll(greetings, { timeout: 30_000 }).toEqual([]);
    const { deals } = await deploy();
    expect(deals[0]).toMatchObject({ actions: ['create', 'match'], info: { status: 'ACTIVE' } });
    expect(deals[0]!.dealId).not.toBe(first);
    expect(await greetings()).toHaveLength(2);
  });

  it('are workers without a deal where there is no chain, which a chain later tells of', async () => {
    await run('local', 'down', '-v');
    await up('--no-chain');
    expect((await deploy()).deals).toBeUndefined();
    expect(await greetings()).toHaveLength(2);
    await run('local', 'down');
    await up();
    const { deals, workers } = await deploy('--prune');
    expect(deals[0]).toMatchObject({ actions: ['create', 'match'], info: { status: 'ACTIVE' } });
    const removed = workers.flatMap(({ steps }) => steps.filter(({ action }) => action === 'remove'));
    expect(removed).toHaveLength(2);
    expect(await greetings()).toHaveLength(2);
  });
});
