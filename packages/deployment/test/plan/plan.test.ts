import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.js';
import { type DesiredOptions, desiredAliases, desiredState } from '../../src/desired.js';
import { clockTrigger, type PackageDistro } from '../../src/distro.js';
import { plan } from '../../src/plan/plan.js';
import { factsOf, isChange } from '../../src/plan/step.js';
import { ModelPeer, STRANGER } from '../utils/model-peer.js';
import { initOf, packageOf, serviceOf, spellOf } from '../utils/packages.js';

const context = (peer: ModelPeer) => ({
  life: peer.life,
  signal: new AbortController().signal,
  now: () => 1_700_000_000_000,
});

async function planFor(peer: ModelPeer, distros: readonly PackageDistro[], options: DesiredOptions = {}) {
  const desired = desiredState(distros, options);
  return plan(desired, await peer.observe(desiredAliases(desired)));
}

async function deploy(peer: ModelPeer, distros: readonly PackageDistro[], options: DesiredOptions = {}) {
  return apply(await planFor(peer, distros, options), peer, context(peer));
}

/** The steps in short: `update spell s: script changed`. */
async function stepsFor(peer: ModelPeer, distros: readonly PackageDistro[], options: DesiredOptions = {}) {
  const { packages } = await planFor(peer, distros, options);
  return packages.flatMap(({ steps }) =>
    steps.map((step) => {
      const { action, kind, alias, reason } = factsOf(step);
      const what = [action, kind, alias].filter(Boolean).join(' ');
      return reason === undefined || action === 'conflict' ? what : `${what}: ${reason}`;
    }),
  );
}

/** A package with one of each. */
const base = packageOf('p', {
  services: [serviceOf('svc', 'v1', { binaries: { svc: { tool: '/bin/tool' } } })],
  spells: [spellOf('spl')],
  init: initOf(['svc'], 'a'),
});
const changed = (changes: Partial<PackageDistro>): PackageDistro[] => [{ ...base, ...changes }];
const deployed = async () => {
  const peer = new ModelPeer();
  await deploy(peer, [base]);
  return peer;
};

interface Case {
  readonly id: string;
  /** What the peer has before. @default the base package deployed */
  readonly peer?: () => ModelPeer | Promise<ModelPeer>;
  readonly desired: readonly PackageDistro[];
  readonly options?: DesiredOptions;
  readonly steps: readonly string[];
}

