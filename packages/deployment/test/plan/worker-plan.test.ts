import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.js';
import { textDigest, valuesDigest } from '../../src/digest.js';
import { clockTrigger } from '../../src/distro.js';
import { plan } from '../../src/plan/plan.js';
import { factsOf, isChange } from '../../src/plan/step.js';
import { desiredWorker } from '../../src/worker/request.js';
import { digests, type ModelItem, STRANGER } from '../utils/model-peer.js';
import { ModelWorker } from '../utils/model-worker.js';
import { serviceOf, spellOf } from '../utils/packages.js';
import { requestFor, type Wants, WORKER_SCRIPT } from '../utils/worker-wants.js';

const IPFS = '/ip4/127.0.0.1/tcp/5001';
const OTHER_SCRIPT = '(seq (null) (never))';
for (const script of [WORKER_SCRIPT, OTHER_SCRIPT]) digests.set(script, textDigest(script));

/** Of one definition, so that a case has no other difference than its own. */
const BASE: Wants = {
  services: [serviceOf('svc')],
  spells: [spellOf('spl')],
  request: { definition: 'one' },
};
const changed = (changes: Partial<Wants>): Wants => ({ ...BASE, ...changes });
const asking = (request: Wants['request']) => changed({ request: { ...BASE.request, ...request } });

async function planFor(worker: ModelWorker, wants: Wants, ipfs = IPFS) {
  const files = new Map<string, Uint8Array>();
  const request = await requestFor(wants, files);
  const desired = desiredWorker(request, {
    ipfs,
    script: (cid) => new TextDecoder().decode(files.get(cid)),
    load: async ({ file }) => files.get(file)!,
  });
  return plan(desired, await worker.observe());
}

async function deploy(worker: ModelWorker, wants: Wants, ipfs = IPFS) {
  const signal = new AbortController().signal;
  const context = { life: worker.life, signal, now: () => worker.nowSec * 1000 };
  return apply(await planFor(worker, wants, ipfs), worker, context);
}

async function stepsFor(worker: ModelWorker, wants: Wants, ipfs = IPFS) {
  const { packages } = await planFor(worker, wants, ipfs);
  return packages[0]!.steps.map((step) => {
    const { action, kind, alias, reason } = factsOf(step);
    const what = [action, kind, alias].filter(Boolean).join(' ');
    return reason === undefined || action === 'conflict' ? what : `${what}: ${reason}`;
  });
}

const empty = () => new ModelWorker();
async function deployed(): Promise<ModelWorker> {
  const worker = empty();
  await deploy(worker, BASE);
  return worker;
}
/** What was deployed, and then something that happened. */
const after = (happens: (worker: ModelWorker) => void) => async () => {
  const worker = await deployed();
  happens(worker);
  return worker;
};
const itemOf = (worker: ModelWorker, alias: string): ModelItem =>
  worker.items.get(worker.holderOf(alias)!.id)!;
const recordOf = (worker: ModelWorker) => worker.journal.w!.items;

interface Case {
  readonly id: string;
  /** @default BASE is deployed */
  readonly worker?: () => ModelWorker | Promise<ModelWorker>;
  readonly wants?: Wants;
  readonly ipfs?: string;
  readonly steps: readonly string[];
}

const KEPT = ['keep worker w', 'keep spell worker-spell', 'keep service svc', 'keep spell spl'];
const NEW = ['install spell worker-spell', 'install service svc', 'install spell spl'];
/** All kept but one. */
const but = (at: number, ...steps: string[]) => KEPT.toSpliced(at, 1, ...steps);
const ENDED = { ...clockTrigger(1), clock: { start_sec: 1, end_sec: 1_600_000_000, period_sec: 1 } };

