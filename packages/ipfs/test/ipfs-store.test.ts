import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IpfsStore } from '../src/ipfs-store.js';
import { addFile, pattern, readFile, temporaryDirectory } from './utils/files.js';

let dir: string;
let store: IpfsStore;
beforeEach(async () => {
  dir = await temporaryDirectory();
  store = new IpfsStore({ dir });
  await store.start();
});
afterEach(async () => {
  await store.stop();
  await rm(dir, { recursive: true });
});

describe('a file', () => {
  // Lengths of pattern(): the vectors of packages/store, which are those of `ipfs add --cid-version 1`.
  test.each([
    { id: 'nothing', length: 0, cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku' },
    { id: 'one chunk', length: 262_144, cid: 'bafkreicyf2rsjlabvogs5vfihpzfegm2q5hjwrohaneftr2crm6gsnlznm' },
    {
      id: 'a byte more',
      length: 262_145,
      cid: 'bafybeidgoqoyg4yhalu6oks2gnsjbs74tnoepwkl77plj4i4rd6lhvt424',
    },
    {
      id: 'several chunks',
      length: 1_000_003,
      cid: 'bafybeidap6bmmqwsb7qalkavxblejpqjf4nvydsfk4fgadakklo75iwxaq',
    },
    {
      id: 'a whole level of chunks',
      length: 174 * 262_144,
      cid: 'bafybeictnhkryr6nrwjc27yponmmlpktev4dnsvngaji55edlddqcrcwqu',
    },
  ])('has the CID that Kubo gives it: $id', async ({ length, cid }) => {
    const files = await store.open();
    expect(await addFile(files, pattern(length))).toBe(cid);
    expect(Buffer.from(await readFile(files, cid)).equals(pattern(length))).toBe(true);
  });

  test('is read as it was written, whatever is in it and wherever it was cut', async () => {
    const files = await store.open();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.nat(3), async (seed, times) => {
        const bytes = Buffer.concat(Array.from({ length: 1 + times * 60 }, () => seed));
        const cid = await addFile(files, bytes);
        expect(cid).toMatch(bytes.length <= 262_144 ? /^bafkrei/ : /^bafybei/);
        expect(Buffer.from(await readFile(files, cid)).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('and its pin are there after a restart, for their user alone', async () => {
    const cid = await addFile(await store.open(), Buffer.from('kept'));
    await store.stop();
    store = new IpfsStore({ dir });
    const files = await store.open();
    expect(Buffer.from(await readFile(files, cid)).toString()).toBe('kept');
    expect((await files.pinOf(cid, 'all')).reason).toEqual({ kind: 'recursive' });
    expect(files.stats()).toMatchObject({ blocks: 1, usedBytes: 4, pins: 1 });
    for (const below of ['blocks', 'pins']) expect((await stat(join(dir, below))).mode & 0o077).toBe(0);
  });

  test('whose block was damaged on the disk is refused, and mended when it is added again', async () => {
    const bytes = Buffer.from('sound');
    const cid = await addFile(await store.open(), bytes);
    await damage(dir);
    await expect(readFile(await store.open(), cid)).rejects.toMatchObject({ code: 'DAMAGED' });
    await addFile(await store.open(), bytes);
    expect(Buffer.from(await readFile(await store.open(), cid)).equals(bytes)).toBe(true);
  });
});

describe('a store', () => {
  test('takes no more than its bytes, and says so', async () => {
    const small = new IpfsStore({ dir, maxBytes: 1000 });
    const files = await small.open();
    await addFile(files, Buffer.alloc(900, 1));
    await expect(addFile(files, Buffer.alloc(200, 2))).rejects.toMatchObject({ code: 'LIMIT' });
    // What is there already takes no room.
    await addFile(files, Buffer.alloc(900, 1));
    expect(files.stats()).toMatchObject({ usedBytes: 900, blocks: 1 });
  });

  test('takes no more than its pins', async () => {
    const files = await new IpfsStore({ dir, maxPins: 1 }).open();
    await addFile(files, Buffer.from('a'));
    await expect(addFile(files, Buffer.from('b'))).rejects.toMatchObject({ code: 'LIMIT' });
  });

  test('removes what a crash left half-written', async () => {
    await addFile(await store.open(), Buffer.from('a'));
    const [prefix] = await readdir(join(dir, 'blocks'));
    const leftover = join(dir, 'blocks', prefix!, '.tmp-0123');
    await writeFile(leftover, 'half');
    await writeFile(join(dir, 'pins', '.tmp-0123'), '');
    const files = await new IpfsStore({ dir }).open();
    await expect(stat(leftover)).rejects.toMatchObject({ code: 'ENOENT' });
    expect(files.stats()).toMatchObject({ blocks: 1, pins: 1 });
  });

  test('that could not be opened is tried again', async () => {
    await rm(dir, { recursive: true });
    await writeFile(dir, 'a file is in the way');
    await expect(store.open()).rejects.toThrow();
    await rm(dir);
    expect((await store.open()).stats().blocks).toBe(0);
  });

  test('serves nobody after its stop', async () => {
    const files = await store.open();
    await store.stop();
    await expect(store.open()).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await expect(addFile(files, Buffer.from('late'))).rejects.toMatchObject({ code: 'NOT_RUNNING' });
  });
});

/** Overwrites every block. */
async function damage(root: string): Promise<void> {
  for (const prefix of await readdir(join(root, 'blocks'))) {
    for (const name of await readdir(join(root, 'blocks', prefix))) {
      await writeFile(join(root, 'blocks', prefix, name), 'other');
    }
  }
}
