import { mkdirSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CallClock } from '../../../src/limits/call-clock.js';
import { DirectoryBudget } from '../../../src/wasi/descriptors/directory-budget.js';
import { BUFFER, RESULT, temporaryDirectory, VECTOR, wasiWorld } from '../../utils/wasi-world.js';

const [OK, NOSPC, XDEV] = [0, 51, 75];
const [CREAT, TRUNC] = [1, 8];
const APPEND = 1;

/** Two mapped directories with a quota each, and one without. */
function world({ maxBytes = 100, maxEntries = 5 } = {}) {
  const root = temporaryDirectory();
  const paths = { kept: join(root, 'kept'), tmp: join(root, 'tmp'), vault: join(root, 'vault') };
  for (const path of Object.values(paths)) mkdirSync(path);
  const quota = (name: 'kept' | 'tmp') =>
    new DirectoryBudget({ name, path: paths[name], maxBytes, maxEntries });
  const budgets = [quota('kept'), quota('tmp')] as const;
  const mapped = { '/kept': paths.kept, '/tmp': paths.tmp, '/vault': paths.vault };
  const wasi = wasiWorld(mapped, new CallClock(), budgets);
  const [KEPT, TMP, VAULT] = [3, 4, 5];
  const create = (name: string, { fd = KEPT, oflags = CREAT, fdflags = 0 } = {}) =>
    wasi.open(name, { fd, oflags, fdflags });
  const close = (fd: number) => wasi.call('fd_close', fd);
  /** A file of a length. */
  const file = (name: string, size: number, fd = KEPT): number => {
    const opened = create(name, { fd });
    if (opened.errno !== OK) return opened.errno;
    const errno = wasi.write(opened.fd, 'x'.repeat(size));
    close(opened.fd);
    return errno;
  };
  const unlink = (name: string, fd = KEPT) => wasi.call('path_unlink_file', fd, ...wasi.path(name));
  const rename = (from: string, to: string, fd = KEPT, toFd = KEPT) =>
    wasi.call('path_rename', fd, ...wasi.path(from), toFd, ...wasi.second(to));
  const link = (from: string, to: string, fd = KEPT, toFd = KEPT) =>
    wasi.call('path_link', fd, 0, ...wasi.path(from), toFd, ...wasi.second(to));
  const mkdir = (name: string) => wasi.call('path_create_directory', KEPT, ...wasi.path(name));
  const rmdir = (name: string) => wasi.call('path_remove_directory', KEPT, ...wasi.path(name));
  const symlink = (text: string, name: string) =>
    wasi.call('path_symlink', ...wasi.second(text), KEPT, ...wasi.path(name));
  const [kept, tmp] = budgets;
  const helpers = { create, close, file, unlink, rename, link, mkdir, rmdir, symlink };
  return { ...wasi, ...helpers, paths, kept, tmp, KEPT, TMP, VAULT };
}
type World = ReturnType<typeof world>;

/** What a look at the disk finds: the same as was counted, with what is open and has no name left out. */
function measured(w: World) {
  const quota = { name: 'kept', path: w.paths.kept, maxBytes: 1e9, maxEntries: 1e6 };
  return new DirectoryBudget(quota).used;
}