const cases: Case[] = [
  { id: 'nowhere', worker: empty, steps: ['install worker w', ...NEW] },
  {
    id: 'a worker with nothing on it',
    worker: async () => {
      const worker = empty();
      worker.id = 'worker';
      return worker;
    },
    steps: ['keep worker w', ...NEW],
  },
  { id: 'the same', steps: KEPT },
  {
    id: 'of another definition',
    wants: asking({ definition: 'two' }),
    steps: but(1, 'update spell worker-spell: initial values changed'),
  },
  {
    id: 'with other relative clocks',
    wants: asking({ clocks: '{"spl":1}' }),
    steps: but(1, 'update spell worker-spell: initial values changed'),
  },
  {
    id: 'on a peer whose IPFS moved',
    ipfs: '/ip4/127.0.0.1/tcp/5002',
    steps: but(1, 'update spell worker-spell: initial values changed'),
  },
  {
    id: 'with another installation script',
    wants: changed({ script: OTHER_SCRIPT }),
    steps: but(1, 'update spell worker-spell: script changed'),
  },
  {
    id: 'without its worker spell',
    worker: after((worker) => worker.items.delete(worker.holderOf('worker-spell')!.id)),
    steps: but(1, 'install spell worker-spell'),
  },
  {
    id: 'with a service of another blueprint',
    wants: changed({ services: [serviceOf('svc', 'v2')] }),
    steps: but(2, 'update service svc: blueprint changed'),
  },
  {
    id: 'without a service',
    worker: after((worker) => worker.items.delete(worker.holderOf('svc')!.id)),
    steps: but(2, 'install service svc'),
  },
  {
    id: 'with a spell of another script',
    wants: changed({ spells: [spellOf('spl', { air: '(never)' })] }),
    steps: but(3, 'update spell spl: script changed'),
  },
  {
    id: 'with a spell of another clock',
    wants: changed({ spells: [spellOf('spl', { triggerConfig: clockTrigger(61) })] }),
    steps: but(3, 'update spell spl: trigger configuration changed'),
  },
  {
    id: 'with a spell whose clock has ended, where another ran',
    wants: changed({ spells: [spellOf('spl', { triggerConfig: ENDED })] }),
    steps: but(3, 'update spell spl: trigger configuration changed'),
  },
  {
    id: 'with a spell whose clock ended meanwhile',
    worker: async () => {
      const worker = empty();
      worker.nowSec = 1_500_000_000;
      await deploy(worker, changed({ spells: [spellOf('spl', { triggerConfig: ENDED })] }));
      worker.nowSec = 1_700_000_000;
      return worker;
    },
    wants: changed({ spells: [spellOf('spl', { triggerConfig: ENDED })] }),
    steps: KEPT,
  },
  {
    id: 'with a spell of other initial values',
    wants: changed({ spells: [spellOf('spl', { kv: { period: 2 } })] }),
    steps: but(3, 'update spell spl: initial values changed'),
  },
  {
    id: 'with a spell that changed its values itself',
    worker: after((worker) => {
      itemOf(worker, 'spl').state.period = '99';
    }),
    steps: KEPT,
  },
  {
    id: 'with a spell of which the CID of its initial values is known',
    worker: after((worker) => {
      const { kind, id } = recordOf(worker).spl!;
      recordOf(worker).spl = { kind, id, kvCid: valuesDigest({ period: '1' }) };
    }),
    steps: KEPT,
  },
  {
    id: 'with such a spell of another script',
    worker: after((worker) => {
      const { kind, id } = recordOf(worker).spl!;
      recordOf(worker).spl = { kind, id, kvCid: valuesDigest({ period: '1' }) };
    }),
    wants: changed({ spells: [spellOf('spl', { air: '(never)' })] }),
    steps: but(3, 'update spell spl: script changed'),
  },
  {
    id: 'with a spell of which another CID of its initial values is known',
    worker: after((worker) => {
      const { kind, id } = recordOf(worker).spl!;
      recordOf(worker).spl = { kind, id, kvCid: valuesDigest({ period: '2' }) };
    }),
    steps: but(3, 'update spell spl: initial values changed'),
  },
  {
    id: 'without what it had',
    wants: { request: BASE.request! },
    steps: ['keep worker w', 'keep spell worker-spell', 'remove service svc', 'remove spell spl'],
  },
  {
    id: 'without what it had, unpruned',
    wants: { request: { ...BASE.request, prune: false } },
    steps: ['keep worker w', 'keep spell worker-spell', 'leave service svc', 'leave spell spl'],
  },
  {
    id: 'with kinds exchanged',
    wants: changed({ services: [serviceOf('spl')], spells: [spellOf('svc')] }),
    steps: [
      ...KEPT.slice(0, 2),
      ...['remove spell spl', 'install service spl', 'remove service svc', 'install spell svc'],
    ],
  },
  {
    id: 'with an alias that somebody’s service has',
    worker: after((worker) => worker.add({ aliases: ['svc'], ownerId: STRANGER })),
    steps: ['conflict service svc'],
  },
  {
    id: 'with an alias that somebody’s spell has',
    worker: after((worker) =>
      worker.add({
        kind: 'spell',
        aliases: ['spl'],
        ownerId: STRANGER,
        scriptDigest: textDigest('(null)'),
        triggerConfig: clockTrigger(60),
      }),
    ),
    steps: ['conflict spell spl'],
  },
  {
    id: 'with an alias that a service of the worker has which nobody deployed',
    worker: after((worker) => worker.add({ aliases: ['svc'], blueprintId: 'other' })),
    steps: ['conflict service svc'],
  },
  {
    id: 'on a worker that rests',
    worker: after((worker) => {
      worker.active = false;
    }),
    steps: ['conflict worker w'],
  },
  {
    id: 'beside a nameless service of a wanted blueprint',
    worker: after((worker) => worker.add({ blueprintId: itemOf(worker, 'svc').blueprintId })),
    steps: but(2, 'remove service', 'keep service svc'),
  },
  {
    id: 'beside a nameless service whose removal was cut off',
    worker: after((worker) => {
      const id = worker.add({ blueprintId: itemOf(worker, 'svc').blueprintId });
      recordOf(worker)[''] = { kind: 'service', id, pending: 'remove' };
    }),
    steps: but(2, 'remove service', 'keep service svc'),
  },
  {
    id: 'beside a nameless service of another blueprint, or of somebody else',
    worker: after((worker) => {
      worker.add({ blueprintId: 'other' });
      worker.add({ blueprintId: itemOf(worker, 'svc').blueprintId, ownerId: STRANGER });
    }),
    steps: KEPT,
  },
  {
    id: 'with a service whose update was cut off before it was noted',
    worker: after((worker) => {
      recordOf(worker).svc = { kind: 'service', id: 'former', pending: 'update' };
    }),
    wants: changed({ services: [serviceOf('svc', 'v2')] }),
    steps: but(2, 'update service svc: blueprint changed'),
  },
];

