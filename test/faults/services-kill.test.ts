import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { env } from 'node:process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { seededRandom } from '../utils/random.js';
import { tempDir } from '../utils/temp-dir.js';

/** A few in CI; the long run: `NOCTILUCA_ROUNDS=200 npx vitest run faults/services-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 4);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_123);
const LANES = [0, 1];
const MAX_CHANGES = 40;
const MAX_DELAY_MS = 25;
const ROUND_MS = 60_000;

const namesOf = (lane: number): string[] => [`first-of-${lane}`, `second-of-${lane}`];
const NAMES = LANES.flatMap(namesOf);

type Change =
  | { readonly verb: 'create' }
  | { readonly verb: 'remove'; readonly id: string }
  | { readonly verb: 'alias'; readonly alias: string; readonly id: string }
  | { readonly verb: 'addModule' }
  | { readonly verb: 'removeModule'; readonly cid: string };

interface Message {
  readonly ready?: true;
  readonly answer?: unknown;
  readonly failed?: string;
  readonly lane?: number;
  readonly begun?: Change;
  readonly done?: Change & { readonly result?: string };
}

interface Seen {
  readonly failures: readonly unknown[];
  readonly services: readonly {
    readonly id: string;
    readonly aliases: string[];
    readonly data: string | null;
  }[];
  readonly modules: readonly string[];
  /** Service of each of the names, in their order. */
  readonly resolved: readonly (string | null)[];
  readonly storage: readonly string[];
  readonly ephemeral: readonly string[];
  readonly blobs: readonly string[];
}

/** What one lane was told: services, owners of names and modules that must be there, and what may be half-way. */
interface Lane {
  readonly ids: Set<string>;
  readonly owners: Map<string, string>;
  readonly cids: Set<string>;
  underWay: Change | undefined;
}

function acknowledge({ ids, owners, cids }: Lane, change: NonNullable<Message['done']>): void {
  if (change.verb === 'create') ids.add(change.result!);
  if (change.verb === 'alias') owners.set(change.alias, change.id);
  if (change.verb === 'addModule') cids.add(change.result!);
  if (change.verb === 'removeModule') cids.delete(change.cid);
  if (change.verb !== 'remove') return;
  ids.delete(change.id);
  for (const [name, owner] of owners) if (owner === change.id) owners.delete(name);
}

/** A peer in a process of its own. */
class Peer {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #onMessage: (message: Message) => void = () => {};

