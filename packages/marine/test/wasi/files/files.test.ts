import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RIGHT } from '../../../src/wasi/descriptors/rights.js';
import { BUFFER, RESULT, temporaryDirectory, VECTOR, wasiWorld } from '../../utils/wasi-world.js';

const E = {
  OK: 0,
  BADF: 8,
  EXIST: 20,
  INVAL: 28,
  ISDIR: 31,
  MFILE: 33,
  NAMETOOLONG: 37,
  NOENT: 44,
  NOTDIR: 54,
  NOTEMPTY: 55,
  SPIPE: 70,
  NOTCAPABLE: 76,
};
const [CREAT, DIRECTORY, EXCL, TRUNC] = [1, 2, 4, 8];
const APPEND = 1;
const [SET, CUR, END] = [0, 1, 2];

function world() {
  const root = temporaryDirectory();
  return { root, ...wasiWorld({ '/data/': root }) };
}

describe('mapped directories', () => {
  it('are announced from descriptor 3 on, without the trailing slash, and end with BADF', () => {
    const { call, dv, put, u8 } = world();
    expect(call('fd_prestat_get', 3, RESULT)).toBe(E.OK);
    expect([dv.getUint32(RESULT, true), dv.getUint32(RESULT + 4, true)]).toEqual([0, 5]);
    put('........', BUFFER);
    expect(call('fd_prestat_dir_name', 3, BUFFER, 5)).toBe(E.OK);
    expect(new TextDecoder().decode(u8.slice(BUFFER, BUFFER + 6))).toBe('/data.');
    expect(call('fd_prestat_dir_name', 3, BUFFER, 4)).toBe(E.NAMETOOLONG);
    expect(call('fd_prestat_get', 4, RESULT)).toBe(E.BADF);
  });

  it('hold no descriptor of the host while nothing is open', () => {
    const { open, call, descriptors } = world();
    const { fd } = open('f', { oflags: CREAT });
    expect(descriptors.holdsHandles).toBe(true);
    call('fd_close', fd);
    expect(descriptors.holdsHandles).toBe(false);
  });
});

