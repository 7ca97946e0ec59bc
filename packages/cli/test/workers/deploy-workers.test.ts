import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deployWorkers, type WorkerReport } from '../../src/workers/deploy-workers.js';
import type { DesiredWorker } from '../../src/workers/desired.js';
import { MemoryWorkerHost } from '../utils/memory-worker-host.js';
import { desiredSpell, desiredWorker } from './desired-worker.js';

async function deployTo(
  host: MemoryWorkerHost,
  desired: DesiredWorker,
  dryRun = false,
): Promise<WorkerReport> {
  const placements = [{ desired, dealId: 'deal', hosts: ['memory'] }];
  const init = { dryRun, timeoutMs: 0, nowMs: () => 1_000_000_000_000 };
  const [report] = await deployWorkers(placements, init, { target: () => host, uploader: async () => host });
  return report!;
}

/** `service a: create`, and what of a spell changes. */
const actions = ({ steps }: WorkerReport) =>
  steps
    .filter(({ action }) => action !== 'keep')
    .map(({ kind, name, action, changes }) =>
      [kind, name, action, ...(changes ?? [])].join(' ').replace('worker one', 'worker'),
    );

const FIRST = desiredWorker({ a: 'a1', b: 'b1' }, [desiredSpell('tick'), desiredSpell('tock')]);

async function deployed(): Promise<MemoryWorkerHost> {
  const host = new MemoryWorkerHost();
  const { error } = await deployTo(host, FIRST);
  expect(error).toBeUndefined();
  return host;
}

describe('a deployment', () => {
  it('makes everything where there is nothing', async () => {
    const host = new MemoryWorkerHost();
    const report = await deployTo(host, FIRST);
    expect(actions(report)).toEqual([
      'worker create',
      'service a create',
      'service b create',
      'spell tick create',
      'spell tock create',
    ]);
    expect(report).toMatchObject({ workerId: 'worker-id', spellId: 'worker-spell-id' });
  });

  it('changes nothing the second time', async () => {
    const host = await deployed();
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
    expect(host.uploads).toBe(1);
  });

  it.each([
    [
      'a service of another blueprint',
      desiredWorker({ a: 'a2', b: 'b1' }, FIRST.spells),
      ['service a update'],
    ],
    [
      'a script and a clock',
      desiredWorker({ a: 'a1', b: 'b1' }, [
        desiredSpell('tick', { script: 'other', clock: { periodSec: 5 } }),
        desiredSpell('tock'),
      ]),
      ['spell tick update script clock'],
    ],
    [
      'arguments',
      desiredWorker({ a: 'a1', b: 'b1' }, [
        desiredSpell('tick', { initArgs: { x: 1 } }),
        desiredSpell('tock'),
      ]),
      ['spell tick update arguments'],
    ],
    [
      'a spell and a service less',
      desiredWorker({ a: 'a1' }, [desiredSpell('tock')]),
      ['service b remove', 'spell tick remove'],
    ],
    [
      'a spell more',
      desiredWorker({ a: 'a1', b: 'b1' }, [...FIRST.spells, desiredSpell('third')]),
      ['spell third create'],
    ],
    [
      'other memory',
      {
        ...FIRST,
        services: FIRST.services.map((service) => ({ ...service, memoryLimit: 10_000_000 })),
      },
      ['worker update definition'],
    ],
    [
      'a spell in the place of a service',
      desiredWorker({ b: 'b1' }, [...FIRST.spells, desiredSpell('a')]),
      ['spell a create'],
    ],
  ])('applies %s, as the dry run said', async (_what, desired, expected) => {
    const host = await deployed();
    const planned = await deployTo(host, desired, true);
    expect(actions(planned)).toEqual(expected);
    const report = await deployTo(host, desired);
    expect(report.error).toBeUndefined();
    expect(report.steps).toEqual(planned.steps);
    expect(actions(await deployTo(host, desired, true))).toEqual([]);
  });

  it('keeps the state of a spell whose script changes', async () => {
    const host = await deployed();
    host.thing('tick')!.state = 7;
    await deployTo(host, desiredWorker({ a: 'a1', b: 'b1' }, [desiredSpell('tick', { script: 'other' })]));
    expect(host.thing('tick')).toMatchObject({ state: 7 });
  });

  it('makes a service again that was removed by hand, which the worker spell alone never would', async () => {
    const host = await deployed();
    host.things.delete(host.values.get('a')!);
    expect(actions(await deployTo(host, FIRST, true))).toEqual(['service a create']);
    expect((await deployTo(host, FIRST)).error).toBeUndefined();
    expect(host.thing('a')).toBeDefined();
  });

  it('leaves alone what the worker spell did not make', async () => {
    const host = await deployed();
    host.things.set('mine', { isSpell: false, alias: 'mine', blueprintId: 'x', scriptCid: '', state: 0 });
    host.things.set('bare', { isSpell: false, alias: '', blueprintId: 'x', scriptCid: '', state: 0 });
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
  });

  it('says what is lacking, and shows the log, when the worker spell calls half an installation successful', async () => {
    const host = new MemoryWorkerHost();
    host.broken.add('tick');
    const { error, logs } = await deployTo(host, FIRST);
    expect(error).toBe('The installation ended and is not complete; still to do: spell tick (create)');
    expect(logs).toEqual([{ timestamp: 0, message: '["Error deploy spell","tick"]' }]);
    host.broken.clear();
    expect(actions(await deployTo(host, FIRST))).toEqual(['spell tick create']);
  });

  it('reports a host that does not answer and goes on with the others', async () => {
    const gone = new MemoryWorkerHost();
    const host = new MemoryWorkerHost();
    gone.observe = () => Promise.reject(new Error('no answer'));
    const placements = [{ desired: FIRST, dealId: 'deal', hosts: ['gone', 'memory'] }];
    const target = (hostId: string) => (hostId === 'gone' ? gone : host);
    const reports = await deployWorkers(
      placements,
      { dryRun: false, timeoutMs: 0 },
      { target, uploader: async () => host },
    );
    expect(reports.map(({ hostId, error }) => [hostId, error])).toEqual([
      ['gone', 'no answer'],
      ['memory', undefined],
    ]);
  });
});