  constructor(folder: string) {
    const script = path.join(repository, 'test', 'faults', 'services-churn.mjs');
    const wasm = path.join(repository, 'services', 'greeter', 'phrasebook', 'phrasebook.wasm');
    this.#child = fork(script, [folder, wasm], { execArgv: [] });
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

describe('`kill -9` of a peer that creates, names and removes services', () => {
  const random = seededRandom(SEED);
  const lanes: Lane[] = LANES.map(() => ({
    ids: new Set(),
    owners: new Map(),
    cids: new Set(),
    underWay: undefined,
  }));
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let peer: Peer;
  let blueprintId: string;
  let kept: readonly string[];
  /** Services that were there when the kill came between their creation and the file that the test gives each. */
  const withoutData = new Set<string>();

  const start = async () => {
    peer = new Peer(folder.path);
    await peer.receive(({ ready }) => ready);
  };

  beforeAll(async () => {
    folder = await tempDir('services-kill');
    await start();
    blueprintId = await peer.ask<string>('deploy');
    kept = (await peer.ask<Seen>('look', { names: NAMES })).modules;
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
    'after $changes changes and a moment (round $round) leaves all that was acknowledged and nothing half-done',
    async ({ changes, delayMs, seeds }) => {
      await churn(seeds, changes, delayMs);
      await start();
      const seen = await peer.ask<Seen>('look', { names: NAMES });
      expectWhole(seen);
      expectServices(seen);
      expectNames(seen);
      expectModules(seen);
      adopt(seen);
    },
    ROUND_MS,
  );

  /** Lets the lanes work, and kills the peer at the moment that the round says. */
  async function churn(seeds: readonly number[], changes: number, delayMs: number): Promise<void> {
    let left = changes;
    const enough = peer.receive(({ lane, begun, done }) => {
      if (lane === undefined) return undefined;
      lanes[lane]!.underWay = begun;
      if (done === undefined) return undefined;
      acknowledge(lanes[lane]!, done);
      return --left === 0 ? true : undefined;
    });
    peer.send('churn', {
      lanes: lanes.map(({ ids, cids }, lane) => ({
        ids: [...ids],
        cids: [...cids],
        aliases: namesOf(lane),
        seed: seeds[lane],
        blueprintId,
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

  /** No part of a service without the rest. */
  function expectWhole({ failures, services, storage, ephemeral, modules, blobs }: Seen): void {
    const ids = services.map(({ id }) => id).sort();
    expect(failures).toEqual([]);
    expect([...storage].sort()).toEqual(ids);
    expect(ids).toEqual(expect.arrayContaining([...ephemeral]));
    expect([...blobs].sort()).toEqual(modules.map((cid) => `${cid}.wasm`).sort());
  }

  function expectServices({ services }: Seen): void {
    const there = services.map(({ id }) => id);
    const acknowledged = lanes.flatMap(({ ids }) => [...ids]);
    const missing = acknowledged.filter((id) => !there.includes(id));
    const leaving = underWay('remove').map(({ id }) => id);
    expect(leaving).toEqual(expect.arrayContaining(missing));
    const more = services.filter(({ id }) => !acknowledged.includes(id));
    expect(more.length).toBeLessThanOrEqual(underWay('create').length);
    for (const { aliases } of more) expect(aliases).toEqual([]);
    for (const { id, data } of services) {
      if (acknowledged.includes(id) && !withoutData.has(id)) expect(data).toBe(id);
    }
  }

  function expectNames({ services, resolved }: Seen): void {
    const there = new Set(services.map(({ id }) => id));
    for (const [index, name] of NAMES.entries()) {
      const owner = resolved[index] ?? undefined;
      const holders = services.filter(({ aliases }) => aliases.includes(name)).map(({ id }) => id);
      expect(holders).toEqual(owner === undefined ? [] : [owner]);
      const before = lanes.flatMap(({ owners }) => owners.get(name) ?? [])[0];
      const stays = before !== undefined && there.has(before) ? before : undefined;
      const moving = underWay('alias').filter(({ alias }) => alias === name);
      expect([stays, ...moving.map(({ id }) => id)]).toContain(owner);
    }
  }

  function expectModules({ modules }: Seen): void {
    const acknowledged = [...kept, ...lanes.flatMap(({ cids }) => [...cids])];
    const missing = acknowledged.filter((cid) => !modules.includes(cid));
    expect(underWay('removeModule').map(({ cid }) => cid)).toEqual(expect.arrayContaining(missing));
    const more = modules.filter((cid) => !acknowledged.includes(cid));
    expect(more.length).toBeLessThanOrEqual(underWay('addModule').length);
  }

  /** What is there now has to be there after the next round too. */
  function adopt({ services, modules, resolved }: Seen): void {
    for (const { id, data } of services) if (data !== id) withoutData.add(id);
    const there = services.map(({ id }) => id);
    const known = lanes.flatMap(({ ids }) => [...ids]);
    const more = there.filter((id) => !known.includes(id));
    for (const [index, lane] of lanes.entries()) {
      const created = lane.underWay?.verb === 'create' ? more.splice(0, 1) : [];
      for (const id of lane.ids) if (!there.includes(id)) lane.ids.delete(id);
      for (const id of created) lane.ids.add(id);
      for (const cid of lane.cids) if (!modules.includes(cid)) lane.cids.delete(cid);
      lane.owners.clear();
      for (const name of namesOf(index)) {
        const owner = resolved[NAMES.indexOf(name)];
        if (owner) lane.owners.set(name, owner);
      }
      lane.underWay = undefined;
    }
    const cids = [...kept, ...lanes.flatMap((lane) => [...lane.cids])];
    for (const cid of modules) if (!cids.includes(cid)) lanes[0]!.cids.add(cid);
  }
});
