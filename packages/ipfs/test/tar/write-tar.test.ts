import { execFileSync } from 'node:child_process';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { writeTar } from '../../src/tar/write-tar.js';
import { all, cut } from '../utils/files.js';

const file = (path: string, content: Buffer) => ({
  path,
  type: 'file' as const,
  size: content.length,
  content: () => cut([content.subarray(0, 3), content.subarray(3)]),
});

test('the system’s tar unpacks what is written: directories, long and foreign names, any length', async () => {
  const long = `root/${'n'.repeat(150)}`;
  const dir = await mkdtemp(join(tmpdir(), 'noctiluca-tar-'));
  try {
    const entries = [
      { path: 'root', type: 'directory' as const, size: 0, content: () => cut<Uint8Array>([]) },
      file('root/empty', Buffer.alloc(0)),
      file('root/block', Buffer.alloc(512, 'b')),
      file('root/ä ö.txt', Buffer.from('umlauts')),
      file(long, Buffer.alloc(1000, 'l')),
    ];
    await writeFile(join(dir, 'a.tar'), Buffer.concat(await all(writeTar(cut(entries)))));
    execFileSync('tar', ['-xf', 'a.tar'], { cwd: dir });
    expect((await stat(join(dir, 'root'))).isDirectory()).toBe(true);
    expect(await readFile(join(dir, 'root/empty'), 'utf8')).toBe('');
    expect(await readFile(join(dir, 'root/block'), 'utf8')).toBe('b'.repeat(512));
    expect(await readFile(join(dir, 'root/ä ö.txt'), 'utf8')).toBe('umlauts');
    expect(await readFile(join(dir, long), 'utf8')).toBe('l'.repeat(1000));
  } finally {
    await rm(dir, { recursive: true });
  }
});