const KEPT = ['keep service svc', 'keep spell spl'];
const cases: Case[] = [
  {
    id: 'absent',
    peer: () => new ModelPeer(),
    desired: [base],
    steps: ['install service svc', 'install spell spl', 'initialise: the services are new'],
  },
  { id: 'the same', desired: [base], steps: KEPT },
  { id: 'another version, nothing else', desired: changed({ version: '1.0.1' }), steps: KEPT },
  {
    id: 'another blueprint',
    desired: changed({ services: [serviceOf('svc', 'v2')] }),
    steps: ['update service svc: blueprint changed', 'keep spell spl'],
  },
  {
    id: 'another blueprint whose state is not kept',
    desired: changed({ services: [serviceOf('svc', 'v2', { onUpdate: 'reset' })] }),
    steps: [
      'reinstall service svc: blueprint changed, and its state is not kept',
      'keep spell spl',
      'initialise: the services are new',
    ],
  },
  {
    id: 'another blueprint that upgrades the state',
    desired: changed({
      services: [serviceOf('svc', 'v2', { onUpdate: { functionName: 'upgrade', args: [] } })],
    }),
    steps: ['update service svc: blueprint changed', 'migrate service svc: by upgrade', 'keep spell spl'],
  },
  {
    id: 'another executable',
    peer: async () => {
      const peer = await deployed();
      const { id } = peer.holderOf('svc')!;
      peer.items.get(id)!.binaries = { svc: { tool: '/old/tool' } };
      return peer;
    },
    desired: [base],
    steps: ['update service svc: executables changed', 'keep spell spl'],
  },
  {
    id: 'another script',
    desired: changed({ spells: [spellOf('spl', { air: '(seq (null) (null))' })] }),
    steps: ['keep service svc', 'update spell spl: script changed'],
  },
  {
    id: 'another trigger',
    desired: changed({ spells: [spellOf('spl', { triggerConfig: clockTrigger(61) })] }),
    steps: ['keep service svc', 'update spell spl: trigger configuration changed'],
  },
  {
    id: 'another initial value',
    desired: changed({ spells: [spellOf('spl', { kv: { period: 2 } })] }),
    steps: ['keep service svc', 'update spell spl: initial values changed'],
  },
  {
    id: 'an initial value more',
    desired: changed({ spells: [spellOf('spl', { kv: { period: 1, more: [] } })] }),
    steps: ['keep service svc', 'update spell spl: initial values changed'],
  },
  {
    id: 'an initial value that the spell has changed itself',
    peer: async () => {
      const peer = await deployed();
      peer.items.get(peer.holderOf('spl')!.id)!.state.period = '99';
      return peer;
    },
    desired: [base],
    steps: KEPT,
  },
  {
    id: 'everything of a spell',
    desired: changed({
      spells: [spellOf('spl', { air: '(never)', triggerConfig: clockTrigger(5), kv: { period: 3 } })],
    }),
    steps: ['keep service svc', 'update spell spl: script, trigger configuration, initial values changed'],
  },
  {
    id: 'a service that is gone',
    peer: async () => {
      const peer = await deployed();
      peer.items.delete(peer.holderOf('svc')!.id);
      return peer;
    },
    desired: [base],
    steps: ['install service svc', 'keep spell spl', 'initialise: the services are new'],
  },
  {
    id: 'alias of the wrong kind, ours: a service that became a spell, and the other way round',
    desired: changed({ services: [serviceOf('spl')], spells: [spellOf('svc')] }),
    steps: [
      'remove spell spl',
      'install service spl',
      'remove service svc',
      'install spell svc',
      'initialise: the services are new',
    ],
  },
  {
    id: "alias of the wrong kind, somebody's spell",
    peer: () => {
      const peer = new ModelPeer();
      peer.add({ kind: 'spell', aliases: ['svc'], scriptDigest: 'x', triggerConfig: clockTrigger(1) });
      return peer;
    },
    desired: [base],
    steps: ['conflict service svc'],
  },
  {
    id: "alias of the wrong kind, somebody's service",
    peer: () => {
      const peer = new ModelPeer();
      peer.add({ aliases: ['spl'], ownerId: STRANGER });
      return peer;
    },
    desired: [base],
    steps: ['conflict spell spl'],
  },
  {
    id: "somebody's service under the alias",
    peer: () => {
      const peer = new ModelPeer();
      peer.add({ aliases: ['svc'], ownerId: STRANGER });
      return peer;
    },
    desired: [base],
    steps: ['conflict service svc'],
  },
  {
    id: "somebody's service under the alias, of the very same blueprint",
    peer: () => {
      const peer = new ModelPeer();
      const { blueprintId } = desiredState([base]).packages[0]!.services[0]!;
      peer.add({ aliases: ['svc'], ownerId: STRANGER, blueprintId });
      return peer;
    },
    desired: [base],
    steps: ['conflict service svc'],
  },
  {
    id: 'an alias that moved from ours to somebody else',
    peer: async () => {
      const peer = await deployed();
      peer.add({ aliases: ['svc'], ownerId: STRANGER });
      return peer;
    },
    desired: [base],
    steps: ['conflict service svc'],
  },
  {
    id: 'a service of the host that the deployer did not make',
    peer: () => {
      const peer = new ModelPeer();
      peer.add({ aliases: ['svc'], blueprintId: 'other' });
      return peer;
    },
    desired: [base],
    steps: ['conflict service svc'],
  },
  {
    id: 'a service of the host as it should be, that the journal does not know',
    peer: async () => {
      const peer = await deployed();
      peer.journal = {};
      return peer;
    },
    desired: [base],
    steps: ['keep service svc', 'update spell spl: initial values changed', 'initialise: it was never done'],
  },
  {
    id: 'disabled',
    desired: [base],
    options: { enable: [] },
    steps: ['remove spell spl', 'remove service svc'],
  },
  { id: 'disabled, without pruning', desired: [base], options: { enable: [], prune: false }, steps: [] },
  {
    id: 'disabled, its alias taken by somebody else meanwhile',
    peer: async () => {
      const peer = await deployed();
      peer.items.delete(peer.holderOf('svc')!.id);
      peer.add({ aliases: ['svc'], ownerId: STRANGER });
      return peer;
    },
    desired: [base],
    options: { enable: [] },
    steps: ['remove spell spl'],
  },
  { id: 'unable to run now', desired: changed({ unavailable: 'no chain' }), steps: [] },
  {
    id: 'without a spell it had',
    desired: changed({ spells: [spellOf('renamed')] }),
    steps: ['remove spell spl', 'keep service svc', 'install spell renamed'],
  },
  {
    id: 'without a spell it had, without pruning',
    desired: changed({ spells: [] }),
    options: { prune: false },
    steps: ['leave spell spl', 'keep service svc'],
  },
  {
    id: 'a service that moved to another package',
    desired: [packageOf('q', { services: [serviceOf('svc', 'v2')] }), ...changed({ services: [] })],
    steps: ['update service svc: blueprint changed', 'keep spell spl'],
  },
  {
    id: 'another configuration of what can be initialised again',
    desired: changed({ init: initOf(['svc'], 'b') }),
    steps: [...KEPT, 'initialise: its configuration changed'],
  },
  {
    id: 'another configuration of what cannot',
    peer: async () => {
      const peer = await deployed();
      peer.items.get(peer.holderOf('svc')!.id)!.state.mine = 'goes with the old one';
      return peer;
    },
    desired: changed({ init: initOf(['svc'], 'a', { fixed: 'b' }) }),
    steps: [
      'reinstall service svc: configuration changed, and its state cannot take that',
      'keep spell spl',
      'initialise: the services are new',
    ],
  },
  {
    id: 'an initialisation that was interrupted',
    peer: async () => {
      const peer = await deployed();
      peer.journal.p!.init!.complete = false;
      return peer;
    },
    desired: [base],
    steps: [...KEPT, 'initialise: it was interrupted'],
  },
  {
    id: 'an initialisation due at each start, in the life it was made in',
    peer: async () => {
      const peer = new ModelPeer();
      await deploy(peer, changed({ init: initOf(['svc'], 'a', { reinitialise: 'always' }) }));
      return peer;
    },
    desired: changed({ init: initOf(['svc'], 'a', { reinitialise: 'always' }) }),
    steps: KEPT,
  },
  {
    id: 'an initialisation due at each start, in the next life',
    peer: async () => {
      const peer = await deployed();
      peer.restart();
      return peer;
    },
    desired: changed({ init: initOf(['svc'], 'a', { reinitialise: 'always' }) }),
    steps: [...KEPT, 'initialise: the peer started anew'],
  },
  {
    id: 'an older version than the peer has',
    desired: changed({
      version: '0.9.0',
      services: [serviceOf('svc', 'v0')],
      spells: [spellOf('spl', { air: '(old)', triggerConfig: clockTrigger(7) })],
      init: initOf(['svc'], 'a', { fixed: 'older' }),
    }),
    steps: ['keep service svc', 'update spell spl: trigger configuration changed'],
  },
];

