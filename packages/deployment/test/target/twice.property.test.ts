import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { clockTrigger } from '../../src/distro.js';
import type { ItemKind } from '../../src/journal.js';
import { keeper } from '../utils/keeper.js';
import { spellOf } from '../utils/packages.js';
import { hostScope, workerScope } from '../utils/scope-under-test.js';
import { doneIn, startWorkerPeer } from '../utils/worker-peer.js';

const service = fc.record({ kind: fc.constant('service' as const), mark: fc.nat(2) });
const spell = fc.record({
  kind: fc.constant('spell' as const),
  air: fc.constantFrom('(null)', '(never)'),
  period: fc.integer({ min: 1, max: 2 }),
  value: fc.nat(1),
});
/** Two aliases that keep their kind, and one that changes it. */
const drawn = fc.record({ a: service, b: fc.oneof(service, spell), c: spell }, { requiredKeys: [] });
type Item = { readonly kind: ItemKind } & Record<string, unknown>;

function wantsOf(items: Record<string, Item | undefined>) {
  const all = Object.entries(items).flatMap(([alias, item]) =>
    item === undefined ? [] : [{ alias, ...item }],
  );
  const services = all.flatMap((each) =>
    each.kind === 'service' ? [keeper(each.alias, (each as unknown as { mark: number }).mark)] : [],
  );
  const spells = all.flatMap((each) => {
    if (each.kind === 'service') return [];
    const { air, period, value } = each as unknown as { air: string; period: number; value: number };
    return [spellOf(each.alias, { air, kv: { value }, triggerConfig: clockTrigger(period) })];
  });
  return { wants: { services, spells }, kinds: new Map(all.map(({ alias, kind }) => [alias, kind])) };
}

/** Few, for each has a peer of its own. */
const RUNS = { numRuns: 6 };

describe.each([
  ['the host', hostScope],
  ['a worker', workerScope],
])('whatever was deployed to %s of a peer', (_, scopeOf) => {
  it('the next deployment keeps the state of what stays, and made again changes nothing', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(drawn, { minLength: 1, maxLength: 3 }), async (all) => {
        const peer = await startWorkerPeer();
        const scope = scopeOf(peer);
        let before = new Map<string, ItemKind>();
        for (const items of all) {
          const { wants, kinds } = wantsOf(items as Record<string, Item | undefined>);
          expect((await scope.deploy(wants)).error).toBeUndefined();
          for (const [alias, kind] of kinds) {
            expect(await scope.told(alias, kind)).toBe(before.get(alias) === kind ? `of ${alias}` : '');
            await scope.tell(alias, kind, `of ${alias}`);
          }
          const { changes } = peer.store;
          const again = await scope.deploy(wants);
          expect([again.error, doneIn(again)]).toEqual([undefined, []]);
          expect(peer.store.changes).toBe(changes);
          for (const [alias, kind] of kinds) expect(await scope.told(alias, kind)).toBe(`of ${alias}`);
          before = kinds;
        }
        await peer.stop();
      }),
      RUNS,
    );
  });
});
