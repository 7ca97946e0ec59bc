import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deploySite, dropSite } from '../../../src/workers/deploy.js';
import type { WorkerReport } from '../../../src/workers/report.js';
import { surveyed } from '../../../src/workers/survey.js';
import { SpellTarget } from '../../../src/workers/target/spell-target.js';
import type { WantedWorker } from '../../../src/workers/wanted-worker.js';
import { MemoryWorkerHost } from '../../utils/memory-worker-host.js';
import { wantedSpell, wantedWorker } from '../../utils/wanted.js';

interface Changes {
  readonly dryRun?: boolean;
  readonly prune?: boolean;
}

const targetOf = (host: MemoryWorkerHost) =>
  new SpellTarget(
    'memory',
    { timeoutMs: 0, onLog: () => {} },
    { scripts: async () => host, uploader: async () => host },
  );

const siteOf = (host: MemoryWorkerHost) =>
  ({ section: 'hosts', worker: 'one', dealId: 'deal', target: targetOf(host) }) as const;

async function deployTo(
  host: MemoryWorkerHost,
  wanted: WantedWorker,
  { dryRun = false, prune = true }: Changes = {},
): Promise<WorkerReport> {
  const site = await surveyed(siteOf(host), wanted);
  return deploySite(site, wanted, [], { dryRun, prune, nameOf: () => 'memory' });
}

/** `service a install` for each step that is none of keeping. */
const actions = ({ steps }: WorkerReport) =>
  steps
    .filter(({ action }) => action !== 'keep')
    .map(({ kind, alias, action, reason }) => [kind, alias, action, reason].filter(Boolean).join(' '));

const TICK = wantedSpell('tick');
const TOCK = wantedSpell('tock');
const FIRST = wantedWorker({ a: 'a1', b: 'b1' }, [TICK, TOCK]);
const RESET = 'blueprint changed, and its state is not kept';

async function deployed(isNox = false): Promise<MemoryWorkerHost> {
  const host = new MemoryWorkerHost('worker-id', isNox);
  const { error } = await deployTo(host, FIRST);
  expect(error).toBeUndefined();
  return host;
}

