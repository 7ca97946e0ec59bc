import { rm } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { fileCid } from '../src/file-cid.js';
import { IpfsStore } from '../src/ipfs-store.js';
import { addFile, pattern, temporaryDirectory } from './utils/files.js';

const CHUNK = 262_144;
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

// 174 chunks are one level of the tree, 175 two.
test.each([
  ...[0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1],
  ...[174 * CHUNK - 1, 174 * CHUNK, 174 * CHUNK + 1, 175 * CHUNK, 175 * CHUNK + 1],
])('the CID of a file of %i bytes is known without adding it', async (length) => {
  const bytes = pattern(length);
  expect(await fileCid(bytes)).toBe(await addFile(await store.open(), bytes));
});

test('so is that of any other file', async () => {
  const files = await store.open();
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 4096 }), fc.nat(200), async (seed, times) => {
      const bytes = Buffer.concat(Array.from({ length: 1 + times }, () => seed));
      expect(await fileCid(bytes)).toBe(await addFile(files, bytes));
    }),
    { numRuns: 30 },
  );
});
