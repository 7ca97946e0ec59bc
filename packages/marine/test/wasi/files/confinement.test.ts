import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { RESULT, temporaryDirectory, wasiWorld } from '../../utils/wasi-world.js';

const [NOENT, LOOP, NOTCAPABLE, NOTSUP, ILSEQ, INVAL, NOTDIR] = [44, 32, 76, 58, 25, 28, 54];

function world() {
  const top = temporaryDirectory();
  const root = join(top, 'root');
  mkdirSync(join(root, 'a/b'), { recursive: true });
  writeFileSync(join(top, 'secret'), 'secret');
  writeFileSync(join(root, 'a/f'), 'fine');
  return { top, root, ...wasiWorld({ '/': root }) };
}

describe('paths stay below their directory', () => {
  it.each([
    '../secret',
    'a/../../secret',
    '/etc/passwd',
    '/',
    '..',
    'a/b/../../../root/a/f',
    '././../secret',
  ])('%s is refused', (path) => {
    const { open, call, path: put } = world();
    expect(open(path).errno).toBe(NOTCAPABLE);
    expect(call('path_filestat_get', 3, 1, ...put(path), RESULT)).toBe(NOTCAPABLE);
    expect(call('path_create_directory', 3, ...put(`${path}/new`))).toBe(NOTCAPABLE);
    expect(call('path_unlink_file', 3, ...put(path))).toBe(NOTCAPABLE);
  });

  it.each(['a/b/../f', './a//f', 'a/./b/.././f'])('%s is fine', (path) => {
    const { open, read } = world();
    expect(read(open(path).fd)).toBe('fine');
  });

  it.each([
    ['absolute', '/etc/passwd', 'link'],
    ['relative', '../secret', 'link'],
    ['of a directory', '..', 'link/secret'],
    ['deep', '../../../secret', 'link'],
  ])('links of the host that lead out are not followed: %s', (_, target, path) => {
    const { root, open } = world();
    symlinkSync(target, join(root, 'link'));
    expect(open(path).errno).toBe(NOTCAPABLE);
    expect(open(path, { oflags: 1 }).errno).toBe(NOTCAPABLE);
  });

  it('links in a circle end, links inside work', () => {
    const { root, open, read } = world();
    symlinkSync('two', join(root, 'one'));
    symlinkSync('one', join(root, 'two'));
    expect(open('one').errno).toBe(LOOP);
    symlinkSync('../a', join(root, 'a/self'));
    expect(read(open('a/self/self/f').fd)).toBe('fine');
  });

  it('modules make links that go down only, and no second names of links', () => {
    const { call, path, second, open, read } = world();
    const link = (text: string, at: string): number => call('path_symlink', ...path(text), 3, ...second(at));
    const refused = ['/etc', '..', '../x', 'a/..', 'a/../../x', './..', 'b/../f'];
    expect(refused.map((text, n) => link(text, `a/l${n}`))).toEqual(refused.map(() => NOTCAPABLE));
    expect([link('b/./', 'a/l'), link('a/f', '..l')]).toEqual([0, 0]);
    expect(read(open('..l').fd)).toBe('fine');
    expect(call('path_link', 3, 0, ...path('a/l'), 3, ...second('l'))).toBe(NOTSUP);
  });

  it.each([
    ['moved up', [['path_symlink', '../../secret', 'a/b/l'] as const, ['path_rename', 'a/b', 'b'] as const]],
    [
      'through another',
      [['path_symlink', '.', 'here'] as const, ['path_symlink', 'here/../secret', 'l'] as const],
    ],
    [
      'whose way is replaced',
      [['path_symlink', 'a/../f', 'l'] as const, ['path_symlink', '.', 'c'] as const],
    ],
  ])('no order of steps makes a link that a program of the host would follow out: %s', (_, steps) => {
    const { root, call, path, second } = world();
    for (const [name, from, to] of steps) {
      const ends = name === 'path_symlink' ? [...path(from), 3] : [3, ...path(from), 3];
      call(name, ...ends, ...second(to));
    }
    for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
      if (!entry.isSymbolicLink()) continue;
      expect(realpathSync(join(entry.parentPath, entry.name)).startsWith(realpathSync(root))).toBe(true);
    }
  });

  it('a link of the host that was moved to where it leads out is not followed', () => {
    const { root, call, path, second, open } = world();
    symlinkSync('../../secret', join(root, 'a/b/l'));
    expect(call('path_rename', 3, ...path('a/b/l'), 3, ...second('l'))).toBe(0);
    expect(open('l').errno).toBe(NOTCAPABLE);
  });

  it('a mapped directory that became a link is refused', () => {
    const { top, root, open } = world();
    renameSync(root, join(top, 'elsewhere'));
    symlinkSync('/etc', root);
    expect(open('passwd').errno).toBe(NOTCAPABLE);
  });

  it.runIf(process.platform === 'linux')('an open directory is itself, whatever takes its name', () => {
    const { top, root, open, read } = world();
    const { fd } = open('a', { oflags: 2 });
    renameSync(join(root, 'a'), join(root, 'moved'));
    symlinkSync(top, join(root, 'a'));
    expect(read(open('f', { fd }).fd)).toBe('fine');
    expect(open('secret', { fd }).errno).toBe(NOENT);
  });

  it('bad names are no paths: not UTF-8, with NUL, empty', () => {
    const { call, open, u8, path } = world();
    u8.set([0xff], 1024);
    expect(call('path_unlink_file', 3, 1024, 1)).toBe(ILSEQ);
    expect(call('path_unlink_file', 3, ...path('a\0b'))).toBe(INVAL);
    expect([open('').errno, open('a/f/').errno]).toEqual([NOENT, NOTDIR]);
  });

  it('hard links of the host are its own matter', () => {
    const { top, root, open, read } = world();
    linkSync(join(top, 'secret'), join(root, 'hard'));
    expect(read(open('hard').fd)).toBe('secret');
  });

  it.runIf(process.platform === 'linux')(
    'links swapped in while paths are walked never lead out',
    async () => {
      const { top, root, open, read, call } = world();
      mkdirSync(join(top, 'out'));
      writeFileSync(join(top, 'out/f'), 'secret');
      const swapper = new Worker(
        `const { renameSync, symlinkSync, unlinkSync } = require('node:fs');
       const { workerData: { root, out, flag }, parentPort } = require('node:worker_threads');
       const stop = new Int32Array(flag);
       parentPort.postMessage('ready');
       while (Atomics.load(stop, 0) === 0) {
         renameSync(root + '/a', root + '/hidden');
         symlinkSync(out, root + '/a');
         unlinkSync(root + '/a');
         renameSync(root + '/hidden', root + '/a');
         Atomics.add(stop, 1, 1);
       }`,
        { eval: true, workerData: { root, out: join(top, 'out'), flag: new SharedArrayBuffer(8) } },
      );
      const exited = new Promise((resolve) => swapper.once('exit', resolve));
      await new Promise((resolve) => swapper.once('message', resolve));
      const seen = new Set<string | number>();
      for (let i = 0; i < 4000; i++) {
        const { errno, fd } = open('a/f');
        seen.add(errno === 0 ? read(fd) : errno);
        if (errno === 0) call('fd_close', fd);
        const made = open('a/new', { oflags: 1 });
        if (made.errno === 0) call('fd_close', made.fd);
      }
      await swapper.terminate();
      await exited;
      expect(seen).not.toContain('secret');
      expect(seen).toContain('fine');
      expect(() => readFileSync(join(top, 'out/new'))).toThrow('ENOENT');
    },
  );
});