describe('the plan for a package that is', () => {
  it.each(cases)('$id', async ({ peer: make = deployed, desired, options, steps }) => {
    const peer = await make();
    expect(await stepsFor(peer, desired, options)).toEqual(steps);
  });

  it.each(cases)(
    '$id, once applied, is without a change',
    async ({ peer: make = deployed, desired, options }) => {
      const peer = await make();
      await deploy(peer, desired, options);
      const before = { items: structuredClone(peer.items), journal: structuredClone(peer.journal) };
      const { changes } = peer;
      const { packages } = await planFor(peer, desired, options);
      expect(packages.flatMap(({ steps }) => steps.filter(isChange))).toEqual([]);
      await deploy(peer, desired, options);
      expect({ items: peer.items, journal: peer.journal }).toEqual(before);
      expect(peer.changes).toBe(changes);
    },
  );

  it.each(cases)('$id, cut off after any change, is completed by the next', async (each) => {
    const { peer: make = deployed, desired, options } = each;
    const whole = await make();
    const { changes } = whole;
    await deploy(whole, desired, options);
    const wanted = stateOf(whole);
    const callsOf = (peer: ModelPeer) => peer.calls.map(({ functionName }) => functionName);
    const total = whole.changes - changes;
    for (let survived = 0; survived < total; survived++) {
      const peer = await make();
      peer.dieAfter(survived);
      await deploy(peer, desired, options);
      peer.restart();
      await deploy(peer, desired, options);
      expect(stateOf(peer), `cut off after ${survived} of ${total}`).toEqual(wanted);
      // The one call that was made and could not be noted is made again, no other.
      expect(callsOf(peer).length - callsOf(whole).length, `cut off after ${survived}`).toBeLessThanOrEqual(
        1,
      );
      expect(callsOf(peer)).toEqual(expect.arrayContaining(callsOf(whole)));
    }
  });
});

describe('a deployment that was cut off', () => {
  const next = changed({
    version: '1.1.0',
    services: [serviceOf('svc', 'v2')],
    spells: [spellOf('spl', { air: '(never)', kv: { period: 2 } })],
  });

  it.each([
    ['a first one', () => new ModelPeer(), [base]],
    ['an update', deployed, changed({ version: '1.0.1', services: [serviceOf('svc', 'v1.1')] })],
  ])("%s, is the deployer's own for the next version", async (_, make, first) => {
    const whole = await make();
    const before = whole.changes;
    await deploy(whole, first);
    const total = whole.changes - before;
    for (let survived = 0; survived < total; survived++) {
      const peer = await make();
      peer.dieAfter(survived);
      await deploy(peer, first);
      peer.restart();
      const reports = await deploy(peer, next);
      expect(
        reports.map(({ error }) => error),
        `cut off after ${survived}`,
      ).toEqual([undefined]);
      const wanted = desiredState(next).packages[0]!;
      expect(peer.holderOf('svc')?.blueprintId).toBe(wanted.services[0]!.blueprintId);
      expect(peer.holderOf('spl')).toMatchObject({ state: { period: '2' } });
      expect(peer.items.size).toBe(2);
    }
  });
});

/** What a peer has, whatever the ids. */
function stateOf(peer: ModelPeer) {
  const items = [...peer.items.values()].map(({ aliases, ...item }) => ({
    ...item,
    aliases: [...aliases].sort(),
  }));
  const journal = Object.entries(peer.journal).map(([name, { items: each, init, ...record }]) => ({
    name,
    ...record,
    init: init && { ...init, life: '' },
    items: Object.entries(each)
      .map(([alias, { id, ...item }]) => ({ alias, isThere: peer.items.has(id), ...item }))
      .sort((a, b) => (a.alias < b.alias ? -1 : 1)),
  }));
  return { items: items.sort((a, b) => (String(a.aliases) < String(b.aliases) ? -1 : 1)), journal };
}
