import { lstatSync } from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import { withDirectory } from '../descriptors/descriptors.js';
import { type DirectoryHandle, listDirectory } from '../descriptors/directory-handle.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, errnoOf } from '../errno.js';
import { viewOf, writeU32s } from '../guest-access.js';
import { FILE_TYPE, fileTypeOf } from './filestat.js';

/** Entries of one directory that a module can list; more are refused. Our own bound. */
const MAX_ENTRIES = 65_536;
const HEADER_BYTES = 24;

/**
 * `fd_readdir`: cookie 0 lists the directory anew, other cookies go on in that list, so entries that come and go
 * meanwhile neither repeat nor shift the rest. The last entry may be cut off: the module asks again with its cookie.
 */
export function readDirectoryFunctions({ memory, descriptors }: WasiContext): WasiFunctions {
  return {
    fd_readdir(fd: number, buffer: number, length: number, cookie: bigint, result: number): number {
      const descriptor = descriptors.directory(fd, RIGHT.FD_READDIR);
      const [start, size] = [buffer >>> 0, length >>> 0];
      if (!viewOf(memory, start, size)) return ERRNO.FAULT;
      const used = withDirectory(descriptor, (handle) => {
        if (cookie === 0n || !descriptor.listing)
          descriptor.listing = ['.', '..', ...listDirectory(handle, MAX_ENTRIES)];
        const from = Number(BigInt.asUintN(64, cookie));
        return fill(memory.u8.subarray(start, start + size), descriptor.listing, from, handle);
      });
      return writeU32s(memory, result, used);
    },
  };
}

function fill(target: Uint8Array, names: readonly string[], from: number, handle: DirectoryHandle): number {
  let used = 0;
  for (let i = from; i < names.length && used < target.length; i++) {
    const entry = encodeEntry(names[i]!, i + 1, handle).subarray(0, target.length - used);
    target.set(entry, used);
    used += entry.length;
  }
  return used;
}

function encodeEntry(name: string, next: number, handle: DirectoryHandle): Uint8Array {
  const text = new TextEncoder().encode(name);
  const entry = new Uint8Array(HEADER_BYTES + text.length);
  const dv = new DataView(entry.buffer);
  const { inode, type } = identify(name, handle);
  dv.setBigUint64(0, BigInt(next), true);
  dv.setBigUint64(8, BigInt.asUintN(64, inode), true);
  dv.setUint32(16, text.length, true);
  dv.setUint32(20, type, true);
  entry.set(text, HEADER_BYTES);
  return entry;
}

/** The directory above is none of the module's business: it looks like this one. */
function identify(name: string, handle: DirectoryHandle): { inode: bigint; type: number } {
  try {
    const stats = lstatSync(name === '.' || name === '..' ? handle.self : handle.child(name), {
      bigint: true,
    });
    return { inode: stats.ino, type: fileTypeOf(stats) };
  } catch (error) {
    if (errnoOf(error) === undefined) throw error;
    return { inode: 0n, type: FILE_TYPE.UNKNOWN };
  }
}