describe('interrupted after any change', () => {
  const worker = fc
    .record({
      services: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2')),
      spells: fc.dictionary(
        fc.constantFrom('c', 'd', 'e'),
        fc.record({ script: fc.constantFrom('s1', 's2'), periodSec: fc.constantFrom(1, 2) }),
      ),
    })
    .map(({ services, spells }) =>
      desiredWorker(
        Object.fromEntries(Object.entries(services).map(([name, version]) => [name, name + version])),
        Object.entries(spells).map(([name, { script, periodSec }]) =>
          desiredSpell(name, { script, clock: { periodSec } }),
        ),
      ),
    );

  it('the next deployment completes it, leaves nothing behind and then finds nothing to do', async () => {
    const deployments = fc.array(fc.record({ desired: worker, changes: fc.nat(25) }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(deployments, worker, async (interrupted, last) => {
        const host = new MemoryWorkerHost();
        for (const { desired, changes } of interrupted) {
          host.failAfter(changes);
          await deployTo(host, desired);
        }
        host.failAfter(Number.POSITIVE_INFINITY);
        // nothing of it is under way any more: the deployer shows an error, and the user tries again
        await deployTo(host, last);
        const { error } = await deployTo(host, last);
        if (last.services.length + last.spells.length === 0) return;
        expect(error).toBeUndefined();
        expect(actions(await deployTo(host, last, true))).toEqual([]);
        const names = [...last.services, ...last.spells].map(({ name }) => name).sort();
        const wanted = new Set(last.services.map(({ blueprintId }) => blueprintId));
        // made and not noted when the host went away, and no longer wanted: for all anyone knows it is the user's
        const found = [...host.things].filter(
          ([id, { alias, blueprintId }]) =>
            wanted.has(blueprintId) || names.includes(alias) || host.values.get(alias) === id,
        );
        expect(found.map(([, { alias }]) => alias).sort()).toEqual(names);
      }),
      { numRuns: 100 },
    );
  });
});
