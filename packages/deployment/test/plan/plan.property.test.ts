import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { apply } from '../../src/apply/apply.js';
import { desiredAliases, desiredState } from '../../src/desired.js';
import { clockTrigger, type MigrationCall, type PackageDistro } from '../../src/distro.js';
import { plan } from '../../src/plan/plan.js';
import { isChange } from '../../src/plan/step.js';
import { ModelPeer, STRANGER } from '../utils/model-peer.js';
import { initOf, packageOf, serviceOf, spellOf } from '../utils/packages.js';

const ALIASES = ['a', 'b', 'c', 'd'];

const service = (alias: string) =>
  fc
    .record({
      content: fc.constantFrom('v1', 'v2', 'v3'),
      onUpdate: fc.constantFrom<'keep' | 'reset' | MigrationCall>('keep', 'reset', {
        functionName: 'upgrade',
        args: [],
      }),
    })
    .map(({ content, onUpdate }) => serviceOf(alias, content, { onUpdate }));
const spell = (alias: string) =>
  fc
    .record({
      air: fc.constantFrom('(null)', '(never)'),
      period: fc.integer({ min: 1, max: 2 }),
      kv: fc.dictionary(fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 1 })),
    })
    .map(({ air, period, kv }) => spellOf(alias, { air, kv, triggerConfig: clockTrigger(period) }));

/** Up to three packages over the same few aliases, so that things change hands, kind and content. */
const distros: fc.Arbitrary<PackageDistro[]> = fc
  .shuffledSubarray(ALIASES)
  .chain((aliases) =>
    fc.tuple(
      ...aliases.map((alias) =>
        fc.record({
          owner: fc.constantFrom('p', 'q', 'r'),
          item: fc.oneof(
            service(alias).map((each) => ({ services: [each], spells: [] })),
            spell(alias).map((each) => ({ services: [], spells: [each] })),
          ),
        }),
      ),
      fc.record({
        version: fc.constantFrom('1.0.0', '1.1.0'),
        config: fc.constantFrom('a', 'b'),
        fixed: fc.constantFrom('a', 'b'),
        reinitialise: fc.constantFrom('always' as const, 'on-change' as const),
      }),
    ),
  )
  .map((drawn) => {
    const { version, config, fixed, reinitialise } = drawn.at(-1) as {
      version: string;
      config: string;
      fixed: string;
      reinitialise: 'always' | 'on-change';
    };
    const items = drawn.slice(0, -1) as { owner: string; item: Pick<PackageDistro, 'services' | 'spells'> }[];
    return ['p', 'q', 'r'].flatMap((name) => {
      const own = items.filter(({ owner }) => owner === name).map(({ item }) => item);
      if (own.length === 0) return [];
      const services = own.flatMap((item) => item.services);
      const spells = own.flatMap((item) => item.spells);
      const init = initOf(
        services.map((each) => each.name),
        config,
        { fixed, reinitialise },
      );
      return [packageOf(name, { version, services, spells, ...(services.length > 0 ? { init } : {}) })];
    });
  });

/** What happens to a peer: packages are deployed, perhaps cut off; it starts anew; somebody else meddles. */
const event = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('deploy'), distros, prune: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('cut'), distros, survived: fc.integer({ min: 0, max: 12 }) }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('meddle'), alias: fc.constantFrom(...ALIASES) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('lose'), alias: fc.constantFrom(...ALIASES) }) },
);
type Event = Readonly<Record<string, unknown>> & { readonly kind: string };

async function deploy(peer: ModelPeer, wanted: readonly PackageDistro[], prune = true) {
  const desired = desiredState(wanted, { prune });
  const steps = plan(desired, await peer.observe(desiredAliases(desired)));
  const context = { life: peer.life, signal: new AbortController().signal, now: () => 0 };
  return apply(steps, peer, context);
}

async function happen(peer: ModelPeer, { kind, ...event }: Event): Promise<void> {
  const alias = String(event.alias);
  const wanted = event.distros as PackageDistro[];
  if (kind === 'deploy') await deploy(peer, wanted, event.prune === true);
  if (kind === 'cut') {
    peer.dieAfter(event.survived as number);
    await deploy(peer, wanted);
    peer.restart();
  }
  if (kind === 'meddle') peer.add({ aliases: [alias], ownerId: STRANGER, blueprintId: 'theirs' });
  if (kind === 'lose') peer.items.delete(peer.holderOf(alias)?.id ?? '');
}

const foreign = (peer: ModelPeer) =>
  [...peer.items].filter(([, { ownerId }]) => ownerId === STRANGER).map(([id, item]) => ({ id, ...item }));

describe('whatever happened to a peer', () => {
  it('a plan that was applied leaves no change to be made, and making it again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), distros, async (events, wanted) => {
        const peer = new ModelPeer();
        for (const each of events) await happen(peer, each);
        await deploy(peer, wanted);
        const desired = desiredState(wanted);
        const { packages } = plan(desired, await peer.observe(desiredAliases(desired)));
        expect(packages.flatMap(({ steps }) => steps.filter(isChange))).toEqual([]);
        const { changes } = peer;
        await deploy(peer, wanted);
        expect(peer.changes).toBe(changes);
      }),
      { numRuns: 500 },
    );
  });

  it('what is wanted is there unless somebody else has its alias, and theirs is untouched', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(event, { maxLength: 8 }), distros, async (events, wanted) => {
        const peer = new ModelPeer();
        for (const each of events) await happen(peer, each);
        const theirs = foreign(peer);
        const reports = await deploy(peer, wanted);
        expect(foreign(peer)).toEqual(theirs);
        for (const { name, error } of reports) {
          const distro = wanted.find((each) => each.name === name);
          if (distro === undefined) continue;
          if (error !== undefined) {
            expect(error.code).toBe('ALIAS_CONFLICT');
            continue;
          }
          for (const each of distro.services)
            expect(peer.holderOf(each.name)).toMatchObject({ kind: 'service', ownerId: 'host' });
          for (const each of distro.spells)
            expect(peer.holderOf(each.name)).toMatchObject({ kind: 'spell', ownerId: 'host' });
        }
      }),
      { numRuns: 500 },
    );
  });
});
