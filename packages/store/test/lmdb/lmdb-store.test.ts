import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it, onTestFinished } from 'vitest';
import { MAX_KEY_BYTES } from '../../src/constants.js';
import { createStore, type StoreInit } from '../../src/lmdb/lmdb-store.js';
import type { StoreValue } from '../../src/store.js';
import { alive } from '../utils/alive.js';

async function started(init: Partial<StoreInit> = {}) {
  const dir = init.dir ?? tempDir();
  const store = createStore({ ...init, dir });
  await store.start(alive);
  onTestFinished(() => store.stop(alive));
  return { dir, store };
}

async function reopened(dir: string) {
  return (await started({ dir })).store;
}

describe.skipIf(process.platform === 'win32')('files of a store', () => {
  it('are for this user alone: secret keys are in them', async () => {
    const dir = join(tempDir(), 'store');
    await started({ dir });
    const modes = [dir, join(dir, 'data.mdb'), join(dir, 'lock.mdb')].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o600, 0o600]);
  });
});

describe('a transaction', () => {
  it('shows its writes at once, to itself and to everybody, and keeps them', async () => {
    const { dir, store } = await started();
    const table = store.table<number>('t');
    let within: number | undefined;
    const done = store.transaction(() => {
      table.put('a', 1);
      within = table.get('a');
      return 'result';
    });
    expect([within, table.get('a')]).toEqual([1, 1]);
    expect(await done).toBe('result');
    expect(table.get('a')).toBe(1);
    await store.stop(alive);
    expect((await reopened(dir)).table('t').get('a')).toBe(1);
  });

  it('that throws leaves nothing and rejects with what was thrown', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    await store.transaction(() => table.put('kept', 1));
    const boom = new Error('boom');
    const failed = store.transaction(() => {
      table.put('kept', 2);
      table.put('new', 2);
      throw boom;
    });
    await expect(failed).rejects.toBe(boom);
    expect([...table.entries()]).toEqual([['kept', 1]]);
  });

  it('sees what those before it wrote though they are not durable yet', async () => {
    const { store } = await started();
    const table = store.table<number>('count');
    const increment = () => table.put('n', (table.get('n') ?? 0) + 1);
    await Promise.all(Array.from({ length: 500 }, () => store.transaction(increment)));
    expect(table.get('n')).toBe(500);
    expect(Number(store.describe?.().writes)).toBeLessThan(50);
  });

  it('that only read is durable when what it saw is', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    const order: string[] = [];
    const write = store.transaction(() => table.put('a', 1)).then(() => order.push('write'));
    const read = store.transaction(() => table.get('a')).then(() => order.push('read'));
    await Promise.all([read, write]);
    expect(order).toEqual(['write', 'read']);
  });

  it('removes, also what was written in the same transaction', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    await store.transaction(() => table.put('old', 1));
    await store.transaction(() => {
      table.put('fresh', 1);
      table.remove('fresh');
      table.remove('old');
      table.remove('never there');
      expect(table.get('old')).toBeUndefined();
    });
    expect([...table.entries()]).toEqual([]);
  });

  it('takes more than the address space that was first reserved', async () => {
    const { dir, store } = await started({ mapSizeBytes: 1024 * 1024 });
    const value = 'x'.repeat(500_000);
    for (let n = 0; n < 8; n++) await store.transaction(() => store.table('t').put(`${n}`, value));
    await store.stop(alive);
    const again = (await started({ dir, mapSizeBytes: 1024 * 1024 })).store;
    expect([...again.table('t').entries()].map(([, kept]) => kept === value)).toEqual(Array(8).fill(true));
  });

  it('may write more than fits any buffer', async () => {
    const { store } = await started();
    const table = store.table<string>('t');
    await store.transaction(() => {
      for (let i = 0; i < 20_000; i++) table.put(`key ${i}`, `value ${i}`);
    });
    expect([...table.entries()]).toHaveLength(20_000);
    expect(table.get('key 19999')).toBe('value 19999');
  });

  it('is the only place to write', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    const outside = expect.objectContaining({ code: 'OUTSIDE_TRANSACTION' });
    expect(() => table.put('a', 1)).toThrow(outside);
    expect(() => table.remove('a')).toThrow(outside);
    await store.transaction(() => {});
    expect(() => table.put('a', 1)).toThrow(outside);
  });

  it('does not nest and is not async, and rolls back when it tries', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    let inner: Promise<void> | undefined;
    await store.transaction(() => {
      table.put('outer', 1);
      inner = store.transaction(() => table.put('inner', 1));
      inner.catch(() => {});
    });
    await expect(inner).rejects.toMatchObject({ code: 'NESTED_TRANSACTION' });
    const asynchronous = store.transaction(async () => table.put('async', 1));
    await expect(asynchronous).rejects.toMatchObject({ code: 'ASYNC_TRANSACTION' });
    expect([...table.entries()]).toEqual([['outer', 1]]);
  });
});

