import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createStore, type StoreInit } from '../../src/lmdb/lmdb-store.js';
import { alive } from '../utils/alive.js';

async function inStore<R>(
  init: StoreInit,
  work: (store: ReturnType<typeof createStore>) => R | Promise<R>,
): Promise<R> {
  const store = createStore(init);
  try {
    await store.start(alive);
    return await work(store);
  } finally {
    await store.stop(alive);
  }
}

describe('the schema version', () => {
  it('of a newer program is refused, and the store is left as it is', async () => {
    const dir = tempDir();
    await inStore({ dir, schemaVersion: 3 }, (store) =>
      store.transaction(() => store.table('t').put('a', 1)),
    );
    await expect(inStore({ dir, schemaVersion: 2 }, () => {})).rejects.toMatchObject({
      code: 'SCHEMA_TOO_NEW',
    });
    expect(await inStore({ dir, schemaVersion: 3 }, (store) => store.table('t').get('a'))).toBe(1);
  });

  it('of an older program is brought up step by step, once', async () => {
    const dir = tempDir();
    await inStore({ dir, schemaVersion: 1 }, (store) =>
      store.transaction(() => store.table('t').put('a', 1)),
    );
    const steps: number[] = [];
    const init: StoreInit = {
      dir,
      schemaVersion: 3,
      migrations: {
        1: (store) => {
          steps.push(1);
          const table = store.table<number>('t');
          table.put('a', (table.get('a') ?? 0) * 10);
        },
        2: (store) => {
          steps.push(2);
          const table = store.table<number>('t');
          table.put('a', (table.get('a') ?? 0) + 1);
        },
      },
    };
    expect(await inStore(init, (store) => store.table('t').get('a'))).toBe(11);
    expect(await inStore(init, (store) => store.table('t').get('a'))).toBe(11);
    expect(steps).toEqual([1, 2]);
  });

  it('without a way up is refused', async () => {
    const dir = tempDir();
    await inStore({ dir, schemaVersion: 1 }, () => {});
    const failed = inStore({ dir, schemaVersion: 3, migrations: { 1: () => {} } }, () => {});
    await expect(failed).rejects.toMatchObject({ code: 'SCHEMA_WITHOUT_MIGRATION' });
  });

  it('stays as it was when a step fails', async () => {
    const dir = tempDir();
    await inStore({ dir, schemaVersion: 1 }, (store) =>
      store.transaction(() => store.table('t').put('a', 1)),
    );
    const broken: StoreInit = {
      dir,
      schemaVersion: 2,
      migrations: {
        1: (store) => {
          store.table('t').put('a', 2);
          throw new Error('half way');
        },
      },
    };
    await expect(inStore(broken, () => {})).rejects.toThrow('half way');
    expect(await inStore({ dir, schemaVersion: 1 }, (store) => store.table('t').get('a'))).toBe(1);
  });
});
