import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { IpfsStore } from '../src/ipfs-store.js';

let dir: string;
let store: IpfsStore;
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'noctiluca-ipfs-'));
  store = new IpfsStore({ dir });
  await store.start();
});
afterAll(async () => {
  await store.stop();
  await rm(dir, { recursive: true });
});

describe('a file', () => {
  test.each([
    {
      id: 'nothing',
      bytes: new Uint8Array(0),
      cid: 'bafkreihdwdcefgh4dqkjv67uzcmw7ojee6xedzdetojuzjevtenxquvyku',
    },
    {
      id: 'four chunks, as Kubo splits them',
      bytes: new Uint8Array(1_000_000).fill(7),
      cid: 'bafybeibi2jryi7ztuf55kzf75pguy54ibameatc6wndkb22nr7z2rn2lka',
    },
  ])('has the CID of `ipfs add --cid-version 1`: $id', async ({ bytes, cid }) => {
    expect((await store.addFile(bytes)).cid).toBe(cid);
    expect(Buffer.from(await store.readFile(cid)).equals(bytes)).toBe(true);
  });

  test('is read as it was written, whatever is in it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), fc.nat(3), async (seed, times) => {
        const bytes = Buffer.concat(Array.from({ length: 1 + times * 60 }, () => seed));
        const { cid } = await store.addFile(bytes);
        expect(cid).toMatch(bytes.length <= 262_144 ? /^bafkrei/ : /^bafybei/);
        expect(Buffer.from(await store.readFile(cid)).equals(bytes)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  test('and its pin are there after a restart', async () => {
    const { cid } = await store.addFile(Buffer.from('kept'));
    await store.pins.add(cid);
    const next = new IpfsStore({ dir });
    await next.start();
    expect(Buffer.from(await next.readFile(cid)).toString()).toBe('kept');
    expect(next.pins.has(cid)).toBe(true);
    await next.stop();
  });
});
