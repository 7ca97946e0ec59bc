import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createBlobStore } from '../../src/blobs/file-blob-store.js';
import { createStore } from '../../src/lmdb/lmdb-store.js';
import { alive } from '../utils/alive.js';

const WRITER = fileURLToPath(new URL('../fixtures/writer.mjs', import.meta.url));
const FULL_DISK = fileURLToPath(new URL('../fixtures/full-disk.mjs', import.meta.url));

/** Lets the writer run until it has acknowledged so many writes, kills it, and answers all that it acknowledged. */
async function writeUntilKilled(dir: string, round: number, acknowledgements: number): Promise<string[]> {
  const child = spawn(process.execPath, [WRITER, dir, String(round)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(child, 'exit');
  const acknowledged: string[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    acknowledged.push(line);
    if (acknowledged.length === acknowledgements) child.kill('SIGKILL');
  }
  expect(await exited).toEqual([null, 'SIGKILL']);
  return acknowledged;
}

async function readPairs(dir: string) {
  const store = createStore({ dir });
  await store.start(alive);
  const left = new Map(store.table<{ n: number } | number>('left').entries());
  const right = new Map(store.table<number>('right').entries());
  const last = new Map(store.table<number>('last').entries());
  await store.stop(alive);
  return { left, right, last };
}

describe('kill -9', () => {
  it('loses nothing that was acknowledged and leaves nothing half done', { timeout: 60_000 }, async () => {
    const dir = tempDir();
    const acknowledged: string[] = [];
    for (const [round, acknowledgements] of [1, 40, 150, 333].entries()) {
      acknowledged.push(...(await writeUntilKilled(dir, round, acknowledgements)));

      const { left, right, last } = await readPairs(join(dir, 'state'));
      const pairs = acknowledged.filter((line) => line.startsWith('pair ')).map((line) => line.slice(5));
      for (const key of pairs) expect(right.has(key), `acknowledged pair ${key}`).toBe(true);
      for (const [key, n] of right) expect(left.get(key), `left side of ${key}`).toMatchObject({ n });
      for (const [lane, n] of last) {
        const written = [...right.keys()].filter((key) => key.startsWith(`${lane}-`));
        expect(written, `pairs of lane ${lane}`).toHaveLength(n + 1);
        const moved = [...left.keys()].filter((key) => key.startsWith(`${lane}-gone-`));
        expect(moved, `record that lane ${lane} moves`).toEqual([`${lane}-gone-${n}`]);
      }

      const blobs = createBlobStore({ dir: join(dir, 'blobs') });
      await blobs.start(alive);
      const listed = await blobs.list();
      const put = acknowledged.filter((line) => line.startsWith('blob ')).map((line) => line.slice(5));
      for (const cid of put) expect(listed, `acknowledged blob ${cid}`).toContain(cid);
      for (const cid of listed) expect(await blobs.get(cid), `content of ${cid}`).toBeDefined();
      await blobs.stop(alive);
    }
    expect(acknowledged.length).toBeGreaterThanOrEqual(524);
  });
});

describe.skipIf(process.platform === 'win32')('a disk that takes no more', () => {
  it('fails the write and those behind it, shows none of them, and lets the store go on', async () => {
    const command = `trap '' XFSZ; ulimit -f 2000; exec "${process.execPath}" "${FULL_DISK}" "${tempDir()}"`;
    const child = spawn('bash', ['-c', command], { stdio: ['ignore', 'pipe', 'ignore'] });
    const exited = once(child, 'exit');
    let output = '';
    for await (const chunk of child.stdout) output += String(chunk);
    expect(await exited).toEqual([0, null]);
    expect(JSON.parse(output)).toEqual({
      before: 'written',
      counted: [1, 3, 1],
      failed: ['WRITE_FAILED', 'WRITE_FAILED'],
      visible: ['small'],
      after: 'written',
      small: 'after',
      failedWrites: 1,
    });
  });
});
