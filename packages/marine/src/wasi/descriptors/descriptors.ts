import { closeSync } from 'node:fs';
import { ERRNO, fault } from '../errno.js';
import type { Budget } from './budget.js';
import type { CountedFile } from './directory-budget.js';
import { type DirectoryHandle, openRoot } from './directory-handle.js';
import { ALL_RIGHTS, DIRECTORY_RIGHTS, NO_RIGHTS, RIGHT } from './rights.js';

/** Descriptors one module may have open, preopened directories and streams included. Our own bound. */
const MAX_DESCRIPTORS = 512;

interface Rights {
  rights: bigint;
  inheriting: bigint;
}

export interface StreamDescriptor extends Rights {
  readonly kind: 'stream';
  readonly input: boolean;
}

export interface FileDescriptor extends Rights {
  readonly kind: 'file';
  fd: number;
  /** Flags of the open system call, without those that make or cut the file. */
  readonly systemFlags: number;
  position: bigint;
  /** What it counts for; `undefined` where nothing is counted. */
  readonly counted: CountedFile | undefined;
  /** `fdflags` as the module set them. */
  flags: number;
}

export interface DirectoryDescriptor extends Rights {
  readonly kind: 'directory';
  /** Guest path of a mapped directory. */
  readonly preopen: string | undefined;
  /** Host path of a mapped directory: opened for each use, so that an idle service holds no descriptor. */
  readonly host: string | undefined;
  readonly handle: DirectoryHandle | undefined;
  /** Counts what is below it; `undefined` where nothing is counted. */
  readonly budget: Budget | undefined;
  /** What `fd_readdir` listed last. */
  listing: readonly string[] | undefined;
  flags: number;
}

export type Descriptor = StreamDescriptor | FileDescriptor | DirectoryDescriptor;

/** Descriptors of one module instance: streams 0 to 2, then the mapped directories, then what it opens. */
export class Descriptors {
  readonly #slots = new Map<number, Descriptor>();

  /** @param mappedDirs guest path to host path */
  constructor(mappedDirs: Readonly<Record<string, string>> = {}, budgets: readonly Budget[] = []) {
    const stream = (input: boolean): StreamDescriptor => ({
      kind: 'stream',
      input,
      rights: (input ? RIGHT.FD_READ : RIGHT.FD_WRITE) | RIGHT.POLL_FD_READWRITE | RIGHT.FD_FILESTAT_GET,
      inheriting: NO_RIGHTS,
    });
    for (const input of [true, false, false]) this.add(stream(input));
    for (const [guest, host] of Object.entries(mappedDirs)) {
      const preopen = guest.length > 1 ? guest.replace(/\/+$/, '') || '/' : guest;
      const budget = budgets.find((one) => one.holds(host));
      this.add({ ...directory({ preopen, host, budget }), inheriting: ALL_RIGHTS });
    }
  }

  get size(): number {
    return this.#slots.size;
  }

  /** @throws WasiFault `MFILE` */
  admit(): void {
    if (this.#slots.size >= MAX_DESCRIPTORS) fault(ERRNO.MFILE);
  }

  /** The lowest free number, as POSIX gives it. */
  add(descriptor: Descriptor): number {
    this.admit();
    let number = 0;
    while (this.#slots.has(number)) number++;
    this.#slots.set(number, descriptor);
    return number;
  }

  /** @throws WasiFault `BADF`, `NOTCAPABLE` without one of the rights */
  get(number: number, rights = NO_RIGHTS): Descriptor {
    const found = this.#slots.get(number);
    if (!found) return fault(ERRNO.BADF);
    if ((found.rights & rights) !== rights) fault(ERRNO.NOTCAPABLE);
    return found;
  }

  /** @param otherwise errno for a stream @throws WasiFault `BADF`, `ISDIR`, `NOTCAPABLE` */
  file(number: number, rights = NO_RIGHTS, otherwise: number = ERRNO.SPIPE): FileDescriptor {
    const found = this.get(number);
    if (found.kind === 'directory') return fault(ERRNO.ISDIR);
    if (found.kind === 'stream') return fault(otherwise);
    if ((found.rights & rights) !== rights) fault(ERRNO.NOTCAPABLE);
    return found;
  }

  /** @throws WasiFault `BADF`, `NOTDIR`, `NOTCAPABLE` */
  directory(number: number, rights = NO_RIGHTS): DirectoryDescriptor {
    const found = this.get(number);
    if (found.kind !== 'directory') return fault(ERRNO.NOTDIR);
    if ((found.rights & rights) !== rights) fault(ERRNO.NOTCAPABLE);
    return found;
  }

  close(number: number): void {
    release(this.get(number));
    this.#slots.delete(number);
  }

  /** Closes `to` and puts `from` in its place. */
  renumber(from: number, to: number): void {
    const moved = this.get(from);
    const closed = this.get(to);
    if (from === to) return;
    release(closed);
    this.#slots.set(to, moved);
    this.#slots.delete(from);
  }

  /** Gives everything back to the system. */
  closeAll(): void {
    for (const number of [...this.#slots.keys()]) this.close(number);
  }

  /** Whether the module holds something of the host's beside its mapped directories. */
  get holdsHandles(): boolean {
    return [...this.#slots.values()].some(
      (d) => d.kind === 'file' || (d.kind === 'directory' && d.handle !== undefined),
    );
  }
}

/** A descriptor of a directory, by its host path or by an open handle. */
export function directory({
  preopen,
  host,
  handle,
  budget,
}: Partial<Pick<DirectoryDescriptor, 'preopen' | 'host' | 'handle' | 'budget'>>): DirectoryDescriptor {
  return {
    kind: 'directory',
    preopen,
    host,
    handle,
    budget,
    listing: undefined,
    flags: 0,
    rights: DIRECTORY_RIGHTS,
    inheriting: ALL_RIGHTS,
  };
}

/** Runs with the directory open. */
export function withDirectory<T>(descriptor: DirectoryDescriptor, use: (handle: DirectoryHandle) => T): T {
  if (descriptor.handle) return use(descriptor.handle);
  const root = openRoot(descriptor.host!);
  try {
    return use(root);
  } finally {
    root.close();
  }
}

function release(descriptor: Descriptor): void {
  if (descriptor.kind === 'file') {
    closeSync(descriptor.fd);
    descriptor.counted?.budget.closed(descriptor.counted);
  } else if (descriptor.kind === 'directory') descriptor.handle?.close();
}