describe('files', () => {
  it('are made, written, sought, read and closed', () => {
    const { root, open, write, read, pread, call, result64 } = world();
    expect(open('f').errno).toBe(E.NOENT);
    const { fd } = open('f', { oflags: CREAT | EXCL });
    expect(open('f', { oflags: CREAT | EXCL }).errno).toBe(E.EXIST);
    expect(write(fd, 'hello world')).toBe(E.OK);
    expect(readFileSync(join(root, 'f'), 'utf8')).toBe('hello world');
    expect(read(fd)).toBe('');
    expect(call('fd_seek', fd, -5n, END, RESULT)).toBe(E.OK);
    expect([result64(), read(fd)]).toEqual([6n, 'world']);
    expect([call('fd_tell', fd, RESULT), result64()]).toEqual([E.OK, 11n]);
    expect(call('fd_seek', fd, -12n, CUR, RESULT)).toBe(E.INVAL);
    expect(call('fd_seek', fd, 0n, 7, RESULT)).toBe(E.INVAL);
    expect(pread(fd, 4n, 3)).toBe('o w');
    for (const name of ['fd_sync', 'fd_datasync', 'fd_close']) expect(call(name, fd), name).toBe(E.OK);
    expect(call('fd_close', fd)).toBe(E.BADF);
  });

  it('seek beyond 32 bits and leave a hole', () => {
    const { open, write, call, result64, root } = world();
    const { fd } = open('sparse', { oflags: CREAT });
    const far = 5n * 2n ** 32n;
    expect([call('fd_seek', fd, far, SET, RESULT), result64()]).toEqual([E.OK, far]);
    expect(write(fd, 'x')).toBe(E.OK);
    expect(statSync(join(root, 'sparse')).size).toBe(Number(far) + 1);
  });

  it('append, start to append and stop', () => {
    const { root, open, write, call, result64 } = world();
    writeFileSync(join(root, 'f'), 'abc');
    const { fd } = open('f', { fdflags: APPEND });
    write(fd, 'd');
    expect([call('fd_tell', fd, RESULT), result64()]).toEqual([E.OK, 4n]);
    expect(call('fd_fdstat_set_flags', fd, 0)).toBe(E.OK);
    call('fd_seek', fd, 0n, SET, RESULT);
    write(fd, 'X');
    expect(call('fd_fdstat_set_flags', fd, APPEND)).toBe(E.OK);
    write(fd, 'e');
    expect(readFileSync(join(root, 'f'), 'utf8')).toBe('Xbcde');
    expect(call('fd_fdstat_set_flags', fd, 64)).toBe(E.INVAL);
  });

  it('are cut, grown and truncated', () => {
    const { root, open, call } = world();
    writeFileSync(join(root, 'f'), 'abcdef');
    const { fd } = open('f');
    const size = (): number => statSync(join(root, 'f')).size;
    expect([call('fd_filestat_set_size', fd, 2n), size()]).toEqual([E.OK, 2]);
    expect([call('fd_allocate', fd, 0n, 10n), size()]).toEqual([E.OK, 10]);
    expect([call('fd_allocate', fd, 0n, 5n), size()]).toEqual([E.OK, 10]);
    expect([
      call('fd_allocate', fd, 0n, 0n),
      call('fd_advise', fd, 0n, 0n, 5),
      call('fd_advise', fd, 0n, 0n, 6),
    ]).toEqual([E.INVAL, E.OK, E.INVAL]);
    expect([open('f', { oflags: TRUNC }).errno, size()]).toEqual([E.OK, 0]);
  });

  it('obey the rights they were opened with', () => {
    const { root, open, write, read, call } = world();
    writeFileSync(join(root, 'f'), 'abc');
    const reader = open('f', { rights: RIGHT.FD_READ }).fd;
    expect([read(reader), write(reader, 'x')]).toEqual(['abc', E.NOTCAPABLE]);
    expect(call('fd_seek', reader, 0n, SET, RESULT)).toBe(E.NOTCAPABLE);
    const writer = open('f', { rights: RIGHT.FD_WRITE }).fd;
    expect([read(writer), write(writer, 'x')]).toEqual([E.NOTCAPABLE, E.OK]);
    expect(call('fd_fdstat_set_rights', writer, RIGHT.FD_READ, 0n)).toBe(E.NOTCAPABLE);
    expect(call('fd_fdstat_set_rights', writer, 0n, 0n)).toBe(E.OK);
    expect(write(writer, 'x')).toBe(E.NOTCAPABLE);
  });

  it('tell size, kind and times, and take new times', () => {
    const { root, open, call, dv, path } = world();
    writeFileSync(join(root, 'f'), 'abc');
    const { fd } = open('f');
    expect(call('fd_filestat_set_times', fd, 1_000_000_000n, 2_000_000_000n, 1 | 4)).toBe(E.OK);
    expect(call('fd_filestat_get', fd, RESULT)).toBe(E.OK);
    const at = (offset: number): bigint => dv.getBigUint64(RESULT + offset, true);
    expect([dv.getUint8(RESULT + 16), at(24), at(32), at(40), at(48)]).toEqual([
      4,
      1n,
      3n,
      1_000_000_000n,
      2_000_000_000n,
    ]);
    expect(call('path_filestat_set_times', 3, 0, ...path('f'), 0n, 5_000_000_000n, 4)).toBe(E.OK);
    expect([call('path_filestat_get', 3, 1, ...path('f'), RESULT), at(40), at(48)]).toEqual([
      E.OK,
      1_000_000_000n,
      5_000_000_000n,
    ]);
    expect(call('fd_filestat_set_times', fd, 0n, 0n, 3)).toBe(E.INVAL);
    expect(call('path_filestat_get', 3, 1, ...path('f-journal'), RESULT)).toBe(E.NOENT);
  });

  it('are bounded in number; names in length; renumbering closes the target', () => {
    const { root, open, call, read } = world();
    writeFileSync(join(root, 'f'), 'abc');
    const [a, b] = [open('f').fd, open('f').fd];
    expect(call('fd_renumber', a, b)).toBe(E.OK);
    expect([read(b), read(a)]).toEqual(['abc', E.BADF]);
    expect(open('x'.repeat(5000)).errno).toBe(E.NAMETOOLONG);
    let errno = 0;
    for (let i = 0; i < 1000 && errno === 0; i++) errno = open('f').errno;
    expect(errno).toBe(E.MFILE);
  });

  it('hold the same as a byte array after any sequence of writes and seeks', () => {
    const step = fc.oneof(
      fc.record({ seek: fc.integer({ min: 0, max: 300 }) }),
      fc.record({ write: fc.string({ maxLength: 40, unit: 'grapheme-ascii' }) }),
      fc.record({ cut: fc.integer({ min: 0, max: 200 }) }),
    );
    const { root, open, write, call } = world();
    fc.assert(
      fc.property(fc.array(step, { maxLength: 12 }), (steps) => {
        const { fd } = open('f', { oflags: CREAT | TRUNC });
        let [model, position] = [Buffer.alloc(0), 0];
        for (const s of steps) {
          if ('seek' in s) {
            call('fd_seek', fd, BigInt(s.seek), SET, RESULT);
            position = s.seek;
          } else if ('write' in s) {
            write(fd, s.write);
            if (s.write.length === 0) continue;
            const grown = Buffer.alloc(Math.max(model.length, position + s.write.length));
            model.copy(grown);
            grown.write(s.write, position);
            [model, position] = [grown, position + s.write.length];
          } else {
            call('fd_filestat_set_size', fd, BigInt(s.cut));
            const cut = Buffer.alloc(s.cut);
            model.copy(cut);
            model = cut;
          }
        }
        call('fd_close', fd);
        expect(readFileSync(join(root, 'f'))).toEqual(model);
      }),
      { numRuns: 60 },
    );
  });
});

