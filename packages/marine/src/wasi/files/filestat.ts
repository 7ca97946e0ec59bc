import { type BigIntStats, constants } from 'node:fs';
import type { GuestMemory } from '../../memory/guest-memory.js';
import type { WasiSources } from '../context.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf } from '../guest-access.js';

/** File types of WASI preview1. */
export const FILE_TYPE = {
  UNKNOWN: 0,
  BLOCK_DEVICE: 1,
  CHARACTER_DEVICE: 2,
  DIRECTORY: 3,
  REGULAR_FILE: 4,
  SYMBOLIC_LINK: 7,
} as const;

const FILESTAT_BYTES = 64;
const FSTFLAGS = { ATIM: 1, ATIM_NOW: 2, MTIM: 4, MTIM_NOW: 8 };
const NS_PER_SEC = 1e9;

export function fileTypeOf(stats: BigIntStats): number {
  const format = Number(stats.mode) & constants.S_IFMT;
  if (format === constants.S_IFDIR) return FILE_TYPE.DIRECTORY;
  if (format === constants.S_IFREG) return FILE_TYPE.REGULAR_FILE;
  if (format === constants.S_IFLNK) return FILE_TYPE.SYMBOLIC_LINK;
  if (format === constants.S_IFCHR) return FILE_TYPE.CHARACTER_DEVICE;
  return format === constants.S_IFBLK ? FILE_TYPE.BLOCK_DEVICE : FILE_TYPE.UNKNOWN;
}

/** Writes a `filestat`; without stats that of a stream. */
export function writeFilestat(memory: GuestMemory, pointer: number, stats?: BigIntStats): number {
  const dv = viewOf(memory, pointer, FILESTAT_BYTES);
  if (!dv) return ERRNO.FAULT;
  const at = pointer >>> 0;
  const type = stats ? fileTypeOf(stats) : FILE_TYPE.CHARACTER_DEVICE;
  const words = stats
    ? [
        stats.dev,
        stats.ino,
        BigInt(type),
        stats.nlink,
        stats.size,
        stats.atimeNs,
        stats.mtimeNs,
        stats.ctimeNs,
      ]
    : [0n, 0n, BigInt(type), 1n, 0n, 0n, 0n, 0n];
  for (const [i, word] of words.entries()) dv.setBigUint64(at + 8 * i, BigInt.asUintN(64, word), true);
  return ERRNO.SUCCESS;
}

/**
 * Access and modification time in seconds, as Node takes them: nanoseconds lose their last digits.
 * @throws WasiFault `INVAL` for flags that contradict each other
 */
export function timesOf(
  stats: BigIntStats,
  atim: bigint,
  mtim: bigint,
  flags: number,
  sources: WasiSources,
): [atime: number, mtime: number] {
  const both = (a: number, b: number): boolean => (flags & a) !== 0 && (flags & b) !== 0;
  if (both(FSTFLAGS.ATIM, FSTFLAGS.ATIM_NOW) || both(FSTFLAGS.MTIM, FSTFLAGS.MTIM_NOW)) fault(ERRNO.INVAL);
  const pick = (set: number, setNow: number, given: bigint, kept: bigint): number => {
    if (flags & setNow) return sources.nowMs() / 1000;
    return Number(flags & set ? BigInt.asUintN(64, given) : kept) / NS_PER_SEC;
  };
  return [
    pick(FSTFLAGS.ATIM, FSTFLAGS.ATIM_NOW, atim, stats.atimeNs),
    pick(FSTFLAGS.MTIM, FSTFLAGS.MTIM_NOW, mtim, stats.mtimeNs),
  ];
}