describe('the quota of a directory', () => {
  it.each<[string, (w: World) => number]>([
    ['a write', (w) => w.file('a', 101)],
    [
      'a write behind a hole',
      (w) => {
        const { fd } = w.create('a');
        w.vector(w.put('x', BUFFER)[1]);
        return w.call('fd_pwrite', fd, VECTOR, 1, 100n, RESULT);
      },
    ],
    [
      'an appended write',
      (w) => {
        w.file('a', 60);
        return w.write(w.create('a', { oflags: 0, fdflags: APPEND }).fd, 'x'.repeat(41));
      },
    ],
    [
      'a positioned write to a file that is appended to',
      (w) => {
        w.file('a', 60);
        const { fd } = w.create('a', { oflags: 0, fdflags: APPEND });
        w.vector(w.put('x'.repeat(41), BUFFER)[1]);
        return w.call('fd_pwrite', fd, VECTOR, 1, 0n, RESULT);
      },
    ],
    ['a longer length', (w) => w.call('fd_filestat_set_size', w.create('a').fd, 101n)],
    ['an allocation', (w) => w.call('fd_allocate', w.create('a').fd, 90n, 11n)],
    ['a link with a long text', (w) => w.symlink('x'.repeat(101), 'a')],
  ])('refuses %s beyond its bytes, and changes nothing', (_, run) => {
    const w = world();
    expect(run(w)).toBe(NOSPC);
    expect(w.kept.takeRefused()).toEqual({ name: 'kept', bytes: 1, entries: 0 });
    expect(w.kept.used).toEqual(measured(w));
    expect(w.kept.used.bytes).toBeLessThanOrEqual(100);
    expect(w.tmp.takeRefused()).toBeUndefined();
    expect(w.file('b', 100, w.TMP)).toBe(OK);
    expect(w.file('b', 1000, w.VAULT)).toBe(OK);
  });

  it.each<[string, (w: World) => number]>([
    ['file', (w) => w.file('f', 0)],
    ['directory', (w) => w.mkdir('f')],
    ['link', (w) => w.symlink('4', 'f')],
    ['second name of a file', (w) => w.link('4', 'f')],
  ])('refuses one more %s than it has entries', (_, run) => {
    const w = world();
    for (const name of ['0', '1', '2', '3', '4']) expect(w.file(name, 0)).toBe(OK);
    expect(run(w)).toBe(NOSPC);
    expect(w.kept.takeRefused()).toEqual({ name: 'kept', bytes: 0, entries: 1 });
    expect(w.file('4', 10)).toBe(OK);
    expect(w.unlink('0')).toBe(OK);
    expect(run(w)).toBe(OK);
  });

  it.each<[string, (w: World) => void]>([
    ['a file is removed', (w) => w.unlink('a')],
    ['a file is cut', (w) => w.close(w.create('a', { oflags: TRUNC }).fd)],
    ['a file is made shorter', (w) => w.call('fd_filestat_set_size', w.create('a', { oflags: 0 }).fd, 0n)],
    [
      'a file takes the place of another',
      (w) => {
        w.file('b', 0);
        w.rename('b', 'a');
      },
    ],
    ['a file leaves for where nothing is counted', (w) => w.rename('a', 'out', w.KEPT, w.VAULT)],
  ])('has room again when %s', (_, free) => {
    const w = world();
    expect(w.file('a', 100)).toBe(OK);
    expect(w.file('c', 1)).toBe(NOSPC);
    free(w);
    expect(w.file('c', 100)).toBe(OK);
    expect(w.kept.used).toEqual(measured(w));
  });

  it('counts a file that has no name any more until it is closed', () => {
    const w = world();
    const { fd } = w.create('a');
    w.unlink('a');
    expect(w.write(fd, 'x'.repeat(100))).toBe(OK);
    expect(w.file('b', 1)).toBe(NOSPC);
    w.kept.forget();
    expect(w.file('b', 1)).toBe(NOSPC);
    w.close(fd);
    expect(w.file('b', 100)).toBe(OK);
  });

  it('counts a file with two names once, and both descriptors of one', () => {
    const w = world();
    w.file('a', 60);
    expect(w.link('a', 'b')).toBe(OK);
    const [one, two] = [w.create('a', { oflags: 0 }).fd, w.create('b', { oflags: 0 }).fd];
    expect(w.write(one, 'x'.repeat(80))).toBe(OK);
    expect(w.write(two, 'x'.repeat(80))).toBe(OK);
    expect(w.kept.used).toEqual({ bytes: 80, entries: 2 });
    expect(w.unlink('a')).toBe(OK);
    expect(w.kept.used).toEqual({ bytes: 80, entries: 1 });
  });

  it('counts what was there before, below directories too, links as links', () => {
    const w = world();
    mkdirSync(join(w.paths.kept, 'd'));
    writeFileSync(join(w.paths.kept, 'd', 'a'), 'x'.repeat(96));
    symlinkSync('d/a', join(w.paths.kept, 'l'));
    expect(w.kept.used).toEqual({ bytes: 99, entries: 3 });
    expect(w.file('b', 2)).toBe(NOSPC);
    expect(w.file('b', 1)).toBe(OK);
  });

  it('sees what a program of the host wrote meanwhile, also to a file that is open', () => {
    const w = world();
    const { fd } = w.create('a');
    expect(w.write(fd, 'x')).toBe(OK);
    writeFileSync(join(w.paths.kept, 'a'), 'x'.repeat(90));
    w.kept.forget();
    expect(w.write(fd, 'x'.repeat(50))).toBe(OK);
    expect(w.file('b', 11)).toBe(NOSPC);
    expect(w.file('b', 10)).toBe(OK);
  });

  it('that is overfull from the beginning takes nothing until enough was removed', () => {
    const w = world();
    for (const name of ['0', '1', '2', '3', '4', '5', '6']) writeFileSync(join(w.paths.kept, name), '');
    for (const name of ['0', '1']) {
      expect(w.file('9', 0)).toBe(NOSPC);
      expect(w.file('6', 1)).toBe(NOSPC);
      expect(w.unlink(name)).toBe(OK);
    }
    expect(w.file('6', 1)).toBe(OK);
    expect(w.file('9', 0)).toBe(NOSPC);
  });

  it('is not got round by names or descriptors that stay behind', () => {
    const w = world();
    w.file('a', 1);
    w.file('out', 1, w.VAULT);
    w.link('a', 'b');
    w.mkdir('d');
    expect(w.rename('out', 'in', w.VAULT, w.KEPT)).toBe(XDEV);
    expect(w.rename('a', 'in', w.KEPT, w.TMP)).toBe(XDEV);
    expect(w.rename('a', 'in', w.KEPT, w.VAULT)).toBe(XDEV);
    expect(w.rename('d', 'in', w.KEPT, w.VAULT)).toBe(XDEV);
    expect(w.link('out', 'in', w.VAULT, w.KEPT)).toBe(XDEV);
    expect(w.link('a', 'in', w.KEPT, w.VAULT)).toBe(XDEV);
    w.unlink('b');
    const { fd } = w.create('a', { oflags: 0 });
    expect(w.rename('a', 'in', w.KEPT, w.VAULT)).toBe(OK);
    expect(w.write(fd, 'x'.repeat(101))).toBe(NOSPC);
  });

  it('gives back what the system did not write', () => {
    const w = world();
    w.create('a');
    const stats = statSync(join(w.paths.kept, 'a'), { bigint: true });
    const counted = w.kept.opened(stats, 0n);
    w.kept.write(counted, 100n, () => 30n);
    expect(w.kept.used.bytes).toBe(30);
    const fail = () => {
      throw new Error('disk');
    };
    expect(() => w.kept.write(counted, 100n, fail)).toThrow('disk');
    expect(() => w.kept.setSize(counted, 100n, fail)).toThrow('disk');
    expect(w.kept.used.bytes).toBe(30);
  });

  it('counts in directories that are opened by themselves', () => {
    const w = world();
    w.mkdir('d');
    const { fd } = w.open('d', { fd: w.KEPT, oflags: 2 });
    expect(w.file('a', 101, fd)).toBe(NOSPC);
    expect(w.file('a', 100, fd)).toBe(OK);
  });

  it('counts what is on the disk, whatever is done in whatever order', () => {
    const name = fc.constantFrom('a', 'b', 'd', 'd/a', 'd/b');
    const size = fc.nat(60);
    const descriptor = fc.nat(3);
    const step = fc.oneof(
      fc.tuple(fc.constant('file' as const), name, size),
      fc.tuple(fc.constant('open' as const), name, fc.constantFrom(0, CREAT, TRUNC, CREAT | TRUNC)),
      fc.tuple(fc.constant('write' as const), descriptor, size),
      fc.tuple(fc.constant('resize' as const), descriptor, size),
      fc.tuple(fc.constant('close' as const), descriptor),
      fc.tuple(fc.constantFrom('unlink' as const, 'mkdir' as const, 'rmdir' as const), name),
      fc.tuple(fc.constantFrom('rename' as const, 'link' as const, 'symlink' as const), name, name),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const w = world();
        const open: number[] = [];
        for (const [kind, one, two] of steps) {
          if (kind === 'file') w.file(one, two);
          else if (kind === 'open') {
            const opened = w.create(one, { oflags: two });
            if (opened.errno === OK) open.push(opened.fd);
          } else if (kind === 'write') w.write(open[one] ?? 99, 'x'.repeat(two));
          else if (kind === 'resize') w.call('fd_filestat_set_size', open[one] ?? 99, BigInt(two));
          else if (kind === 'close') w.close(open.splice(one, 1)[0] ?? 99);
          else if (kind === 'rename' || kind === 'link' || kind === 'symlink') w[kind](one, two);
          else w[kind](one);
          const { bytes, entries } = w.kept.used;
          expect(bytes).toBeLessThanOrEqual(100);
          expect(entries).toBe(measured(w).entries);
          expect(bytes).toBeGreaterThanOrEqual(measured(w).bytes);
        }
        for (const fd of open) w.close(fd);
        expect(w.kept.used).toEqual(measured(w));
      }),
      { numRuns: 200 },
    );
  });
});
