import { describe, expect, it } from 'vitest';
import { clockTrigger } from '../../src/distro.js';
import { keeper } from '../utils/keeper.js';
import { spellOf } from '../utils/packages.js';
import { jsonCid, upstreamInstalls } from '../utils/upstream-worker.js';
import { copyOf, doneIn, restarted, startWorkerPeer, type WorkerPeer } from '../utils/worker-peer.js';
import type { Wants } from '../utils/worker-wants.js';

const BASE: Wants = { services: [keeper('svc')], spells: [spellOf('spl')] };
const OTHER_SPELL = spellOf('spl', { air: '(never)', triggerConfig: clockTrigger(9), kv: { period: 2 } });

interface Case {
  readonly what: string;
  /** What is there before. @default BASE */
  readonly first?: Wants | undefined;
  readonly next: Wants;
  /** Whether upstream's installation spell made what is there. */
  readonly isUpstreams?: boolean;
}

const cases: Case[] = [
  { what: 'from nothing', first: undefined, next: BASE },
  { what: 'of a changed service', first: BASE, next: { ...BASE, services: [keeper('svc', 1)] } },
  { what: 'of a changed spell', first: BASE, next: { ...BASE, spells: [OTHER_SPELL] } },
  { what: 'that prunes', first: BASE, next: { services: [keeper('svc')], spells: [] } },
  {
    what: 'that exchanges everything',
    first: BASE,
    next: { services: [keeper('spl', 1)], spells: [spellOf('svc')] },
  },
];
const ADOPTED: Case = {
  what: 'on a worker of upstream’s',
  first: BASE,
  next: { services: [keeper('svc', 1)], spells: [OTHER_SPELL] },
  isUpstreams: true,
};

/** Where another version could be taken for somebody else's. */
const OFTEN_CUT = cases.filter(({ what }) => !what.includes('spell') && !what.includes('prunes'));
/** What the deployer wants after it has slept on it, whatever became of the last. */
const LATER: Wants = { services: [keeper('svc', 2)], spells: [spellOf('spl', { kv: { period: 3 } })] };

/** A peer that has `first`, with marks of what it keeps; to be taken up many times. */
async function prepared({ first, isUpstreams }: Case): Promise<WorkerPeer> {
  const peer = await startWorkerPeer();
  if (first === undefined) return peer;
  if (isUpstreams) await upstreamInstalls(peer, first);
  else await peer.deploy(first);
  await peer.keep('mine', 'x');
  await peer.spells.update(peer.scope, 'spl', { strings: { count: '41' } });
  await peer.stop();
  return peer;
}

/** Deploys on a peer that dies after so many changes. @returns whether it did die */
async function cutOff(peer: WorkerPeer, wants: Wants, survived: number): Promise<boolean> {
  peer.store.dieAfter(survived);
  const end = await peer.deploy(wants).then(
    ({ error }) => error,
    (error: Error) => error,
  );
  return end !== undefined;
}

/** What the worker spell notes may be late, of what was before; it is never early. */
function expectNoEarlyNotes(peer: WorkerPeer, where: string): void {
  const isNoted = (alias: string) => {
    const id = peer.holder(alias)?.serviceId;
    return id !== undefined && peer.workerSpell?.value(alias) === id;
  };
  for (const alias of ['svc', 'spl'].filter(isNoted)) {
    const { serviceType, blueprintId } = peer.holder(alias)!;
    const note = (key: string) => peer.workerSpell.value(`${key}:${alias}`);
    if (serviceType === 'service') {
      expect(note('blueprint'), where).toBe(blueprintId);
      continue;
    }
    const { triggerConfig, value } = peer.spell(alias);
    const args = { period: Number(value('period')) };
    expect([jsonCid({ period: 1 }), jsonCid(args)], where).toContain(note('init_args'));
    expect([jsonCid(clockTrigger(60)), jsonCid(triggerConfig)], where).toContain(note('trigger_config'));
  }
}

/** Everything of a worker that its users can see. */
async function look(peer: WorkerPeer) {
  const [services, spells] = ['service', 'spell'].map((type) =>
    peer.host.services.list(peer.scope).filter(({ serviceType }) => serviceType === type),
  );
  const facts = spells!.map(({ serviceId, aliases }) => {
    const spell = peer.spell(serviceId);
    const { script, triggerConfig } = spell;
    return [
      aliases.join(),
      script,
      triggerConfig.clock.period_sec,
      spell.value('period'),
      spell.value('count'),
    ];
  });
  const notes = ['svc', 'blueprint:svc', 'spl', 'trigger_config:spl', 'init_args:spl'];
  return {
    services: services!.map(({ aliases, blueprintId }) => [aliases.join(), blueprintId]).sort(),
    spells: facts.sort(),
    kept: services!.some(({ aliases }) => aliases.includes('svc')) ? await peer.kept('mine') : undefined,
    notes: notes.map((key) => {
      const text = peer.workerSpell.value(key);
      const isId = key === 'svc' || key === 'spl';
      return isId ? text === peer.holder(key)?.serviceId : text;
    }),
    state: peer.states().at(-1),
    // A module may outlive its blueprint by a crash between the two: whoever needs it finds it.
    blueprints: peer.host.services.blueprints
      .list()
      .map(({ id }) => id)
      .sort(),
  };
}

const ROUNDS_MS = 300_000;

describe('a peer that dies after any change of a deployment', () => {
  it.each([...cases, ADOPTED])(
    '$what has all of it, and nothing half-made, after the next',
    { timeout: ROUNDS_MS },
    async (each) => {
      const { first, next } = each;
      const origin = await prepared(each);
      const whole = first === undefined ? origin : await copyOf(origin);
      await whole.deploy(next);
      const wanted = await look(whole);
      expect(wanted.state).toBe('INSTALLATION_SUCCESSFUL');
      for (let survived = 0; ; survived++) {
        const dying = first === undefined ? await startWorkerPeer() : await copyOf(origin);
        if (!(await cutOff(dying, next, survived))) break;
        const peer = await restarted(dying);
        const where = `died after ${survived} changes`;
        if (peer.host.workers.list().length > 0) expectNoEarlyNotes(peer, where);
        expect((await peer.deploy(next)).error, where).toBeUndefined();
        expect(await look(peer), where).toEqual(wanted);
        const { changes } = peer.store;
        expect(doneIn(await peer.deploy(next)), where).toEqual([]);
        expect(peer.store.changes, where).toBe(changes);
        await peer.stop();
      }
    },
  );

  it.each(OFTEN_CUT)('$what takes the version after that as well', { timeout: ROUNDS_MS }, async (each) => {
    const { first, next } = each;
    const origin = await prepared(each);
    for (let survived = 0; ; survived++) {
      const dying = first === undefined ? await startWorkerPeer() : await copyOf(origin);
      if (!(await cutOff(dying, next, survived))) break;
      const peer = await restarted(dying);
      const where = `died after ${survived} changes`;
      expect((await peer.deploy(LATER)).error, where).toBeUndefined();
      expect(
        peer.services().map(({ aliases }) => aliases),
        where,
      ).toEqual([['svc']]);
      expect(peer.spell('spl').value('period'), where).toBe('3');
      expect(doneIn(await peer.deploy(LATER)), where).toEqual([]);
      await peer.stop();
    }
  });
});
