import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import type { LocalPeer, LocalState } from '@noctiluca/local-network';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { answer, call, seq } from '../utils/air.js';
import { connectClient } from '../utils/client.js';
import { fluence, fluenceJson, startFluence } from '../utils/command.js';
import { makeProject, type TestProject } from '../utils/project.js';
import { seededRandom } from '../utils/random.js';

/** A few in CI; more look for rarer moments: `NOCTILUCA_ROUNDS=50 npx vitest run faults/deploy-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 3);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_123);
/** From the first change on a worker to the last, milliseconds, and some more. */
const CHANGING_MS = 250;
/** From the start of the command to its end. */
const COMMAND_MS = 2500;
const ROUND_MS = 90_000;

interface Report {
  readonly peer: string;
  readonly workerId: string;
  readonly steps: {
    readonly kind: string;
    readonly alias: string;
    readonly action: string;
    readonly id?: string;
  }[];
  readonly error?: string;
}

interface Row {
  readonly state: string;
  readonly services: string[];
  readonly spells: string[];
}

const spellAqua = (mark: string) => `aqua Tick
export spell
import Spell from "@fluencelabs/spell/spell_service.aqua"

func spell():
    Spell "tick"
    Spell.store_log("${mark}")
`;

/** A project with a service that keeps files and a spell, on some peers, and what may happen to it. */
async function makeStage(targetWorkers: number) {
  const yaml = `spells: {tick: {get: src/spells/tick}}\ndeployments:\n  one: {targetWorkers: ${targetWorkers}, services: [keeper, greeter], spells: [tick]}\n`;
  const project = await makeProject(yaml, ['greeter', 'keeper']);
  const folder = path.join(project.path, 'src/spells/tick');
  await mkdir(folder, { recursive: true });
  await writeFile(
    path.join(folder, 'spell.yaml'),
    'version: 0\naquaFilePath: ./spell.aqua\nfunction: spell\nclock: {periodSec: 3600}\n',
  );
  const stage = {
    project,
    peers: [] as readonly LocalPeer[],
    pid: 0,
    async change(mark: string) {
      await project.changeService(mark);
      await project.changeService(mark, 'keeper');
      await writeFile(path.join(folder, 'spell.aqua'), spellAqua(mark));
    },
    async up(...flags: string[]) {
      const state = await fluenceJson<LocalState>(
        project.path,
        'local',
        'up',
        '--free-ports',
        '--no-chain',
        ...flags,
      );
      stage.peers = state.peers;
      stage.pid = state.pid;
    },
    deploy: async (...flags: string[]) =>
      (await fluenceJson<{ workers: Report[] }>(project.path, 'deploy', ...flags)).workers,
    /** Calls a function of the keeper on the worker of a peer. */
    async keeper({ workerId }: Report, peer: LocalPeer, fn: string, ...args: string[]): Promise<unknown> {
      const client = await connectClient(peer);
      try {
        const script = seq(
          call(
            workerId,
            'keeper',
            fn,
            args.map((arg) => JSON.stringify(arg)),
            'found',
          ),
          call(peer.peerId, 'op', 'noop', []),
          answer(client.peerId, 'found'),
        );
        return (await client.execute(script))[0];
      } finally {
        await client.stop();
      }
    },
    async expectWhole() {
      const rows = await fluenceJson<Row[]>(project.path, 'workers', 'ls');
      expect(rows.map(({ state, services, spells }) => [state, [...services].sort(), spells])).toEqual(
        rows.map(() => ['INSTALLATION_SUCCESSFUL', ['greeter', 'keeper'], ['tick']]),
      );
      const again = await stage.deploy('--dry-run', '--prune');
      expect(again.flatMap(({ steps }) => steps).filter(({ action }) => action !== 'keep')).toEqual([]);
    },
  };
  return stage;
}

type Stage = Awaited<ReturnType<typeof makeStage>>;

const record = async ({ path: root }: TestProject) =>
  parse(await readFile(path.join(root, '.fluence/workers.yaml'), 'utf8')) as {
    deals: { local: Record<string, { definition: string }> };
  };

/** Resolves when the worker of a peer is another than it was: the deployment has come to it, or is over. */
async function untilChanging(url: string, isOver: () => boolean): Promise<void> {
  const look = async () => (await fetch(url)).text();
  const withoutClock = (text: string) => text.replace(/"nowSec":\d+/, '');
  const before = withoutClock(await look());
  while (!isOver() && withoutClock(await look()) === before) await delay(1);
}