describe.each([
  ['our peer', false],
  ['nox, without `spell.update`,', true],
] as const)('a deployment by the worker spell on %s', (_kind, isNox) => {
  it('makes everything where there is nothing', async () => {
    const report = await deployTo(new MemoryWorkerHost('worker-id', isNox), FIRST);
    expect(actions(report)).toEqual([
      'worker one install',
      'service a install',
      'service b install',
      'spell tick install',
      'spell tock install',
    ]);
    expect(report).toMatchObject({ workerId: 'worker-id', spellId: 'worker-spell-id' });
    expect(report.error).toBeUndefined();
    const ids = report.steps.map(({ id }) => id);
    expect(new Set(ids).size).toBe(5);
    expect(ids).not.toContain(undefined);
  });

  it('changes nothing the second time', async () => {
    const host = await deployed(isNox);
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
    expect(host.uploads).toBe(1);
  });

  it.each([
    [
      'a service of another blueprint',
      wantedWorker({ a: 'a2', b: 'b1' }, FIRST.spells),
      [`service a reinstall ${RESET}`],
    ],
    [
      'a script and a clock',
      wantedWorker({ a: 'a1', b: 'b1' }, [
        wantedSpell('tick', { script: 'other', clock: { periodSec: 5 } }),
        TOCK,
      ]),
      ['spell tick update script, trigger configuration changed'],
    ],
    [
      'a clock that counts from now',
      wantedWorker({ a: 'a1', b: 'b1' }, [
        wantedSpell('tick', { clock: { periodSec: 5, endDelaySec: 600 } }),
        TOCK,
      ]),
      ['spell tick update trigger configuration changed'],
    ],
    [
      'arguments',
      wantedWorker({ a: 'a1', b: 'b1' }, [wantedSpell('tick', { initArgs: { x: 1 } }), TOCK]),
      ['spell tick update initial values changed'],
    ],
    [
      'a spell and a service less',
      wantedWorker({ a: 'a1' }, [TOCK]),
      ['service b remove', 'spell tick remove'],
    ],
    [
      'a spell more',
      wantedWorker({ a: 'a1', b: 'b1' }, [...FIRST.spells, wantedSpell('third')]),
      ['spell third install'],
    ],
    [
      'other memory',
      { ...FIRST, services: FIRST.services.map((service) => ({ ...service, memoryLimit: 10_000_000 })) },
      ['spell worker-spell update initial values changed'],
    ],
    [
      'a spell in the place of a service',
      wantedWorker({ b: 'b1' }, [...FIRST.spells, wantedSpell('a')]),
      ['service a remove', 'spell a install'],
    ],
    [
      'a service in the place of a spell',
      wantedWorker({ a: 'a1', b: 'b1', tick: 't1' }, [TOCK]),
      ['spell tick remove', 'service tick install'],
    ],
    [
      'a renamed service',
      wantedWorker({ c: 'a1', b: 'b1' }, FIRST.spells),
      ['service a remove', 'service c install'],
    ],
    ['a worker of spells alone', wantedWorker({}, FIRST.spells), ['service a remove', 'service b remove']],
  ])('applies %s, as the dry run said', async (_what, wanted, expected) => {
    const host = await deployed(isNox);
    const planned = await deployTo(host, wanted, { dryRun: true });
    expect(actions(planned)).toEqual(expected);
    const report = await deployTo(host, wanted);
    expect(report.error).toBeUndefined();
    expect(actions(report)).toEqual(expected);
    expect(report.steps.every(({ id }) => id !== undefined)).toBe(true);
    expect(actions(await deployTo(host, wanted, { dryRun: true }))).toEqual([]);
    const names = [...host.things.values()].map(({ alias }) => alias).sort();
    expect(names).toEqual([...wanted.services, ...wanted.spells].map(({ name }) => name).sort());
  });

  it('keeps the state of what stays as it is, and on our peer of a spell that changes', async () => {
    const host = await deployed(isNox);
    for (const name of ['tick', 'a']) host.thing(name)!.state = 7;
    const tick = wantedSpell('tick', { script: 'other', clock: { periodSec: 9 }, initArgs: { x: 1 } });
    await deployTo(host, wantedWorker({ a: 'a1', b: 'b2' }, [tick, TOCK]));
    expect(host.thing('tick')).toMatchObject({ state: isNox ? 0 : 7, scriptCid: tick.scriptCid });
    expect(host.thing('a')).toMatchObject({ state: 7 });
  });

  it('says that the files of a changed service go, which they do', async () => {
    const host = await deployed(isNox);
    host.thing('a')!.state = 7;
    const report = await deployTo(host, wantedWorker({ a: 'a2', b: 'b1' }, FIRST.spells));
    expect(actions(report)).toEqual([expect.stringContaining('its state is not kept')]);
    expect(host.thing('a')).toMatchObject({ state: 0, blueprintId: 'a2' });
  });

  it('leaves what is no longer wanted until it is pruned', async () => {
    const host = await deployed(isNox);
    const wanted = wantedWorker({ a: 'a1' }, [TOCK]);
    const left = ['service b leave', 'spell tick leave'];
    const report = await deployTo(host, wanted, { prune: false });
    expect(actions(report).sort()).toEqual(left);
    expect(report.error).toBeUndefined();
    expect(actions(await deployTo(host, wanted, { prune: false }))).toEqual(left);
    expect(host.thing('tick')).toBeDefined();
    expect(actions(await deployTo(host, wanted))).toEqual(['service b remove', 'spell tick remove']);
    expect(host.thing('tick')).toBeUndefined();
    expect(actions(await deployTo(host, wanted))).toEqual([]);
  });

  it('takes back what was left, with its state', async () => {
    const host = await deployed(isNox);
    host.thing('b')!.state = 7;
    await deployTo(host, wantedWorker({ a: 'a1' }, FIRST.spells), { prune: false });
    expect((await deployTo(host, FIRST, { prune: false })).error).toBeUndefined();
    expect(host.thing('b')).toMatchObject({ state: 7 });
  });

  it('makes a service again that was removed by hand, which the worker spell alone never would', async () => {
    const host = await deployed(isNox);
    host.things.delete(host.values.get('a')!);
    expect(actions(await deployTo(host, FIRST, { dryRun: true }))).toEqual(['service a install']);
    expect((await deployTo(host, FIRST)).error).toBeUndefined();
    expect(host.thing('a')).toBeDefined();
  });

  it('makes a spell again that was removed by hand', async () => {
    const host = await deployed(isNox);
    host.things.delete(host.values.get('tick')!);
    expect(actions(await deployTo(host, FIRST, { dryRun: true }))).toEqual(['spell tick install']);
    expect((await deployTo(host, FIRST)).error).toBeUndefined();
    expect(host.thing('tick')).toBeDefined();
  });

  it('makes a service again whose alias something else took', async () => {
    const host = await deployed(isNox);
    const [id, thing] = [...host.things].find(([, { alias }]) => alias === 'a')!;
    host.things.set(id, { ...thing, alias: '' });
    expect((await deployTo(host, FIRST)).error).toBeUndefined();
    expect(host.thing('a')).toBeDefined();
    expect([...host.things.values()].filter(({ blueprintId }) => blueprintId === 'a1')).toHaveLength(1);
  });

  it('gives a worker without a worker spell another one, and makes anew what only the old one knew', async () => {
    const host = await deployed(isNox);
    host.workerSpellScript = undefined;
    host.values.clear();
    expect((await deployTo(host, FIRST)).error).toBeUndefined();
    expect(actions(await deployTo(host, FIRST, { dryRun: true }))).toEqual([]);
    expect([...host.things.values()].map(({ alias }) => alias).sort()).toEqual(['a', 'b', 'tick', 'tock']);
  });

  it('leaves alone what the worker spell did not make', async () => {
    const host = await deployed(isNox);
    host.things.set('mine', { isSpell: false, alias: 'mine', blueprintId: 'x', scriptCid: '', state: 0 });
    host.things.set('bare', { isSpell: false, alias: '', blueprintId: 'x', scriptCid: '', state: 0 });
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
  });

  it('says what is lacking, and shows the log, when the worker spell calls half an installation successful', async () => {
    const host = new MemoryWorkerHost('worker-id', isNox);
    host.broken.add('tick').add('a');
    const { error } = await deployTo(host, FIRST);
    expect(error).toBe(
      [
        'The installation ended and is not complete; still to do: service a (install), spell tick (install)',
        '  1970-01-01 00:00:00 a error retrieving module',
        '  1970-01-01 00:00:01 Error deploy spell tick',
      ].join('\n'),
    );
    host.broken.clear();
    expect(actions(await deployTo(host, FIRST))).toEqual(['service a install', 'spell tick install']);
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
  });

  it('runs an installation again that has not ended, though nothing is lacking', async () => {
    const host = await deployed(isNox);
    host.states.push(JSON.stringify({ state: 'INSTALLATION_IN_PROGRESS', message: '', timestamp: 0 }));
    expect(actions(await deployTo(host, FIRST))).toEqual([
      'spell worker-spell update initial values changed',
    ]);
    expect(actions(await deployTo(host, FIRST))).toEqual([]);
  });

  it('does not touch a worker that rests, and says how it is woken', async () => {
    const host = await deployed(isNox);
    host.isActive = false;
    const { error, steps, workerId } = await deployTo(host, wantedWorker({ a: 'a2' }));
    expect(error).toMatch(/worker worker-id is deactivated: activate it/);
    expect(steps.map(({ action }) => action)).toEqual(['conflict']);
    expect(workerId).toBe('worker-id');
    expect(host.uploads).toBe(1);
  });

  it('tells of a host that does not answer', async () => {
    const gone = new MemoryWorkerHost('worker-id', isNox);
    gone.observeWorker = () => Promise.reject(new Error('no answer'));
    expect(await deployTo(gone, FIRST)).toMatchObject({ error: 'no answer', steps: [] });
  });

  it('tells of a worker that was made although its installation failed', async () => {
    const host = new MemoryWorkerHost('worker-id', isNox);
    host.failAfter(1);
    expect(await deployTo(host, FIRST)).toMatchObject({ error: 'the host is gone', workerId: 'worker-id' });
  });

  it('tells what was to be done when the host goes away in the middle', async () => {
    const host = await deployed(isNox);
    host.failAfter(1);
    const report = await deployTo(host, wantedWorker({ a: 'a2', b: 'b1' }, FIRST.spells));
    expect(report).toMatchObject({ error: 'the host is gone', workerId: 'worker-id' });
    expect(actions(report)).toEqual([`service a reinstall ${RESET}`]);
  });
});

