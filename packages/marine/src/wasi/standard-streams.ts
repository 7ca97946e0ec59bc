import type { WasiContext, WasiFunctions } from './context.js';
import { ERRNO } from './errno.js';
import { ioVectors, viewOf, writeU32s } from './guest-access.js';

const STDIN = 0;
const STDERR = 2;
const CHARACTER_DEVICE = 2;
const RIGHT_FD_READ = 1n << 1n;
const RIGHT_FD_WRITE = 1n << 6n;

/** stdin is empty; what goes to stdout and stderr is kept for error messages. Other descriptors do not exist. */
export function standardStreamFunctions({ memory, output }: WasiContext): WasiFunctions {
  const isStream = (fd: number): boolean => fd >= STDIN && fd <= STDERR;
  const orBadFd =
    (errno: number) =>
    (fd: number): number =>
      isStream(fd) ? errno : ERRNO.BADF;
  return {
    fd_write(fd: number, vectors: number, count: number, result: number): number {
      if (!isStream(fd) || fd === STDIN) return ERRNO.BADF;
      const blocks = ioVectors(memory, vectors, count);
      if (!blocks) return ERRNO.FAULT;
      let written = 0;
      for (const block of blocks) {
        output.push(block);
        written += block.length;
      }
      return writeU32s(memory, result, written);
    },

    fd_read(fd: number, _vectors: number, _count: number, result: number): number {
      return fd === STDIN ? writeU32s(memory, result, 0) : ERRNO.BADF;
    },

    fd_fdstat_get(fd: number, result: number): number {
      if (!isStream(fd)) return ERRNO.BADF;
      const dv = viewOf(memory, result, 24);
      if (!dv) return ERRNO.FAULT;
      const at = result >>> 0;
      dv.setBigUint64(at, BigInt(CHARACTER_DEVICE), true);
      dv.setBigUint64(at + 8, fd === STDIN ? RIGHT_FD_READ : RIGHT_FD_WRITE, true);
      dv.setBigUint64(at + 16, 0n, true);
      return ERRNO.SUCCESS;
    },

    fd_close: orBadFd(ERRNO.SUCCESS),
    fd_sync: orBadFd(ERRNO.SUCCESS),
    fd_datasync: orBadFd(ERRNO.SUCCESS),
    fd_seek: orBadFd(ERRNO.SPIPE),
    fd_tell: orBadFd(ERRNO.SPIPE),
    fd_pread: orBadFd(ERRNO.SPIPE),
    fd_pwrite: orBadFd(ERRNO.SPIPE),
    fd_readdir: orBadFd(ERRNO.NOTDIR),
    fd_prestat_get: (): number => ERRNO.BADF,
    fd_prestat_dir_name: (): number => ERRNO.BADF,
    ...Object.fromEntries(
      [
        'fd_advise',
        'fd_allocate',
        'fd_fdstat_set_flags',
        'fd_fdstat_set_rights',
        'fd_filestat_get',
        'fd_filestat_set_size',
        'fd_filestat_set_times',
        'fd_renumber',
      ].map((name) => [name, orBadFd(ERRNO.NOSYS)]),
    ),
  };
}
