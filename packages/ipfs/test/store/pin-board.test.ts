import { rm } from 'node:fs/promises';
import { CID } from 'multiformats/cid';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IpfsStore } from '../../src/ipfs-store.js';
import { codecNamed } from '../../src/store/codecs.js';
import type { Files } from '../../src/store/store.js';
import { addFile, all, pattern, temporaryDirectory } from '../utils/files.js';

let dir: string;
let files: Files;
beforeEach(async () => {
  dir = await temporaryDirectory();
  files = await new IpfsStore({ dir }).open();
});
afterEach(() => rm(dir, { recursive: true }));

/** A file of three blocks, and one of its leaves. */
async function bigFile(pin: boolean): Promise<{ root: string; leaf: string }> {
  const root = await addFile(files, pattern(300_000), { pin });
  const [leaf] = (await all(files.pins('indirect'))).map(({ cid }) => cid.toString());
  return { root, leaf: leaf ?? '' };
}

describe('a recursive pin', () => {
  test('holds every block below: none can be removed', async () => {
    const { root, leaf } = await bigFile(true);
    expect((await files.pinOf(leaf, 'all')).reason).toEqual({ kind: 'indirect', through: CID.parse(root) });
    await expect(files.removeBlock(leaf)).rejects.toMatchObject({
      message: expect.stringContaining('pinned'),
    });
    expect(await all(files.collectGarbage())).toEqual([]);
  });

  test('needs every block below', async () => {
    const { root, leaf } = await bigFile(true);
    await files.unpin(root, { recursive: true });
    await files.removeBlock(leaf);
    await expect(files.pin(root, 'recursive')).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: `pin: block was not found locally (offline): ipld: could not find ${leaf}`,
    });
    // The root alone is there.
    await files.pin(root, 'direct');
    expect((await files.pinOf(root, 'all')).reason).toEqual({ kind: 'direct' });
  });

  test('let go, leaves its blocks to the garbage collection', async () => {
    const { root } = await bigFile(true);
    const kept = await addFile(files, Buffer.from('kept'));
    await files.unpin(root, { recursive: true });
    expect(await all(files.collectGarbage())).toHaveLength(3);
    expect(files.stats()).toMatchObject({ blocks: 1, usedBytes: 4 });
    expect((await files.openFile(kept)).size).toBe(4);
  });

  test('is not let go by halves', async () => {
    const { root } = await bigFile(true);
    await expect(files.unpin(root, { recursive: false })).rejects.toThrow(`${root} is pinned recursively`);
    await expect(files.pin(root, 'direct')).rejects.toThrow('already pinned recursively');
  });

  test('of a DAG node holds what it links to', async () => {
    const linked = await addFile(files, Buffer.from('linked'), { pin: false });
    const json = Buffer.from(JSON.stringify({ to: { '/': linked } }));
    const codecs = { inputCodec: codecNamed('dag-json'), storeCodec: codecNamed('dag-cbor') };
    await files.putNode(json, { ...codecs, pin: true });
    expect((await files.pinOf(linked, 'indirect')).reason.kind).toBe('indirect');
  });
});

test('the garbage collection waits for files that are being added', async () => {
  async function* slow() {
    yield Buffer.alloc(262_144, 1);
    collected = all(files.collectGarbage());
    yield Buffer.alloc(262_144, 2);
  }
  let collected: Promise<CID[]> = Promise.resolve([]);
  const entries = (async function* () {
    yield { kind: 'file' as const, path: 'a', content: slow() };
  })();
  const options = { cidVersion: 1, rawLeaves: true, chunkBytes: 262_144 } as const;
  await all(files.add(entries, { ...options, wrapWithDirectory: false, pin: true, onlyHash: false }));
  expect(await collected).toEqual([]);
  expect(files.stats().blocks).toBe(3);
});