describe('clocks that count from their deployment', () => {
  const relative = (script: string, endDelaySec = 600) =>
    wantedWorker({}, [wantedSpell('tick', { script, clock: { periodSec: 5, endDelaySec } })]);

  it('go on while the spell stays the same', async () => {
    const host = new MemoryWorkerHost();
    expect((await deployTo(host, relative('s'))).error).toBeUndefined();
    expect(actions(await deployTo(host, relative('s')))).toEqual([]);
    expect(host.uploads).toBe(1);
  });

  it('that have ended are told, and block neither the worker nor what is beside them', async () => {
    const host = new MemoryWorkerHost();
    const past = wantedSpell('past', {
      clock: { periodSec: 5, endTimestamp: '2020-01-01T00:00:00Z' as never },
    });
    const wanted = wantedWorker({ a: 'a1' }, [past, TICK]);
    const report = await deployTo(host, wanted);
    expect(report.error).toBeUndefined();
    expect(report.notes).toEqual([expect.stringMatching(/^The clock of spell "past" ended at 2020-01-01/)]);
    const again = await deployTo(host, wanted);
    expect(actions(again)).toEqual([]);
    expect(again.notes).toEqual(report.notes);
  });
});

describe('a worker that nobody wants any more', () => {
  const init = { dryRun: false, prune: true, nameOf: () => 'memory' };

  it('is left, or removed when pruning', async () => {
    const host = await deployed();
    const site = await surveyed(siteOf(host));
    const left = await dropSite(site, 'gone', { ...init, prune: false });
    expect(actions(left!)).toEqual(['worker one leave gone']);
    const planned = await dropSite(site, 'gone', { ...init, dryRun: true });
    expect(actions(planned!)).toEqual(['worker one remove gone']);
    expect(host.workerId).toBe('worker-id');
    expect(await dropSite(site, 'gone', init)).toEqual(planned);
    expect(host.workerId).toBeUndefined();
  });

  it('is nothing where there is none', async () => {
    expect(await dropSite(await surveyed(siteOf(new MemoryWorkerHost())), 'gone', init)).toBeUndefined();
  });

  it('says why it could not be removed', async () => {
    const host = await deployed();
    const site = await surveyed(siteOf(host));
    host.failAfter(0);
    expect(await dropSite(site, 'gone', init)).toMatchObject({ error: 'the host is gone' });
  });
});

