import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { seededRandom } from '../utils/random.js';
import { tempDir } from '../utils/temp-dir.js';

/** A few in CI; the long run: `NOCTILUCA_ROUNDS=100 npx vitest run faults/spells-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 4);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_126);
const LANES = [0, 1];
const MAX_CHANGES = 40;
const MAX_DELAY_MS = 25;
const ROUND_MS = 60_000;
/** Marks of one round of one lane. */
const MARKS = 1_000_000;

interface Spell {
  readonly id: string;
  readonly worker?: string;
}

type Change =
  | { readonly verb: 'createWorker'; readonly deal: string }
  | { readonly verb: 'removeWorker'; readonly worker: string }
  | { readonly verb: 'install'; readonly worker?: string; readonly mark: number }
  | ({ readonly verb: 'update'; readonly mark: number } & Spell)
  | ({ readonly verb: 'remove' } & Spell);

interface Message {
  readonly ready?: true;
  readonly answer?: unknown;
  readonly failed?: string;
  readonly lane?: number;
  readonly begun?: Change;
  readonly done?: Change & { readonly result?: string };
}

interface SeenSpell extends Spell {
  readonly whole: boolean;
  readonly marks: { readonly script: number; readonly data: number; readonly triggers: number };
  readonly version: number;
  readonly willRun: boolean;
  readonly aliasLeads: boolean;
  readonly counter: number;
}

interface Seen {
  readonly spells: readonly SeenSpell[];
  readonly orphans: readonly string[];
  readonly workers: readonly { readonly id: string; readonly hasKey: boolean }[];
}

/** What one lane was told, and what may be half-way. */
interface Lane {
  readonly spells: Map<string, { readonly mark: number; readonly worker: string | undefined }>;
  readonly workers: Set<string>;
  underWay: Change | undefined;
}

function acknowledge({ spells, workers }: Lane, change: NonNullable<Message['done']>): void {
  if (change.verb === 'createWorker') workers.add(change.result!);
  if (change.verb === 'install') {
    spells.set(change.result!, { mark: change.mark, worker: change.worker });
  }
  if (change.verb === 'update') spells.set(change.id, { mark: change.mark, worker: change.worker });
  if (change.verb === 'remove') spells.delete(change.id);
  if (change.verb !== 'removeWorker') return;
  workers.delete(change.worker);
  for (const [id, { worker }] of spells) if (worker === change.worker) spells.delete(id);
}

/** A peer in a process of its own. */
class Peer {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onMessage: (message: Message) => void = () => {};

  constructor(folder: string) {
    const script = path.join(repository, 'test', 'faults', 'spells-churn.mjs');
    this.#child = fork(script, [folder], { execArgv: [] });
    // What was said before the end is read before the channel closes.
    this.#ended = Promise.all([once(this.#child, 'exit'), once(this.#child, 'disconnect')]);
    this.#child.on('message', (message: Message) => this.#onMessage(message));
  }

  /** Calls for every message until `take` gives a value. */
  receive<T>(take: (message: Message) => T | undefined): Promise<T> {
    return new Promise((resolve, reject) => {
      this.#onMessage = (message) => {
        if (message.failed !== undefined) return reject(new Error(message.failed));
        const value = take(message);
        if (value !== undefined) resolve(value);
      };
      this.#ended.then(() => reject(new Error('the peer ended')));
    });
  }

  async ask<T>(request: string, argument: object = {}): Promise<T> {
    const answered = this.receive((message) =>
      'answer' in message ? { value: message.answer as T } : undefined,
    );
    this.#child.send({ request, argument });
    return (await answered).value;
  }

  send(request: string, argument: object): void {
    this.#child.send({ request, argument });
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#ended;
  }

  async stop(): Promise<void> {
    this.#child.send({ request: 'stop' });
    await this.#ended;
  }
}

