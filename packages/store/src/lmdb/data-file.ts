import { closeSync, fstatSync, openSync, readSync } from 'node:fs';
import { endianness } from 'node:os';
import { join } from 'node:path';
import { hasCode } from '@noctiluca/common/thrown';

/** Layout of lmdb's two meta pages on 64-bit little-endian machines (`lmdb: mdb.c`, MDB_page, MDB_meta, MDB_db), bytes. */
const FLAGS_AT = 18;
const MAGIC_AT = 24;
const VERSION_AT = 28;
const PAGE_SIZE_AT = 48;
const ROOTS_AT = [88, 136];
const META_BYTES = 168;

const META_PAGE = 0x08;
const MAGIC = 0xbeefc0de;
const DATA_VERSION = 2;
const NO_ROOT = 0xffff_ffff_ffff_ffffn;

/**
 * Looks at the files of a store before lmdb does, because lmdb-js does not fail on a file that it cannot open or
 * understand: the process dies of a segmentation fault. A new store has none of them. Must not be called while this
 * process has the store open: closing any descriptor of the lock file gives up all of lmdb's locks on it (POSIX).
 * @throws Error that says what is wrong
 */
export function assertOpenable(dir: string): void {
  assertReadWrite(join(dir, 'lock.mdb'), () => {});
  assertReadWrite(join(dir, 'data.mdb'), (descriptor) => {
    const size = fstatSync(descriptor).size;
    if (size > 0 && endianness() === 'LE') assertMetaPages(descriptor, size);
  });
}

function assertReadWrite(path: string, look: (descriptor: number) => void): void {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return;
  try {
    if (!fstatSync(descriptor).isFile()) throw new Error(`${path} is no file`);
    look(descriptor);
  } finally {
    closeSync(descriptor);
  }
}

function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, 'r+');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return undefined;
    throw error;
  }
}

function assertMetaPages(descriptor: number, size: number): void {
  const first = readMeta(descriptor, 0);
  const pageSize = first.readUInt32LE(PAGE_SIZE_AT);
  const isPageSize = pageSize >= 256 && pageSize <= 65536 && (pageSize & (pageSize - 1)) === 0;
  if (!isPageSize) throw new Error(`data.mdb is damaged: it claims pages of ${pageSize} bytes`);
  for (const meta of [first, readMeta(descriptor, pageSize)]) {
    for (const at of ROOTS_AT) {
      const root = meta.readBigUInt64LE(at);
      if (root === NO_ROOT || (root + 1n) * BigInt(pageSize) <= BigInt(size)) continue;
      throw new Error(
        `data.mdb is cut off: it has ${size} bytes, but refers to page ${root} of ${pageSize} bytes`,
      );
    }
  }
}

function readMeta(descriptor: number, from: number): Buffer {
  const meta = Buffer.alloc(META_BYTES);
  const length = readSync(descriptor, meta, 0, META_BYTES, from);
  if (length < META_BYTES) throw new Error(`data.mdb is cut off: there is no meta page at byte ${from}`);
  const isMeta = (meta.readUInt16LE(FLAGS_AT) & META_PAGE) !== 0 && meta.readUInt32LE(MAGIC_AT) === MAGIC;
  if (!isMeta) throw new Error(`data.mdb is no lmdb file, or damaged at byte ${from}`);
  const version = meta.readUInt16LE(VERSION_AT);
  if (version !== DATA_VERSION)
    throw new Error(`data.mdb has format ${version} of lmdb, not ${DATA_VERSION}`);
  return meta;
}
