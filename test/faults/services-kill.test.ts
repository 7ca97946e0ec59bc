import path from 'node:path';
import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { repository } from '../utils/command.js';
import { tempDir } from '../utils/temp-dir.js';
import { ChurningPeer, type Done, type Lane, randomRounds, underWay } from './churning-peer.js';

/** A few in CI; the long run: `NOCTILUCA_ROUNDS=200 npx vitest run faults/services-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 4);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_123);
const LANES = [0, 1];
const ROUND_MS = 60_000;

const namesOf = (lane: number): string[] => [`first-of-${lane}`, `second-of-${lane}`];
const NAMES = LANES.flatMap(namesOf);

type Change =
  | { readonly verb: 'create' }
  | { readonly verb: 'remove'; readonly id: string }
  | { readonly verb: 'alias'; readonly alias: string; readonly id: string }
  | { readonly verb: 'addModule' }
  | { readonly verb: 'removeModule'; readonly cid: string };

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
interface Told extends Lane<Change> {
  readonly ids: Set<string>;
  readonly owners: Map<string, string>;
  readonly cids: Set<string>;
}

function acknowledge({ ids, owners, cids }: Told, change: Done<Change>): void {
  if (change.verb === 'create') ids.add(change.result!);
  if (change.verb === 'alias') owners.set(change.alias, change.id);
  if (change.verb === 'addModule') cids.add(change.result!);
  if (change.verb === 'removeModule') cids.delete(change.cid);
  if (change.verb !== 'remove') return;
  ids.delete(change.id);
  for (const [name, owner] of owners) if (owner === change.id) owners.delete(name);
}

describe('`kill -9` of a peer that creates, names and removes services', () => {
  const lanes: Told[] = LANES.map(() => ({
    ids: new Set(),
    owners: new Map(),
    cids: new Set(),
    underWay: undefined,
  }));
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let peer: ChurningPeer<Change>;
  let blueprintId: string;
  let kept: readonly string[];
  /** Services that were there when the kill came between their creation and the file that the test gives each. */
  const withoutData = new Set<string>();

  const start = async () => {
    const wasm = path.join(repository, 'services', 'greeter', 'phrasebook', 'phrasebook.wasm');
    peer = await ChurningPeer.start('services-churn.mjs', folder.path, wasm);
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

  const plan = ({ ids, cids }: Told, lane: number) => ({
    ids: [...ids],
    cids: [...cids],
    aliases: namesOf(lane),
    blueprintId,
  });

  it.each(randomRounds(ROUNDS, SEED, LANES.length))(
    'after $changes changes and a moment (round $round) leaves all that was acknowledged and nothing half-done',
    async (round) => {
      await peer.churnAndKill(lanes, round, plan, acknowledge);
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

  /** No part of a service without the rest. */
  function expectWhole({ failures, services, storage, ephemeral, modules, blobs }: Seen): void {
    const ids = services.map(({ id }) => id).sort();
    expect(failures).toEqual([]);
    // What a kill left of a service that was being removed, or made, is aside.
    expect([...storage].filter((name) => name !== 'orphans').sort()).toEqual(ids);
    expect(ids).toEqual(expect.arrayContaining([...ephemeral]));
    expect([...blobs].sort()).toEqual(modules.map((cid) => `${cid}.wasm`).sort());
  }

  function expectServices({ services }: Seen): void {
    const there = services.map(({ id }) => id);
    const acknowledged = lanes.flatMap(({ ids }) => [...ids]);
    const missing = acknowledged.filter((id) => !there.includes(id));
    const leaving = underWay(lanes, 'remove').map(({ id }) => id);
    expect(leaving).toEqual(expect.arrayContaining(missing));
    const more = services.filter(({ id }) => !acknowledged.includes(id));
    expect(more.length).toBeLessThanOrEqual(underWay(lanes, 'create').length);
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
      const moving = underWay(lanes, 'alias').filter(({ alias }) => alias === name);
      expect([stays, ...moving.map(({ id }) => id)]).toContain(owner);
    }
  }

  function expectModules({ modules }: Seen): void {
    const acknowledged = [...kept, ...lanes.flatMap(({ cids }) => [...cids])];
    const missing = acknowledged.filter((cid) => !modules.includes(cid));
    expect(underWay(lanes, 'removeModule').map(({ cid }) => cid)).toEqual(expect.arrayContaining(missing));
    const more = modules.filter((cid) => !acknowledged.includes(cid));
    expect(more.length).toBeLessThanOrEqual(underWay(lanes, 'addModule').length);
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
