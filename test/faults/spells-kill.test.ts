import { env } from 'node:process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tempDir } from '../utils/temp-dir.js';
import { ChurningPeer, type Done, type Lane, randomRounds, underWay } from './churning-peer.js';

/** A few in CI; the long run: `NOCTILUCA_ROUNDS=100 npx vitest run faults/spells-kill`. */
const ROUNDS = Number(env.NOCTILUCA_ROUNDS ?? 4);
const SEED = Number(env.NOCTILUCA_SEED ?? 20_261_126);
const LANES = [0, 1];
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
interface Told extends Lane<Change> {
  readonly spells: Map<string, { readonly mark: number; readonly worker: string | undefined }>;
  readonly workers: Set<string>;
}

function acknowledge({ spells, workers }: Told, change: Done<Change>): void {
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

describe('`kill -9` of a peer that installs, updates and removes spells while they run', () => {
  const lanes: Told[] = LANES.map(() => ({ spells: new Map(), workers: new Set(), underWay: undefined }));
  const counters = new Map<string, number>();
  let folder: Awaited<ReturnType<typeof tempDir>>;
  let peer: ChurningPeer<Change>;

  const start = async () => {
    peer = await ChurningPeer.start('spells-churn.mjs', folder.path);
  };

  beforeAll(async () => {
    folder = await tempDir('spells-kill');
    await start();
  });
  afterAll(async () => {
    await peer.stop();
    await folder.remove();
  });

  const planOf =
    (round: number) =>
    ({ spells, workers }: Told, lane: number) => ({
      spells: [...spells].map(([id, { worker }]) => ({ id, ...(worker === undefined ? {} : { worker }) })),
      workers: [...workers],
      firstMark: (round * LANES.length + lane) * MARKS,
    });

  it.each(randomRounds(ROUNDS, SEED, LANES.length))(
    'after $changes changes and a moment (round $round) leaves every spell whole, every key, and all goes on',
    async (round) => {
      await peer.churnAndKill(lanes, round, planOf(round.round), acknowledge);
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
    expect(underWay(lanes, 'removeWorker').map(({ worker }) => worker)).toEqual(
      expect.arrayContaining(missing),
    );
    const more = there.filter((id) => !acknowledged.includes(id));
    expect(more.length).toBeLessThanOrEqual(underWay(lanes, 'createWorker').length);
  }

  function expectSpells({ spells, workers }: Seen): void {
    const there = new Map(spells.map((spell) => [spell.id, spell]));
    const gone = new Set(underWay(lanes, 'removeWorker').map(({ worker }) => worker));
    for (const { worker } of workers.map(({ id }) => ({ worker: id }))) gone.delete(worker);
    const leaving = underWay(lanes, 'remove').map(({ id }) => id);
    for (const [id, { mark, worker }] of lanes.flatMap((lane) => [...lane.spells])) {
      const found = there.get(id);
      if (found === undefined) {
        expect(leaving.includes(id) || (worker !== undefined && gone.has(worker))).toBe(true);
        continue;
      }
      const changing = underWay(lanes, 'update').filter((change) => change.id === id);
      expect([mark, ...changing.map((change) => change.mark)]).toContain(found.marks.script);
    }
    const acknowledged = lanes.flatMap((lane) => [...lane.spells.keys()]);
    const more = spells.filter(({ id }) => !acknowledged.includes(id));
    const begun = underWay(lanes, 'install').map(({ mark }) => mark);
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
