import { rm } from 'node:fs/promises';
import * as dagPb from '@ipld/dag-pb';
import { CID } from 'multiformats/cid';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { MAX_ANSWER_BYTES, MAX_ENTRIES } from '../../src/constants.js';
import { IpfsStore } from '../../src/ipfs-store.js';
import { codecNamed } from '../../src/store/codecs.js';
import type { AddEntry, Files } from '../../src/store/store.js';
import { addFile, all, cut, temporaryDirectory } from '../utils/files.js';

let dir: string;
let files: Files;
beforeEach(async () => {
  dir = await temporaryDirectory();
  files = await new IpfsStore({ dir }).open();
});
afterEach(() => rm(dir, { recursive: true }));

const DAG_PB = codecNamed('dag-pb');
const varint = (n: number): number[] => (n < 128 ? [n] : [(n % 128) | 128, ...varint(Math.floor(n / 128))]);

/** A block that names the same block many times: a file of a chunk over and over, or a directory of one entry. */
async function repeating(cid: string, count: number, chunkBytes?: number): Promise<string> {
  const lengths = Array.from({ length: count }, () => [0x20, ...varint(chunkBytes ?? 0)]).flat();
  const data =
    chunkBytes === undefined ? [0x08, 1] : [0x08, 2, 0x18, ...varint(count * chunkBytes), ...lengths];
  const nameOf = (n: number) => (chunkBytes === undefined ? `${n}`.padStart(6, '0') : '');
  const node = dagPb.encode({
    Data: Uint8Array.from(data),
    Links: Array.from({ length: count }, (_, n) => ({
      Name: nameOf(n),
      Tsize: chunkBytes ?? 0,
      Hash: CID.parse(cid),
    })),
  });
  return (await files.putBlock(node, DAG_PB, { version: 1, pin: false })).toString();
}

test('an add takes a bounded number of files and directories', async () => {
  const entries = Array.from(
    { length: MAX_ENTRIES + 1 },
    (_, n): AddEntry => ({ kind: 'file', path: `${n}`, content: cut([Buffer.from('x')]) }),
  );
  const options = { cidVersion: 1, rawLeaves: true, chunkBytes: 1000, wrapWithDirectory: false } as const;
  const added = files.add(cut(entries), { ...options, pin: false, onlyHash: true });
  await expect(all(added)).rejects.toMatchObject({ code: 'LIMIT' });
});

test('a get gives a bounded number of files and directories, then breaks off', async () => {
  const leaf = await addFile(files, Buffer.from('x'));
  const most = await repeating(leaf, MAX_ENTRIES - 1);
  expect(await all(files.tree(most))).toHaveLength(MAX_ENTRIES);
  const seen: string[] = [];
  const tooMany = async () => {
    for await (const { path } of files.tree(await repeating(leaf, MAX_ENTRIES))) seen.push(path);
  };
  await expect(tooMany()).rejects.toMatchObject({ code: 'LIMIT' });
  expect(seen).toHaveLength(MAX_ENTRIES);
});

test('a file that a few blocks make larger than an answer may be is refused before its first byte', async () => {
  const chunkBytes = 1024 * 1024;
  const leaf = await addFile(files, new Uint8Array(chunkBytes), { chunkBytes });
  const count = MAX_ANSWER_BYTES / chunkBytes;
  expect((await files.openFile(await repeating(leaf, count, chunkBytes))).size).toBe(MAX_ANSWER_BYTES);
  const larger = await repeating(leaf, count + 1, chunkBytes);
  await expect(files.openFile(larger)).rejects.toMatchObject({ code: 'LIMIT' });
  await expect(all(files.tree(larger))).rejects.toMatchObject({ code: 'LIMIT' });
});