describe('the plan for a worker that should be', () => {
  it.each(cases)('$id', async ({ worker: make = deployed, wants = BASE, ipfs, steps }) => {
    expect(await stepsFor(await make(), wants, ipfs)).toEqual(steps);
  });

  it.each(cases)(
    '$id, once applied, is without a change',
    async ({ worker: make = deployed, wants = BASE, ipfs }) => {
      const worker = await make();
      await deploy(worker, wants, ipfs);
      const before = structuredClone({ items: worker.items, journal: worker.journal });
      const { changes } = worker;
      const { packages } = await planFor(worker, wants, ipfs);
      expect(packages.flatMap(({ steps }) => steps.filter(isChange))).toEqual([]);
      await deploy(worker, wants, ipfs);
      expect({ items: worker.items, journal: worker.journal }).toEqual(before);
      expect(worker.changes).toBe(changes);
    },
  );

  it.each(cases)('$id, cut off after any change, is completed by the next', async (each) => {
    const { worker: make = deployed, wants = BASE, ipfs } = each;
    const whole = await make();
    const { changes } = whole;
    await deploy(whole, wants, ipfs);
    for (let survived = 0; survived < whole.changes - changes; survived++) {
      const worker = await make();
      worker.dieAfter(survived);
      await deploy(worker, wants, ipfs);
      worker.restart();
      await deploy(worker, wants, ipfs);
      expect(shown(worker), `cut off after ${survived}`).toEqual(shown(whole));
    }
  });
});

/** Items whatever their ids. */
function shown({ items }: ModelWorker) {
  const texts = [...items.values()].map((item) => JSON.stringify(item));
  return texts.sort();
}
