import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { KEYS_MAX, STATE_MAX_BYTES, VALUE_MAX_BYTES } from '../../src/constants.js';
import { KeyValues } from '../../src/storage/key-values.js';
import { tempStore } from '../utils/temp-store.js';

/** What the storage should hold: upstream's table of rows, told simply. */
class Model {
  readonly values = new Map<string, string | number>();
  readonly lists = new Map<string, string[]>();

  list(key: string): string[] {
    return this.lists.get(key) ?? [];
  }

  put(key: string, list: string[]): void {
    if (list.length === 0) this.lists.delete(key);
    else this.lists.set(key, list);
  }

  get usage() {
    const bytes = (text: string) => Buffer.byteLength(text);
    const values = [...this.values].map(
      ([key, value]) => bytes(key) + (typeof value === 'string' ? bytes(value) : 4),
    );
    const items = [...this.lists].flatMap(([key, list]) => list.map((item) => bytes(key) + bytes(item)));
    const sum = [...values, ...items].reduce((total, weight) => total + weight, 0);
    return { keys: this.values.size + this.lists.size, bytes: sum };
  }
}

const keys = fc.constantFrom('', 'a', 'a/', 'a/1', 'b', 'я', '__proto__');
const texts = fc.constantFrom('', 'x', 'y', 'хаха');
const steps = fc.oneof(
  fc.record({ op: fc.constant('set' as const), key: keys, value: fc.oneof(texts, fc.nat(9)) }),
  fc.record({ op: fc.constant('push' as const), key: keys, value: texts }),
  fc.record({ op: fc.constant('pop' as const), key: keys }),
  fc.record({ op: fc.constant('removeFromList' as const), key: keys, value: texts }),
  fc.record({ op: fc.constant('remove' as const), key: keys }),
);

describe('keys and values of a spell', () => {
  it('are what a simple model says, usage included, and nothing of another spell', async () => {
    const store = await tempStore();
    const storage = new KeyValues(store);
    let spells = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { maxLength: 40 }), async (all) => {
        const [id, other] = [`${++spells}-mine`, `${spells}-mine-too`];
        const model = new Model();
        await store.transaction(() => {
          storage.set(other, 'a', 'untouched');
          for (const step of all) apply(storage, model, id, step);
        });
        for (const key of ['', 'a', 'a/', 'a/1', 'b', 'я', '__proto__']) {
          expect(storage.get(id, key)).toEqual(model.values.get(key));
          expect(storage.list(id, key)).toEqual(model.list(key));
          expect(storage.exists(id, key)).toBe(model.values.has(key) || model.lists.has(key));
        }
        expect(storage.usage(id)).toEqual(model.usage);
        await store.transaction(() => storage.forget(id));
        expect(storage.usage(id)).toEqual({ keys: 0, bytes: 0 });
        expect(storage.get(id, 'a')).toBeUndefined();
        expect(storage.get(other, 'a')).toBe('untouched');
      }),
      { numRuns: 60 },
    );
  });

  it('are bounded together; what the peer writes itself is not', async () => {
    const store = await tempStore();
    const storage = new KeyValues(store);
    const value = 'v'.repeat(VALUE_MAX_BYTES);
    await store.transaction(() => {
      const fits = Math.floor(STATE_MAX_BYTES / (VALUE_MAX_BYTES + 2));
      for (let n = 10; n < 10 + fits; n++) storage.set('full', `${n}`, value);
      expect(() => storage.set('full', '99', value)).toThrow(
        `Cannot write '99': the spell would keep more than ${STATE_MAX_BYTES} bytes`,
      );
      storage.setOwn('full', 'hw_trigger', value);
      // What does not grow is fine even then.
      storage.set('full', '10', 'small');
      for (let n = 0; n < KEYS_MAX; n++) storage.set('many', `${n}`, n);
      expect(() => storage.set('many', 'more', 1)).toThrow(
        `Cannot write 'more': the spell has ${KEYS_MAX} keys, as many as it may`,
      );
      expect(() => storage.push('many', 'more', '')).toThrow('as many as it may');
      storage.set('many', '0', 1);
    });
  });
});

function apply(storage: KeyValues, model: Model, id: string, step: Step): void {
  const { key } = step;
  switch (step.op) {
    case 'set':
      storage.set(id, key, step.value);
      model.values.set(key, step.value);
      return;
    case 'push':
      storage.push(id, key, step.value);
      model.put(key, [...model.list(key), step.value]);
      return;
    case 'pop': {
      const list = [...model.list(key)];
      expect(storage.pop(id, key)).toBe(list.pop());
      model.put(key, list);
      return;
    }
    case 'removeFromList':
      storage.removeFromList(id, key, step.value);
      model.put(
        key,
        model.list(key).filter((item) => item !== step.value),
      );
      return;
    case 'remove':
      storage.remove(id, key);
      model.values.delete(key);
      model.lists.delete(key);
  }
}

type Step = typeof steps extends fc.Arbitrary<infer T> ? T : never;