describe('`fluence deploy` while the network is killed', () => {
  const random = seededRandom(SEED);
  let stage: Stage;
  let dealId: string;

  beforeAll(async () => {
    stage = await makeStage(1);
    await stage.change('first');
    await stage.up('--noxes', '1');
    const [made] = await stage.deploy();
    await stage.keeper(made!, stage.peers[0]!, 'put', 'kept', 'since the beginning');
    const [row] = await fluenceJson<{ dealId: string }[]>(stage.project.path, 'workers', 'ls');
    dealId = row!.dealId;
  });
  afterAll(() => stage.project.remove());

  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
    round,
    ms: Math.floor(((round + random()) / ROUNDS) * CHANGING_MS),
  }));

  it.each(rounds)(
    '$ms ms after the first change (round $round): the next run completes it, and files stay',
    async ({ round, ms }) => {
      await stage.change(`round ${round}`);
      const { child, finished } = startFluence(stage.project.path, 'deploy', '--json');
      let over = false;
      const ended = finished.then(() => {
        over = true;
      });
      await untilChanging(`${stage.peers[0]!.http}/api/deployments/${dealId}`, () => over);
      await delay(ms);
      process.kill(stage.pid, 'SIGKILL');
      // It would wait for answers until its particle expires.
      child.kill('SIGKILL');
      await ended;

      await stage.up('--noxes', '1');
      const [completed] = await stage.deploy();
      expect(completed!.error).toBeUndefined();
      await stage.expectWhole();
      expect(await stage.keeper(completed!, stage.peers[0]!, 'get', 'kept')).toMatchObject({
        found: true,
        value: 'since the beginning',
      });
    },
    ROUND_MS,
  );
});

describe('`fluence deploy` that ends early, or is not alone', () => {
  const random = seededRandom(SEED);
  let stage: Stage;

  beforeAll(async () => {
    stage = await makeStage(3);
    await stage.change('first');
    await stage.up('--isolate');
  });
  afterAll(() => stage.project.remove());

  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
    round,
    ms: Math.floor(((round + random()) / ROUNDS) * COMMAND_MS),
  }));

  it.each(rounds)(
    'killed after $ms ms (round $round): the next run completes it',
    async ({ round, ms }) => {
      await stage.change(`killed ${round}`);
      const { child, finished } = startFluence(stage.project.path, 'deploy', '--json');
      await delay(ms);
      child.kill('SIGKILL');
      await finished;
      await stage.deploy();
      await stage.expectWhole();
    },
    ROUND_MS,
  );

  it(
    'by Ctrl-C ends with 130 and says how to go on',
    async () => {
      await stage.change('interrupted');
      const { child, finished } = startFluence(stage.project.path, 'deploy');
      const url = `${stage.peers[0]!.http}/api/deployments`;
      const [row] = await fluenceJson<{ dealId: string }[]>(stage.project.path, 'workers', 'ls');
      await untilChanging(`${url}/${row!.dealId}`, () => child.exitCode !== null);
      child.kill('SIGINT');
      const { code, stderr } = await finished;
      expect(code).toBe(130);
      expect(stderr).toContain('run "fluence deploy" again');
      await stage.deploy();
      await stage.expectWhole();
    },
    ROUND_MS,
  );

  it(
    'two at once bring about one of what they want, and record it',
    async () => {
      await stage.change('two');
      const both = await Promise.all([
        fluence(stage.project.path, 'deploy', '--json'),
        fluence(stage.project.path, 'deploy', '--json'),
      ]);
      expect(both.map(({ code }) => code)).toEqual([0, 0]);
      await stage.expectWhole();
      const [report] = await stage.deploy();
      expect((await record(stage.project)).deals.local.one!.definition).toBe(
        (report as unknown as { definition: string }).definition,
      );
    },
    ROUND_MS,
  );

  it(
    'on a peer that does not answer tells of it, and does the others',
    async () => {
      await stage.change('death');
      const died = stage.peers[2]!;
      const { process: facts } = (await (await fetch(`${died.http}/api/describe`)).json()) as {
        process: { pid: number };
      };
      // One that was killed would be started again.
      process.kill(facts.pid, 'SIGSTOP');
      const { code, stdout } = await fluence(stage.project.path, 'deploy', '--json', '--ttl', '5000');
      process.kill(facts.pid, 'SIGKILL');
      const { workers } = JSON.parse(stdout) as { workers: Report[] };
      expect(code).toBe(1);
      expect(workers.map(({ peer, error }) => [peer, error === undefined])).toEqual([
        ['nox-0', true],
        ['nox-1', true],
        ['nox-2', false],
      ]);
      await fluence(stage.project.path, 'local', 'down');
      await stage.up();
      await stage.deploy();
      await stage.expectWhole();
    },
    ROUND_MS,
  );
});
