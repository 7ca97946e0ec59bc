import { fstatSync, futimesSync, statSync, utimesSync } from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { type Descriptor, type DirectoryDescriptor, withDirectory } from '../descriptors/descriptors.js';
import { ALL_FDFLAGS, setFlags } from '../descriptors/open.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { viewOf, writeU32s } from '../guest-access.js';
import { FILE_TYPE, timesOf, writeFilestat } from './filestat.js';

const FDSTAT_BYTES = 24;
const PREOPEN_DIRECTORY = 0;

/** Descriptors themselves: what they are, which directories are mapped, closing and renumbering. */
export function descriptorFunctions({ memory, descriptors, sources }: WasiContext): WasiFunctions {
  const mapped = (fd: number): Uint8Array => {
    const descriptor = descriptors.get(fd);
    if (descriptor.kind !== 'directory' || descriptor.preopen === undefined) return fault(ERRNO.BADF);
    return new TextEncoder().encode(descriptor.preopen);
  };
  return {
    fd_prestat_get: (fd: number, result: number): number =>
      writeU32s(memory, result, PREOPEN_DIRECTORY, mapped(fd).length),

    fd_prestat_dir_name(fd: number, pointer: number, length: number): number {
      const name = mapped(fd);
      if (length >>> 0 < name.length) return ERRNO.NAMETOOLONG;
      if (!viewOf(memory, pointer, name.length)) return ERRNO.FAULT;
      memory.u8.set(name, pointer >>> 0);
      return ERRNO.SUCCESS;
    },

    fd_fdstat_get(fd: number, result: number): number {
      const descriptor = descriptors.get(fd);
      const dv = viewOf(memory, result, FDSTAT_BYTES);
      if (!dv) return ERRNO.FAULT;
      const at = result >>> 0;
      dv.setBigUint64(at, BigInt(typeOf(descriptor) | (flagsOf(descriptor) << 16)), true);
      dv.setBigUint64(at + 8, descriptor.rights, true);
      dv.setBigUint64(at + 16, descriptor.inheriting, true);
      return ERRNO.SUCCESS;
    },

    fd_fdstat_set_flags(fd: number, flags: number): number {
      if (flags & ~ALL_FDFLAGS) return ERRNO.INVAL;
      const descriptor = descriptors.get(fd);
      if (descriptor.kind === 'stream') return ERRNO.SUCCESS;
      descriptors.get(fd, RIGHT.FD_FDSTAT_SET_FLAGS);
      if (descriptor.kind === 'file') setFlags(descriptor, flags);
      else descriptor.flags = flags;
      return ERRNO.SUCCESS;
    },

    fd_fdstat_set_rights(fd: number, rights: bigint, inheriting: bigint): number {
      const descriptor = descriptors.get(fd);
      const [base, inherited] = [BigInt.asUintN(64, rights), BigInt.asUintN(64, inheriting)];
      if (base & ~descriptor.rights || inherited & ~descriptor.inheriting) return ERRNO.NOTCAPABLE;
      descriptor.rights = base;
      descriptor.inheriting = inherited;
      return ERRNO.SUCCESS;
    },

    fd_filestat_get(fd: number, result: number): number {
      const descriptor = descriptors.get(fd, RIGHT.FD_FILESTAT_GET);
      if (descriptor.kind === 'stream') return writeFilestat(memory, result);
      const stats =
        descriptor.kind === 'file' ? fstatSync(descriptor.fd, { bigint: true }) : directoryStats(descriptor);
      return writeFilestat(memory, result, stats);
    },

    fd_filestat_set_times(fd: number, atim: bigint, mtim: bigint, flags: number): number {
      const descriptor = descriptors.get(fd, RIGHT.FD_FILESTAT_SET_TIMES);
      if (descriptor.kind === 'stream') return ERRNO.SUCCESS;
      if (descriptor.kind === 'file') {
        const stats = fstatSync(descriptor.fd, { bigint: true });
        futimesSync(descriptor.fd, ...timesOf(stats, atim, mtim, flags, sources));
      } else {
        const times = timesOf(directoryStats(descriptor), atim, mtim, flags, sources);
        withDirectory(descriptor, (handle) => utimesSync(handle.self, ...times));
      }
      return ERRNO.SUCCESS;
    },

    fd_close(fd: number): number {
      descriptors.close(fd);
      return ERRNO.SUCCESS;
    },

    fd_renumber(from: number, to: number): number {
      descriptors.renumber(from, to);
      return ERRNO.SUCCESS;
    },
  };
}

function directoryStats(descriptor: DirectoryDescriptor) {
  return withDirectory(descriptor, (handle) => statSync(handle.self, { bigint: true }));
}

function typeOf({ kind }: Descriptor): number {
  if (kind === 'stream') return FILE_TYPE.CHARACTER_DEVICE;
  return kind === 'file' ? FILE_TYPE.REGULAR_FILE : FILE_TYPE.DIRECTORY;
}

function flagsOf(descriptor: Descriptor): number {
  return descriptor.kind === 'stream' ? 0 : descriptor.flags;
}
