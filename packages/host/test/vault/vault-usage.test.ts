import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { treeSize } from '../../src/vault/tree-size.js';
import { VaultUsage } from '../../src/vault/vault-usage.js';

vi.mock('../../src/vault/tree-size.js', { spy: true });

const QUOTA = { bytes: 1600, entries: 160 };
let dir: string;
let usage: VaultUsage;
let files: number;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'vault-'));
  usage = new VaultUsage(dir, QUOTA);
  files = 0;
  vi.mocked(treeSize).mockClear();
});
afterEach(() => rm(dir, { recursive: true, force: true }));

/** A file as a service writes one. */
const write = (bytes: number) => writeFile(join(dir, `${files++}`), 'x'.repeat(bytes));

/** A file as the host writes one, unless it does not fit. */
async function put(bytes: number): Promise<boolean> {
  if (!usage.fits(await usage.before(bytes), bytes)) return false;
  await write(bytes);
  usage.add(bytes);
  return true;
}

const listed = () => vi.mocked(treeSize).mock.calls.length;

describe('what a vault holds', () => {
  test('is not listed for each file that the host adds', async () => {
    for (let n = 0; n < 100; n++) expect(await put(1)).toBe(true);
    expect(listed()).toBeLessThanOrEqual(10);
    expect(await usage.before(0)).toEqual({ bytes: 100, entries: 100 });
  });

  test('is measured again after a service was there', async () => {
    expect(await put(10)).toBe(true);
    await write(1580);
    usage.forget();
    expect(await put(11)).toBe(false);
    expect(await put(10)).toBe(true);
  });

  test('is measured again before anything is refused', async () => {
    await write(1590);
    expect(await put(10)).toBe(true);
    await rm(join(dir, '0'));
    expect(await put(1590)).toBe(true);
  });

  test('does not go far beyond the quota when others write unseen', async () => {
    expect(await put(1)).toBe(true);
    await write(1598);
    let added = 1;
    while (await put(20)) added += 20;
    expect(added).toBeLessThanOrEqual(1 + QUOTA.bytes / 16 + 20);
  });
});