describe('entries', () => {
  it('come in the order of UTF-8, by prefix, and only from their own table', async () => {
    const { store } = await started();
    const [a, b] = [store.table<number>('a'), store.table<number>('ab')];
    const keys = ['', 'x', 'x\uffff', 'x\u{1f990}', 'xa', 'y', 'é'];
    await store.transaction(() => {
      for (const key of keys.toReversed()) a.put(key, 1);
      b.put('x', 2);
    });
    const found = (options?: { prefix?: string }) => [...a.entries(options)].map(([key]) => key);
    expect(found()).toEqual(['', 'x', 'xa', 'x\uffff', 'x\u{1f990}', 'y', 'é']);
    expect(found({ prefix: 'x' })).toEqual(['x', 'xa', 'x\uffff', 'x\u{1f990}']);
    expect(found({ prefix: 'z' })).toEqual([]);
    expect(found({ prefix: '\ud83e' })).toEqual([]);
  });

  it('can be removed while they are gone through, across pages', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    await store.transaction(() => {
      for (let i = 0; i < 1000; i++) table.put(String(i).padStart(4, '0'), i);
    });
    const seen: number[] = [];
    await store.transaction(() => {
      for (const [key, value] of table.entries()) {
        seen.push(value);
        if (value % 2 === 0) table.remove(key);
      }
    });
    expect(seen).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...table.entries()]).toHaveLength(500);
  });
});

describe('values', () => {
  const roundTrips: { id: string; value: StoreValue }[] = [
    { id: 'null', value: null },
    { id: 'bytes', value: Uint8Array.of(0, 255, 3) },
    { id: 'no bytes', value: new Uint8Array() },
    { id: 'more bytes than a page', value: new Uint8Array(10_000).fill(9) },
    { id: 'bytes inside', value: { list: [Uint8Array.of(1), { deep: Uint8Array.of(2) }] } },
    { id: 'long text that begins with a byte order mark', value: `\ufeff${'é'.repeat(3000)}` },
    { id: 'emoji', value: '🦐'.repeat(100) },
    { id: 'numbers', value: [0, -1, 1.5, 2 ** 31, 2 ** 53, -(2 ** 53), 1e300, 0.1] },
    { id: 'an object with odd keys', value: { '': 1, constructor: 2, toString: 3, '0': 4 } },
    { id: 'booleans', value: [true, false] },
  ];
  for (const { id, value } of roundTrips) {
    it(`are given back as they were, before and after the disk: ${id}`, async () => {
      const { dir, store } = await started();
      const written = store.transaction(() => store.table('t').put('k', value));
      expect(store.table('t').get('k')).toStrictEqual(value);
      await written;
      expect(store.table('t').get('k')).toStrictEqual(value);
      await store.stop(alive);
      const table = (await reopened(dir)).table('t');
      expect(table.get('k')).toStrictEqual(value);
      expect([...table.entries()]).toStrictEqual([['k', value]]);
    });
  }

  it('are copies: what the caller changes later is not stored', async () => {
    const { store } = await started();
    const table = store.table<{ list: number[]; bytes: Uint8Array }>('t');
    const mine = { list: [1], bytes: Uint8Array.of(1) };
    const written = store.transaction(() => table.put('k', mine));
    mine.list.push(2);
    mine.bytes[0] = 9;
    table.get('k')?.list.push(3);
    await written;
    expect(table.get('k')).toEqual({ list: [1], bytes: Uint8Array.of(1) });
  });

  const deep = (levels: number): StoreValue =>
    Array.from({ length: levels }).reduce<StoreValue>((inner) => [inner], 0);
  const refused: { id: string; value: unknown; code: string }[] = [
    { id: 'undefined inside', value: { a: [undefined] }, code: 'UNSUPPORTED_VALUE' },
    { id: 'bigint', value: 1n, code: 'UNSUPPORTED_VALUE' },
    { id: 'a date', value: new Date(), code: 'UNSUPPORTED_VALUE' },
    { id: 'a function', value: () => 1, code: 'UNSUPPORTED_VALUE' },
    { id: '__proto__ as a key', value: JSON.parse('{"__proto__":1}'), code: 'UNSUPPORTED_VALUE' },
    { id: 'half a surrogate pair', value: '\ud800', code: 'UNSUPPORTED_VALUE' },
    { id: 'half a surrogate pair in a key', value: { '\ud800': 1 }, code: 'UNSUPPORTED_VALUE' },
    { id: 'too deep', value: deep(300), code: 'UNSUPPORTED_VALUE' },
    { id: 'too large', value: 'x'.repeat(2000), code: 'VALUE_TOO_LARGE' },
  ];
  for (const { id, value, code } of refused) {
    it(`are refused and roll the transaction back: ${id}`, async () => {
      const { store } = await started({ maxValueBytes: 1000 });
      const table = store.table('t');
      const failed = store.transaction(() => {
        table.put('before', 1);
        table.put('k', value as StoreValue);
      });
      await expect(failed).rejects.toMatchObject({ code });
      expect([...table.entries()]).toEqual([]);
    });
  }

  it('may be as deep as the limit says', async () => {
    const { store } = await started();
    await store.transaction(() => store.table('t').put('k', deep(256)));
    expect(store.table('t').get('k')).toEqual(deep(256));
  });
});

