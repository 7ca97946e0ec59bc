import { tempDir } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it, onTestFinished } from 'vitest';
import { compareKeys } from '../../src/lmdb/keys.js';
import { createStore } from '../../src/lmdb/lmdb-store.js';
import { alive } from '../utils/alive.js';

const TABLES = ['t', 'tt', 'u'] as const;
const key = fc.oneof(
  fc.constantFrom('a', 'ab', 'b', '', '\uffff', '\u{1f990}'),
  fc.string({ unit: 'binary', maxLength: 3 }),
);
const write = fc.record({
  table: fc.constantFrom(...TABLES),
  key,
  value: fc.option(fc.oneof(fc.integer(), fc.string({ unit: 'grapheme' }), fc.uint8Array({ maxLength: 8 }))),
});
const steps = fc.array(
  fc.record({ writes: fc.array(write, { maxLength: 8 }), isThrown: fc.boolean(), isAwaited: fc.boolean() }),
  { minLength: 1, maxLength: 10 },
);

describe('any sequence of transactions', () => {
  it('reads like plain maps, at every moment and after reopening', async () => {
    const dir = tempDir();
    let store = createStore({ dir });
    await store.start(alive);
    onTestFinished(() => store.stop(alive));
    const model = new Map(TABLES.map((name) => [name, new Map<string, unknown>()]));

    const check = (prefix: string) => {
      for (const [name, expected] of model) {
        const table = store.table(name);
        const sorted = [...expected].sort(([a], [b]) => compareKeys(a, b));
        expect([...table.entries()]).toEqual(sorted);
        expect([...table.entries({ prefix })]).toEqual(sorted.filter(([key]) => key.startsWith(prefix)));
        expect(table.count()).toBe(sorted.length);
        expect(table.count({ prefix })).toBe(sorted.filter(([key]) => key.startsWith(prefix)).length);
        for (const [key, value] of sorted) expect(table.get(key)).toEqual(value);
        expect(table.get('never written')).toBeUndefined();
      }
    };

    await fc.assert(
      fc.asyncProperty(steps, key, async (plan, prefix) => {
        const outstanding: Promise<unknown>[] = [];
        for (const { writes, isThrown, isAwaited } of plan) {
          const done = store.transaction(() => {
            for (const { table, key, value } of writes) {
              if (value === null) store.table(table).remove(key);
              else store.table(table).put(key, value);
              expect(store.table(table).count()).toBe([...store.table(table).entries()].length);
            }
            if (isThrown) throw new Error('rolled back');
          });
          if (!isThrown) {
            for (const { table, key, value } of writes) {
              if (value === null) model.get(table)?.delete(key);
              else model.get(table)?.set(key, value);
            }
          }
          check(prefix);
          outstanding.push(isThrown ? expect(done).rejects.toThrow('rolled back') : done);
          if (isAwaited) await outstanding.at(-1);
        }
        await Promise.all(outstanding);
        check(prefix);
      }),
      { numRuns: 60 },
    );

    await store.stop(alive);
    store = createStore({ dir });
    await store.start(alive);
    check('a');
  });
});