describe('directories', () => {
  it('are made, listed in pieces, emptied and removed', () => {
    const { root, call, path, open, dv, u8, result } = world();
    expect(call('path_create_directory', 3, ...path('d'))).toBe(E.OK);
    expect(call('path_create_directory', 3, ...path('d'))).toBe(E.EXIST);
    const names = Array.from({ length: 40 }, (_, i) => `entry-${i}`);
    for (const name of names) writeFileSync(join(root, 'd', name), '');
    const { fd } = open('d', { oflags: DIRECTORY });
    const found: string[] = [];
    for (let cookie = 0n, used = 200; used === 200; ) {
      expect(call('fd_readdir', fd, BUFFER, 200, cookie, RESULT)).toBe(E.OK);
      used = result();
      for (let at = BUFFER; at + 24 <= BUFFER + used; ) {
        const length = dv.getUint32(at + 16, true);
        if (at + 24 + length > BUFFER + used) break;
        found.push(new TextDecoder().decode(u8.slice(at + 24, at + 24 + length)));
        cookie = dv.getBigUint64(at, true);
        expect(dv.getUint8(at + 20)).toBe(found.at(-1)!.startsWith('.') ? 3 : 4);
        at += 24 + length;
      }
    }
    expect(found.sort()).toEqual(['.', '..', ...names].sort());
    expect(call('path_remove_directory', 3, ...path('d'))).toBe(E.NOTEMPTY);
    for (const name of names) expect(call('path_unlink_file', fd, ...path(name))).toBe(E.OK);
    expect(call('path_unlink_file', 3, ...path('d'))).toBe(E.ISDIR);
    expect(call('path_remove_directory', 3, ...path('d'))).toBe(E.OK);
  });

  it('are not read or written as files, files not opened as directories', () => {
    const { root, open, read, path, call } = world();
    mkdirSync(join(root, 'd'));
    writeFileSync(join(root, 'f'), '');
    expect(open('d', { oflags: CREAT | TRUNC }).errno).toBe(E.ISDIR);
    expect(read(open('d', { rights: RIGHT.FD_READ }).fd)).toBe(E.ISDIR);
    expect(open('f', { oflags: DIRECTORY }).errno).toBe(E.NOTDIR);
    expect(open('f/x').errno).toBe(E.NOTDIR);
    expect(call('fd_seek', 3, 0n, SET, RESULT)).toBe(E.ISDIR);
    expect(call('path_rename', 3, ...path('nothing'), 3, ...path('f'))).toBe(E.NOENT);
  });

  it('move and link files', () => {
    const { root, call, path, second, open, read, put, text, result } = world();
    writeFileSync(join(root, 'a'), 'abc');
    mkdirSync(join(root, 'd'));
    expect(call('path_rename', 3, ...path('a'), 3, ...second('d/b'))).toBe(E.OK);
    expect(call('path_link', 3, 0, ...path('d/b'), 3, ...second('c'))).toBe(E.OK);
    expect(read(open('c').fd)).toBe('abc');
    expect(call('path_symlink', ...path('d/./b'), 3, ...second('link'))).toBe(E.OK);
    expect(read(open('link').fd)).toBe('abc');
    expect(open('link', { follow: 0 }).errno).toBe(32);
    put('........', BUFFER);
    expect(call('path_readlink', 3, ...path('link'), BUFFER, 3, RESULT)).toBe(E.OK);
    expect([result(), text(4)]).toEqual([3, 'd/..']);
    expect(call('path_filestat_get', 3, 0, ...path('link'), VECTOR)).toBe(E.OK);
  });
});