describe.each([false, true])('interrupted after any change, nox: %s,', (isNox) => {
  const worker = fc
    .record({
      services: fc.dictionary(fc.constantFrom('a', 'b'), fc.constantFrom('1', '2')),
      spells: fc.dictionary(
        fc.constantFrom('c', 'd', 'e', 'a'),
        fc.record({ script: fc.constantFrom('s1', 's2'), periodSec: fc.constantFrom(1, 2) }),
      ),
    })
    .map(({ services, spells }) =>
      wantedWorker(
        Object.fromEntries(Object.entries(services).map(([name, version]) => [name, name + version])),
        Object.entries(spells)
          .filter(([name]) => !Object.hasOwn(services, name))
          .map(([name, { script, periodSec }]) => wantedSpell(name, { script, clock: { periodSec } })),
      ),
    );

  it('the next deployment completes it, leaves nothing behind and then finds nothing to do', async () => {
    const deployments = fc.array(fc.record({ wanted: worker, changes: fc.nat(25) }), { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(deployments, worker, async (interrupted, last) => {
        fc.pre(last.services.length + last.spells.length > 0);
        const host = new MemoryWorkerHost('worker-id', isNox);
        for (const { wanted, changes } of interrupted) {
          host.failAfter(changes);
          await deployTo(host, wanted);
        }
        host.failAfter(Number.POSITIVE_INFINITY);
        const { error } = await deployTo(host, last);
        expect(error).toBeUndefined();
        expect(actions(await deployTo(host, last, { dryRun: true }))).toEqual([]);
        const names = [...last.services, ...last.spells].map(({ name }) => name).sort();
        const wanted = new Set(last.services.map(({ blueprintId }) => blueprintId));
        // Made and not noted when the host went away, and no longer wanted: for all anyone knows it is the user's.
        const found = [...host.things].filter(
          ([id, { alias, blueprintId }]) =>
            wanted.has(blueprintId) || names.includes(alias) || host.values.get(alias) === id,
        );
        expect(found.map(([, { alias }]) => alias).sort()).toEqual(names);
      }),
      { numRuns: 300 },
    );
  });
});
