import { mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createStore } from '../../src/lmdb/lmdb-store.js';
import { alive } from '../utils/alive.js';

async function storeWithContent(): Promise<string> {
  const dir = tempDir();
  const store = createStore({ dir });
  await store.start(alive);
  const table = store.table<string>('t');
  for (let round = 0; round < 3; round++) {
    await store.transaction(() => {
      for (let i = 0; i < 500; i++) table.put(`k${i}`, `${round}`.repeat(50));
    });
  }
  await store.stop(alive);
  return dir;
}

function changed(dir: string, at: number, byte: number): void {
  const path = join(dir, 'data.mdb');
  const bytes = readFileSync(path);
  bytes[at] = byte;
  writeFileSync(path, bytes);
}

describe('a store that cannot be read is refused, and the process lives', () => {
  const cases: { id: string; harm: (dir: string) => void }[] = [
    {
      id: 'another format',
      harm: (dir) => writeFileSync(join(dir, 'data.mdb'), Buffer.alloc(100_000, 'not lmdb')),
    },
    { id: 'cut off in the first page', harm: (dir) => truncateSync(join(dir, 'data.mdb'), 100) },
    { id: 'cut off after the first page', harm: (dir) => truncateSync(join(dir, 'data.mdb'), 4096) },
    { id: 'cut off after the meta pages', harm: (dir) => truncateSync(join(dir, 'data.mdb'), 8192) },
    { id: 'wrong magic', harm: (dir) => changed(dir, 24, 0) },
    { id: 'wrong magic on the second page', harm: (dir) => changed(dir, 4096 + 24, 0) },
    { id: 'a later format version', harm: (dir) => changed(dir, 28, 9) },
    { id: 'an odd page size', harm: (dir) => changed(dir, 48, 3) },
    {
      id: 'a directory in place of the file',
      harm: (dir) => {
        rmSync(join(dir, 'data.mdb'));
        mkdirSync(join(dir, 'data.mdb'));
      },
    },
    {
      id: 'a directory in place of the lock',
      harm: (dir) => {
        rmSync(join(dir, 'lock.mdb'));
        mkdirSync(join(dir, 'lock.mdb'));
      },
    },
  ];
  for (const { id, harm } of cases) {
    it(id, async () => {
      const dir = await storeWithContent();
      harm(dir);
      const store = createStore({ dir });
      await expect(store.start(alive)).rejects.toMatchObject({
        code: 'UNREADABLE',
        cause: expect.any(Error),
      });
      await store.stop(alive);
    });
  }

  it('but an empty file, and a lock left by another run, are no harm', async () => {
    const dir = await storeWithContent();
    writeFileSync(join(dir, 'lock.mdb'), 'whatever was left');
    const again = createStore({ dir });
    await again.start(alive);
    expect(again.table('t').get('k7')).toBe('2'.repeat(50));
    await again.stop(alive);
    const fresh = tempDir();
    writeFileSync(join(fresh, 'data.mdb'), '');
    const store = createStore({ dir: fresh });
    await store.start(alive);
    await store.stop(alive);
  });
});
