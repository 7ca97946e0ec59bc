import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { tempDir } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { cidOf } from '../../src/blobs/cid.js';
import { type BlobStoreInit, createBlobStore } from '../../src/blobs/file-blob-store.js';
import { alive } from '../utils/alive.js';

const bytes = (content: string) => new TextEncoder().encode(content);

async function started(init: Partial<BlobStoreInit> = {}) {
  const dir = init.dir ?? tempDir();
  const blobs = createBlobStore({ ...init, dir });
  await blobs.start(alive);
  return { dir, blobs };
}

describe('a blob store', () => {
  it('gives back what was put, under its CID, in a file of that name', async () => {
    const { dir, blobs } = await started();
    const large = new Uint8Array(600_000).fill(7);
    const cid = await blobs.put(large);
    expect(cid).toBe(cidOf(large));
    expect(await blobs.has(cid)).toBe(true);
    const back = await blobs.get(cid);
    expect(Buffer.compare(back ?? new Uint8Array(), large)).toBe(0);
    expect(back?.constructor).toBe(Uint8Array);
    expect(readdirSync(dir)).toEqual([`${cid}.wasm`]);
  });

  it('answers undefined and false for what it does not have', async () => {
    const { blobs } = await started();
    const cid = cidOf(bytes('absent'));
    expect(await blobs.get(cid)).toBeUndefined();
    expect(await blobs.has(cid)).toBe(false);
    await blobs.remove(cid);
  });

  it('removes, and lists in order what is left, passing over other files', async () => {
    const { dir, blobs } = await started({ extension: '.bin' });
    const [a, b, c] = await Promise.all(['a', 'b', 'c'].map((one) => blobs.put(bytes(one))));
    writeFileSync(join(dir, 'README.bin'), 'not ours');
    writeFileSync(join(dir, `${a}_config.toml`), 'not ours');
    await blobs.remove(b!);
    expect(await blobs.list()).toEqual([a, c].sort());
  });

  it('takes the same content from many callers at once', async () => {
    const { dir, blobs } = await started();
    const cids = await Promise.all(Array.from({ length: 20 }, () => blobs.put(bytes('same'))));
    expect(new Set(cids).size).toBe(1);
    expect(readdirSync(dir)).toHaveLength(1);
  });

  it('keeps the order of put and remove of one blob', async () => {
    const { blobs } = await started();
    const cid = cidOf(bytes('x'));
    await Promise.all([blobs.put(bytes('x')), blobs.remove(cid), blobs.put(bytes('x')), blobs.remove(cid)]);
    expect(await blobs.has(cid)).toBe(false);
  });

  it('never makes a path of its input', async () => {
    const { dir, blobs } = await started({ dir: join(tempDir(), 'modules') });
    writeFileSync(join(dir, '..', 'outside.wasm'), 'secret');
    for (const cid of ['../outside', 'outside', '', `${cidOf(bytes('x'))}/../../outside`]) {
      await expect(blobs.get(cid)).rejects.toMatchObject({ code: 'INVALID_CID' });
      await expect(blobs.has(cid)).rejects.toMatchObject({ code: 'INVALID_CID' });
      await expect(blobs.remove(cid)).rejects.toMatchObject({ code: 'INVALID_CID' });
    }
    expect(existsSync(join(dir, '..', 'outside.wasm'))).toBe(true);
  });

  it('refuses a blob above its limit, in memory or on disk', async () => {
    const { dir, blobs } = await started({ maxBlobBytes: 10 });
    await blobs.put(new Uint8Array(10));
    await expect(blobs.put(new Uint8Array(11))).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE' });
    const planted = cidOf(new Uint8Array(11));
    writeFileSync(join(dir, `${planted}.wasm`), new Uint8Array(11));
    await expect(blobs.get(planted)).rejects.toMatchObject({ code: 'BLOB_TOO_LARGE' });
  });

  it('notices a damaged file and mends it when the blob comes again', async () => {
    const { dir, blobs } = await started();
    const cid = await blobs.put(bytes('sound'));
    writeFileSync(join(dir, `${cid}.wasm`), 'fouled'.slice(0, 5));
    await expect(blobs.get(cid)).rejects.toMatchObject({ code: 'BLOB_CORRUPT' });
    await blobs.put(bytes('sound'));
    expect(await blobs.get(cid)).toEqual(bytes('sound'));
  });

  it('sweeps half-written files at start and touches nothing before', async () => {
    const dir = tempDir();
    writeFileSync(join(dir, '.tmp-0123'), 'half');
    const blobs = createBlobStore({ dir });
    await expect(blobs.list()).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    expect(readdirSync(dir)).toEqual(['.tmp-0123']);
    await blobs.start(alive);
    expect(readdirSync(dir)).toEqual([]);
    expect(blobs.describe?.()).toMatchObject({ sweptAtStart: 1 });
  });

  it('lets writes under way end when stopped, and takes no more', async () => {
    const { dir, blobs } = await started();
    const put = blobs.put(new Uint8Array(300_000));
    await blobs.stop(alive);
    expect(readdirSync(dir)).toEqual([`${await put}.wasm`]);
    await expect(blobs.put(bytes('late'))).rejects.toMatchObject({ code: 'NOT_RUNNING' });
    await expect(blobs.start(alive)).rejects.toMatchObject({ code: 'STARTED_TWICE' });
  });
});
