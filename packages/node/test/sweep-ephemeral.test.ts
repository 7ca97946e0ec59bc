import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createEphemeralSweep } from '../src/sweep-ephemeral.js';

let root: string;
beforeEach(async () => {
  root = await mkdtemp(path.join(os.tmpdir(), 'noctiluca-sweep-'));
});
afterEach(() => rm(root, { recursive: true, force: true }));

const life = new AbortController().signal;

describe('createEphemeralSweep', () => {
  it('removes what an earlier run left and nothing else', async () => {
    const dir = path.join(root, 'ephemeral');
    await mkdir(path.join(dir, 'services', 'workdir', 'id'), { recursive: true });
    await mkdir(path.join(dir, 'avm', 'particles', 'vault'), { recursive: true });
    await writeFile(path.join(dir, 'avm', 'particles', 'vault', 'file'), 'x');
    await writeFile(path.join(dir, 'mine.txt'), 'x');
    await createEphemeralSweep({ dir }).start(life);
    expect(await readdir(dir)).toEqual(['mine.txt']);
  });

  it('makes the directory when there is none', async () => {
    const dir = path.join(root, 'a', 'b');
    await createEphemeralSweep({ dir }).start(life);
    expect(await readdir(dir)).toEqual([]);
  });

  it('does not follow links out of the directory', async () => {
    const dir = path.join(root, 'ephemeral');
    const outside = path.join(root, 'outside');
    await mkdir(path.join(dir, 'services'), { recursive: true });
    await mkdir(outside);
    await writeFile(path.join(outside, 'kept'), 'x');
    await symlink(outside, path.join(dir, 'services', 'link'));
    await symlink(outside, path.join(dir, 'avm'));
    await createEphemeralSweep({ dir }).start(life);
    expect(await readFile(path.join(outside, 'kept'), 'utf8')).toBe('x');
    expect(await readdir(dir)).toEqual([]);
  });
});