describe('keys', () => {
  it('may be as long as the limit says, in a table with the longest name', async () => {
    const { store } = await started();
    const table = store.table<number>('t'.repeat(64));
    const longest = 'é'.repeat(Math.floor(MAX_KEY_BYTES / 2)).padEnd(Math.ceil(MAX_KEY_BYTES / 2), 'x');
    expect(Buffer.byteLength(longest)).toBe(MAX_KEY_BYTES);
    await store.transaction(() => table.put(longest, 1));
    expect(table.get(longest)).toBe(1);
    expect([...table.entries({ prefix: longest })]).toEqual([[longest, 1]]);
    const tooLong = `${longest}x`;
    await expect(store.transaction(() => table.put(tooLong, 1))).rejects.toMatchObject({
      code: 'KEY_TOO_LONG',
    });
    expect(table.get(tooLong)).toBeUndefined();
  });

  it('without a UTF-8 form are refused, and are never found', async () => {
    const { store } = await started();
    const table = store.table<number>('t');
    await expect(store.transaction(() => table.put('\ud800', 1))).rejects.toMatchObject({
      code: 'INVALID_KEY',
    });
    await store.transaction(() => table.put('\ufffd', 1));
    expect(table.get('\ud800')).toBeUndefined();
  });
});

describe('the life of a store', () => {
  it('begins with start: nothing is opened or created before', async () => {
    const dir = join(tempDir(), 'deep', 'state');
    const store = createStore({ dir });
    const table = store.table<number>('t');
    expect(existsSync(dir)).toBe(false);
    expect(() => table.get('a')).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
    expect(() => [...table.entries()]).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
    await expect(store.transaction(() => 1)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await store.start(alive);
    onTestFinished(() => store.stop(alive));
    await store.transaction(() => table.put('a', 1));
    expect(table.get('a')).toBe(1);
  });

  it('does not begin with an ended signal', async () => {
    const dir = join(tempDir(), 'state');
    await expect(createStore({ dir }).start(AbortSignal.abort())).rejects.toMatchObject({
      name: 'AbortError',
    });
    expect(existsSync(dir)).toBe(false);
  });

  it('ends with stop, which waits for every write on its way', async () => {
    const { dir, store } = await started();
    const table = store.table<number>('t');
    const writes = Array.from({ length: 50 }, (_, i) => store.transaction(() => table.put(`k${i}`, i)));
    await store.stop(alive);
    await Promise.all(writes);
    expect(() => table.get('k1')).toThrow(expect.objectContaining({ code: 'NOT_RUNNING' }));
    await expect(store.transaction(() => 1)).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await expect(store.start(alive)).rejects.toMatchObject({ code: 'STARTED_TWICE' });
    await store.stop(alive);
    expect([...(await reopened(dir)).table('t').entries()]).toHaveLength(50);
  });

  it('shares its directory with no other store of the process, under any name of it', async () => {
    const { dir, store } = await started();
    const alias = join(tempDir(), 'alias');
    symlinkSync(dir, alias);
    for (const path of [dir, alias]) {
      const second = createStore({ dir: path });
      await expect(second.start(alive)).rejects.toMatchObject({ code: 'IN_USE' });
      await second.stop(alive);
    }
    await store.transaction(() => store.table('t').put('still', 'here'));
    await store.stop(alive);
    expect((await reopened(dir)).table('t').get('still')).toBe('here');
  });

  it('shares its directory with no other process, until that is killed', async () => {
    const dir = tempDir();
    const holder = spawn(process.execPath, [
      fileURLToPath(new URL('../fixtures/holder.mjs', import.meta.url)),
      dir,
    ]);
    const exited = once(holder, 'exit');
    await once(holder.stdout, 'data');
    const early = createStore({ dir });
    await expect(early.start(alive)).rejects.toMatchObject({
      code: 'IN_USE',
      message: expect.stringContaining(String(holder.pid)),
    });
    holder.kill('SIGKILL');
    await exited;
    expect((await reopened(dir)).table('t').get('held')).toBe(true);
  });

  it('is described with what matters to operators', async () => {
    const { dir, store } = await started();
    await store.transaction(() => store.table('t').put('a', 1));
    expect(store.describe?.()).toMatchObject({ dir, schemaVersion: 1, entries: 2, failedWrites: 0 });
  });
});
