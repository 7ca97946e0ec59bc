import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CallClock } from '../../../src/limits/call-clock.js';
import { DirectoryBudget } from '../../../src/wasi/descriptors/directory-budget.js';
import { EachBudget } from '../../../src/wasi/descriptors/each-budget.js';
import { temporaryDirectory, wasiWorld } from '../../utils/wasi-world.js';

const [OK, ACCES, NOSPC, XDEV] = [0, 2, 51, 75];
const CREAT = 1;
const DIRECTORY = 2;
const [VAULTS, TMP] = [3, 4];

/** Two vaults with a quota each, and a directory of the service. */
function world({ maxBytes = 100, maxEntries = 5 } = {}) {
  const root = temporaryDirectory();
  const paths = { vaults: join(root, 'vaults'), tmp: join(root, 'tmp') };
  for (const path of [join(paths.vaults, 'one'), join(paths.vaults, 'two'), paths.tmp])
    mkdirSync(path, { recursive: true });
  const vaults = new EachBudget({ name: 'vault', path: paths.vaults, maxBytes, maxEntries, of: 'each' });
  const tmp = new DirectoryBudget({ name: 'tmp', path: paths.tmp, maxBytes, maxEntries });
  const wasi = wasiWorld({ '/vaults': paths.vaults, '/tmp': paths.tmp }, new CallClock(), [vaults, tmp]);
  const file = (name: string, size: number, fd = VAULTS): number => {
    const opened = wasi.open(name, { fd, oflags: CREAT });
    if (opened.errno !== OK) return opened.errno;
    const errno = wasi.write(opened.fd, 'x'.repeat(size));
    wasi.call('fd_close', opened.fd);
    return errno;
  };
  const rename = (from: string, to: string, fd = VAULTS, toFd = VAULTS) =>
    wasi.call('path_rename', fd, ...wasi.path(from), toFd, ...wasi.second(to));
  return { ...wasi, paths, vaults, file, rename };
}

describe('a quota of each directory in a directory', () => {
  it('is one for each, whatever way leads there', () => {
    const w = world();
    const one = w.open('one', { oflags: DIRECTORY }).fd;
    expect([w.file('one/a', 60), w.file('b', 41, one), w.file('two/../one/c', 41)]).toEqual([
      OK,
      NOSPC,
      NOSPC,
    ]);
    expect([w.file('two/a', 100), w.file('one/c', 40)]).toEqual([OK, OK]);
    expect(w.vaults.takeRefused()).toEqual({ name: 'vault', bytes: 2, entries: 0 });
  });

  it('has nothing made, moved or removed beside them', () => {
    const w = world();
    const { call, path, second } = w;
    const self = w.open('.', { oflags: DIRECTORY }).fd;
    expect([w.file('new', 1), w.file('new', 1, self), w.file('one/../new', 1)]).toEqual([
      ACCES,
      ACCES,
      ACCES,
    ]);
    expect(call('path_create_directory', VAULTS, ...path('new'))).toBe(ACCES);
    expect(call('path_symlink', ...second('one'), VAULTS, ...path('new'))).toBe(ACCES);
    expect(call('path_remove_directory', VAULTS, ...path('one'))).toBe(ACCES);
    w.file('one/a', 1);
    expect([w.rename('one/a', 'a'), w.rename('one', 'three')]).toEqual([ACCES, ACCES]);
    expect(call('path_link', VAULTS, 0, ...path('one/a'), VAULTS, ...second('a'))).toBe(ACCES);
    expect(readdirSync(w.paths.vaults).sort()).toEqual(['one', 'two']);
  });

  it('takes a closed file of another quota and counts it here from then on', () => {
    const w = world();
    w.file('a', 60, TMP);
    w.file('two/b', 50);
    const { fd } = w.open('a', { fd: TMP });
    expect(w.rename('a', 'one/a', TMP)).toBe(XDEV);
    w.call('fd_close', fd);
    expect(w.rename('a', 'two/a', TMP)).toBe(NOSPC);
    expect(w.rename('a', 'one/a', TMP)).toBe(OK);
    expect([w.file('one/c', 41), w.file('c', 100, TMP)]).toEqual([NOSPC, OK]);
  });

  it('counts what others left there between calls, and a good part of what they write during one', () => {
    const w = world({ maxBytes: 1600 });
    expect(w.file('one/a', 100)).toBe(OK);
    writeFileSync(join(w.paths.vaults, 'one/other'), 'x'.repeat(1500));
    w.vaults.begin();
    expect(w.file('one/b', 1)).toBe(NOSPC);
    expect(w.file('two/a', 101)).toBe(OK);
    writeFileSync(join(w.paths.vaults, 'two/other'), 'x'.repeat(1499));
    expect(w.file('two/b', 1)).toBe(NOSPC);
  });

  it('still counts a file that stays open from an earlier call', () => {
    const w = world();
    const { fd } = w.open('one/a', { oflags: CREAT });
    w.vaults.begin();
    expect([w.write(fd, 'x'.repeat(101)), w.write(fd, 'x'.repeat(100)), w.file('one/b', 1)]).toEqual([
      NOSPC,
      OK,
      NOSPC,
    ]);
  });
});
