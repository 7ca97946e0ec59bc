import {
  fdatasyncSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  readvSync,
  writeSync,
  writevSync,
} from 'node:fs';
import type { WasiContext, WasiFunctions } from '../context.js';
import type { FileDescriptor } from '../descriptors/descriptors.js';
import { FDFLAGS } from '../descriptors/open.js';
import { RIGHT } from '../descriptors/rights.js';
import { ERRNO, fault } from '../errno.js';
import { ioVectors, writeU32s, writeU64 } from '../guest-access.js';

/** Bytes one call moves at most; the rest is a short read or write, as POSIX allows. Our own bound. */
const MAX_IO_BYTES = 16 * 1024 * 1024;
const MAX_OFFSET = (1n << 63n) - 1n;
const WHENCE = { SET: 0, CUR: 1, END: 2 };
const LAST_ADVICE = 5;

/** Reading, writing and moving in open files. stdin is empty; stdout and stderr are kept for error messages. */
export function ioFunctions({ memory, output, descriptors }: WasiContext): WasiFunctions {
  const blocksAt = (vectors: number, count: number): Uint8Array[] =>
    bounded(ioVectors(memory, vectors, count) ?? fault(ERRNO.FAULT));
  const offsetOf = (offset: bigint): bigint =>
    offset < 0n || offset > MAX_OFFSET ? fault(ERRNO.INVAL) : offset;

  return {
    fd_read(fd: number, vectors: number, count: number, result: number): number {
      const descriptor = descriptors.get(fd);
      if (descriptor.kind === 'stream')
        return descriptor.input ? writeU32s(memory, result, 0) : ERRNO.NOTCAPABLE;
      const file = descriptors.file(fd, RIGHT.FD_READ);
      const read = readAt(file, blocksAt(vectors, count), file.position);
      file.position += BigInt(read);
      return writeU32s(memory, result, read);
    },

    fd_pread(fd: number, vectors: number, count: number, offset: bigint, result: number): number {
      const file = descriptors.file(fd, RIGHT.FD_READ);
      return writeU32s(memory, result, readAt(file, blocksAt(vectors, count), offsetOf(offset)));
    },

    fd_write(fd: number, vectors: number, count: number, result: number): number {
      const descriptor = descriptors.get(fd);
      if (descriptor.kind === 'stream') {
        if (descriptor.input) return ERRNO.BADF;
        let written = 0;
        for (const block of blocksAt(vectors, count)) {
          output.push(block);
          written += block.length;
        }
        return writeU32s(memory, result, written);
      }
      const file = descriptors.file(fd, RIGHT.FD_WRITE);
      const written = write(file, blocksAt(vectors, count), file.position);
      file.position = isAppending(file)
        ? fstatSync(file.fd, { bigint: true }).size
        : file.position + BigInt(written);
      return writeU32s(memory, result, written);
    },

    fd_pwrite(fd: number, vectors: number, count: number, offset: bigint, result: number): number {
      const file = descriptors.file(fd, RIGHT.FD_WRITE);
      return writeU32s(memory, result, write(file, blocksAt(vectors, count), offsetOf(offset)));
    },

    fd_seek(fd: number, offset: bigint, whence: number, result: number): number {
      const file = descriptors.file(
        fd,
        offset === 0n && whence === WHENCE.CUR ? RIGHT.FD_TELL : RIGHT.FD_SEEK,
      );
      if (whence < WHENCE.SET || whence > WHENCE.END) fault(ERRNO.INVAL);
      const base = whence === WHENCE.SET ? 0n : whence === WHENCE.CUR ? file.position : sizeOf(file);
      file.position = offsetOf(base + offset);
      return writeU64(memory, result, file.position);
    },

    fd_tell: (fd: number, result: number): number =>
      writeU64(memory, result, descriptors.file(fd, RIGHT.FD_TELL).position),

    fd_sync(fd: number): number {
      const descriptor = descriptors.get(fd, 0n);
      if (descriptor.kind === 'file') fsyncSync(descriptors.file(fd, RIGHT.FD_SYNC).fd);
      return ERRNO.SUCCESS;
    },

    fd_datasync(fd: number): number {
      const descriptor = descriptors.get(fd);
      if (descriptor.kind === 'file') fdatasyncSync(descriptors.file(fd, RIGHT.FD_DATASYNC).fd);
      return ERRNO.SUCCESS;
    },

    fd_advise(fd: number, _offset: bigint, _length: bigint, advice: number): number {
      descriptors.file(fd, RIGHT.FD_ADVISE);
      return advice >= 0 && advice <= LAST_ADVICE ? ERRNO.SUCCESS : ERRNO.INVAL;
    },

    fd_allocate(fd: number, offset: bigint, length: bigint): number {
      const file = descriptors.file(fd, RIGHT.FD_ALLOCATE);
      const end = offsetOf(offset) + offsetOf(length);
      if (length === 0n || end > BigInt(Number.MAX_SAFE_INTEGER)) fault(ERRNO.INVAL);
      if (sizeOf(file) < end) setSize(file, end);
      return ERRNO.SUCCESS;
    },

    fd_filestat_set_size(fd: number, size: bigint): number {
      const file = descriptors.file(fd, RIGHT.FD_FILESTAT_SET_SIZE);
      if (offsetOf(size) > BigInt(Number.MAX_SAFE_INTEGER)) fault(ERRNO.FBIG);
      setSize(file, size);
      return ERRNO.SUCCESS;
    },
  };
}

function sizeOf(file: FileDescriptor): bigint {
  return fstatSync(file.fd, { bigint: true }).size;
}

/** Node takes positions as numbers; files beyond 2^53 bytes do not exist. */
function positionOf(position: bigint): number {
  return position > BigInt(Number.MAX_SAFE_INTEGER) ? fault(ERRNO.FBIG) : Number(position);
}

function readAt(file: FileDescriptor, blocks: Uint8Array[], position: bigint): number {
  if (position > BigInt(Number.MAX_SAFE_INTEGER)) return 0;
  return blocks.length === 0 ? 0 : readvSync(file.fd, blocks, Number(position));
}

/** The system puts everything at the end of a file that is appended to, whatever the position. */
function isAppending(file: FileDescriptor): boolean {
  return (file.flags & FDFLAGS.APPEND) !== 0;
}

function write(file: FileDescriptor, blocks: Uint8Array[], position: bigint): number {
  const { counted } = file;
  const length = counted ? blocks.reduce((sum, block) => sum + block.length, 0) : 0;
  if (!counted || length === 0) return writeAt(file, blocks, position);
  const start = isAppending(file) ? counted.size : position;
  let written = 0;
  counted.budget.write(counted, start + BigInt(length), () => {
    written = writeAt(file, blocks, position);
    return start + BigInt(written);
  });
  return written;
}

function setSize(file: FileDescriptor, size: bigint): void {
  const change = (): void => ftruncateSync(file.fd, Number(size));
  if (file.counted) file.counted.budget.setSize(file.counted, size, change);
  else change();
}

function writeAt(file: FileDescriptor, blocks: Uint8Array[], position: bigint): number {
  if (blocks.length === 0) return 0;
  const at = positionOf(position);
  if (blocks.length === 1) return writeSync(file.fd, blocks[0]!, 0, blocks[0]!.length, at);
  return writevSync(file.fd, blocks, at);
}

function bounded(blocks: Uint8Array[]): Uint8Array[] {
  let left = MAX_IO_BYTES;
  const kept: Uint8Array[] = [];
  for (const block of blocks) {
    if (left === 0) break;
    kept.push(block.subarray(0, left));
    left -= kept.at(-1)!.length;
  }
  return kept;
}
