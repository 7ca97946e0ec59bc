import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { CallClock } from '../../src/limits/call-clock.js';
import { GuestMemory } from '../../src/memory/guest-memory.js';
import type { Budget } from '../../src/wasi/descriptors/budget.js';
import { Descriptors } from '../../src/wasi/descriptors/descriptors.js';
import { ALL_RIGHTS } from '../../src/wasi/descriptors/rights.js';
import { OutputCapture } from '../../src/wasi/output-capture.js';
import { SYSTEM_SOURCES, wasiFunctions } from '../../src/wasi/preview1.js';

export const ROOT_FD = 3;
const PATH_AT = 1024;
const SECOND_PATH_AT = 8192;
const RESULT_AT = 16;
const VECTOR_AT = 64;
export const BUFFER_AT = 32_768;

/** A directory that is gone after the test. */
export function temporaryDirectory(): string {
  const path = realpathSync(mkdtempSync(join(tmpdir(), 'marine-')));
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  return path;
}

/** WASI over one page of memory, with what a libc does around it. @param mappedDirs guest to host path */
export function wasiWorld(
  mappedDirs: Record<string, string>,
  clock = new CallClock(),
  budgets: readonly Budget[] = [],
) {
  const linear = new WebAssembly.Memory({ initial: 4 });
  const memory = new GuestMemory();
  memory.attach(linear);
  const descriptors = new Descriptors(mappedDirs, budgets);
  onTestFinished(() => descriptors.closeAll());
  const functions = wasiFunctions({
    memory,
    sources: SYSTEM_SOURCES,
    environment: [],
    output: new OutputCapture(),
    descriptors,
    clock,
  });
  const u8 = new Uint8Array(linear.buffer);
  const dv = new DataView(linear.buffer);
  const call = (name: string, ...args: (number | bigint)[]): number =>
    functions.get(name)!(...args) as number;
  const put = (text: string, at: number): [number, number] => {
    const bytes = new TextEncoder().encode(text);
    u8.set(bytes, at);
    return [at, bytes.length];
  };
  const path = (text: string): [number, number] => put(text, PATH_AT);
  const second = (text: string): [number, number] => put(text, SECOND_PATH_AT);
  /** Errno and, when it is 0, the new descriptor. */
  const open = (
    name: string,
    { oflags = 0, fdflags = 0, rights = ALL_RIGHTS, follow = 1, fd = ROOT_FD } = {},
  ): { errno: number; fd: number } => {
    const errno = call(
      'path_open',
      fd,
      follow,
      ...path(name),
      oflags,
      rights,
      ALL_RIGHTS,
      fdflags,
      RESULT_AT,
    );
    return { errno, fd: dv.getUint32(RESULT_AT, true) };
  };
  const vector = (length: number): void => {
    dv.setUint32(VECTOR_AT, BUFFER_AT, true);
    dv.setUint32(VECTOR_AT + 4, length, true);
  };
  const write = (fd: number, text: string): number => {
    vector(put(text, BUFFER_AT)[1]);
    return call('fd_write', fd, VECTOR_AT, 1, RESULT_AT);
  };
  const text = (length: number): string => new TextDecoder().decode(u8.slice(BUFFER_AT, BUFFER_AT + length));
  const read = (fd: number, length = 100): string | number => {
    vector(length);
    const errno = call('fd_read', fd, VECTOR_AT, 1, RESULT_AT);
    return errno === 0 ? text(dv.getUint32(RESULT_AT, true)) : errno;
  };
  const pread = (fd: number, offset: bigint, length = 100): string | number => {
    vector(length);
    const errno = call('fd_pread', fd, VECTOR_AT, 1, offset, RESULT_AT);
    return errno === 0 ? text(dv.getUint32(RESULT_AT, true)) : errno;
  };
  const result64 = (): bigint => dv.getBigUint64(RESULT_AT, true);
  const result = (): number => dv.getUint32(RESULT_AT, true);
  return {
    call,
    path,
    second,
    open,
    write,
    read,
    pread,
    put,
    vector,
    text,
    result,
    result64,
    dv,
    u8,
    descriptors,
    functions,
  };
}

export { BUFFER_AT as BUFFER, RESULT_AT as RESULT, VECTOR_AT as VECTOR };