describe('`kill -9` of a peer that installs, updates and removes spells while they run', () => {
  const random = seededRandom(SEED);
  const lanes: Lane[] = LANES.map(() => ({ spells: new Map(), workers: new Set(), underWay: undefined }));
  const counters = new Map<string, number>();
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let peer: Peer;

  const start = async () => {
    peer = new Peer(folder.path);
    await peer.receive(({ ready }) => ready);
  };

  beforeAll(async () => {
    folder = await tempDir('spells-kill');
    await start();
  });
  afterAll(async () => {
    await peer.stop();
    await folder.remove();
  });

  const rounds = Array.from({ length: ROUNDS }, (_, round) => ({
    round,
    changes: 1 + Math.floor(random() * MAX_CHANGES),
    delayMs: random() * MAX_DELAY_MS,
    seeds: LANES.map(() => Math.floor(random() * 2 ** 32)),
  }));

  it.each(rounds)(
    'after $changes changes and a moment (round $round) leaves every spell whole, every key, and all goes on',
    async ({ round, changes, delayMs, seeds }) => {
      await churn(round, seeds, changes, delayMs);
      await start();
      const seen = await peer.ask<Seen>('look');
      expectWhole(seen);
      expectWorkers(seen);
      expectSpells(seen);
      adopt(seen);
      expectRuns(seen, await peer.ask<Seen>('runs', { ms: 2_000 }));
    },
    ROUND_MS,
  );

  /** Lets the lanes work, and kills the peer at the moment that the round says. */
  async function churn(round: number, seeds: readonly number[], changes: number, delayMs: number) {
    let left = changes;
    const enough = peer.receive(({ lane, begun, done }) => {
      if (lane === undefined) return undefined;
      lanes[lane]!.underWay = begun;
      if (done === undefined) return undefined;
      acknowledge(lanes[lane]!, done);
      return --left === 0 ? true : undefined;
    });
    peer.send('churn', {
      lanes: lanes.map(({ spells, workers }, lane) => ({
        spells: [...spells].map(([id, { worker }]) => ({ id, ...(worker === undefined ? {} : { worker }) })),
        workers: [...workers],
        seed: seeds[lane],
        firstMark: (round * LANES.length + lane) * MARKS,
      })),
    });
    await enough;
    // The moment within or between changes; what comes meanwhile is still heard.
    await delay(delayMs);
    await peer.kill();
  }

  const underWay = <Verb extends Change['verb']>(verb: Verb): Extract<Change, { verb: Verb }>[] =>
    lanes.flatMap(({ underWay: change }) =>
      change?.verb === verb ? [change as Extract<Change, { verb: Verb }>] : [],
    );

  /** No part of a spell without the rest, and no part of one version with that of another. */
  function expectWhole({ spells, orphans }: Seen): void {
    expect(orphans).toEqual([]);
    for (const { id, whole, marks, willRun, aliasLeads, counter } of spells) {
      expect({ id, whole, willRun, aliasLeads }).toEqual({
        id,
        whole: true,
        willRun: true,
        aliasLeads: true,
      });
      expect({ data: marks.data, triggers: marks.triggers }).toEqual({
        data: marks.script,
        triggers: marks.script,
      });
      expect(counter).toBeGreaterThanOrEqual(counters.get(id) ?? 0);
    }
  }

  function expectWorkers({ workers }: Seen): void {
    const there = workers.map(({ id }) => id);
    for (const worker of workers) expect(worker).toEqual({ id: worker.id, hasKey: true });
    const acknowledged = lanes.flatMap((lane) => [...lane.workers]);
    const missing = acknowledged.filter((id) => !there.includes(id));
    expect(underWay('removeWorker').map(({ worker }) => worker)).toEqual(expect.arrayContaining(missing));
    const more = there.filter((id) => !acknowledged.includes(id));
    expect(more.length).toBeLessThanOrEqual(underWay('createWorker').length);
  }

  function expectSpells({ spells, workers }: Seen): void {
    const there = new Map(spells.map((spell) => [spell.id, spell]));
    const gone = new Set(underWay('removeWorker').map(({ worker }) => worker));
    for (const { worker } of workers.map(({ id }) => ({ worker: id }))) gone.delete(worker);
    const leaving = underWay('remove').map(({ id }) => id);
    for (const [id, { mark, worker }] of lanes.flatMap((lane) => [...lane.spells])) {
      const found = there.get(id);
      if (found === undefined) {
        expect(leaving.includes(id) || (worker !== undefined && gone.has(worker))).toBe(true);
        continue;
      }
      const changing = underWay('update').filter((change) => change.id === id);
      expect([mark, ...changing.map((change) => change.mark)]).toContain(found.marks.script);
    }
    const acknowledged = lanes.flatMap((lane) => [...lane.spells.keys()]);
    const more = spells.filter(({ id }) => !acknowledged.includes(id));
    const begun = underWay('install').map(({ mark }) => mark);
    for (const { marks } of more) expect(begun).toContain(marks.script);
  }

  /** All run twice in two virtual seconds, and count on. */
  function expectRuns({ spells: before }: Seen, { spells: after }: Seen): void {
    for (const { id, counter } of before) {
      const now = after.find((spell) => spell.id === id)?.counter ?? 0;
      expect(now).toBeGreaterThanOrEqual(counter + 2);
      counters.set(id, now);
    }
  }

  /** What is there now has to be there after the next round too. */
  function adopt({ spells, workers }: Seen): void {
    const thereWorkers = workers.map(({ id }) => id);
    const moreWorkers = thereWorkers.filter((id) => !lanes.some((lane) => lane.workers.has(id)));
    for (const lane of lanes) {
      for (const id of lane.workers) if (!thereWorkers.includes(id)) lane.workers.delete(id);
      const created = lane.underWay?.verb === 'createWorker' ? moreWorkers.splice(0, 1) : [];
      for (const id of created) lane.workers.add(id);
      const { underWay: change } = lane;
      for (const { id, worker, marks } of spells) {
        const isNew = change?.verb === 'install' && change.mark === marks.script;
        if (lane.spells.has(id) || isNew) lane.spells.set(id, { mark: marks.script, worker });
      }
      const there = spells.map(({ id }) => id);
      for (const id of lane.spells.keys()) if (!there.includes(id)) lane.spells.delete(id);
      lane.underWay = undefined;
    }
  }
});
