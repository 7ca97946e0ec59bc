import type { BigIntStats } from 'node:fs';
import type { DirectoryQuota, DirectoryRefusal } from '../../directory-quota.js';
import { ERRNO, fault } from '../errno.js';
import { visitDirectory } from './visit-directory.js';

/** A file that is open, however many descriptors and names it has. */
export interface CountedFile {
  readonly budget: DirectoryBudget;
  readonly inode: bigint;
  size: bigint;
  descriptors: number;
  /** It has no name here any more: what it takes is given back when it is closed. */
  gone: boolean;
}

/** Share of a quota that is added before a directory is measured again to which others write as well. */
const TRUSTED_SHARE = 16;

/**
 * Bytes and entries that one service keeps below a directory. They are counted as its modules change them, without asking
 * the system: nobody else writes there but programs the modules run. What was there before, and what a program did, is
 * measured when something is next added. A file counts with its length, holes included.
 */
export class DirectoryBudget {
  readonly #quota: DirectoryQuota;
  readonly #open = new Map<bigint, CountedFile>();
  readonly #refused = { bytes: 0, entries: 0 };
  #measured = false;
  /** There is too much to be measured: nothing is added before something was removed. */
  #overfull = false;
  #bytes = 0n;
  #entries = 0;
  /** Added since it was measured. */
  readonly #added = { bytes: 0n, entries: 0 };

  constructor(quota: DirectoryQuota) {
    this.#quota = quota;
  }

  /** What refusals are told by. */
  get label(): string {
    return this.#quota.name;
  }

  /** Whether a file of it is open. */
  get isOpen(): boolean {
    return this.#open.size > 0;
  }

  /** Whether this file is open. */
  hasOpen({ ino }: BigIntStats): boolean {
    return this.#open.has(ino);
  }

  /** The budget a place counts for: this one. */
  at(): DirectoryBudget {
    return this;
  }

  /** The budget of a directory that is opened at a place: this one. */
  below(): DirectoryBudget {
    return this;
  }

  /** A call of the service begins. */
  begin(): void {}

  /** What is kept now. */
  get used(): { bytes: number; entries: number } {
    this.#measure();
    return { bytes: Number(this.#bytes), entries: this.#entries };
  }

  /** Whether a host path is the directory or below it. */
  holds(path: string): boolean {
    return path === this.#quota.path || path.startsWith(`${this.#quota.path}/`);
  }

  /** What was refused since this was asked last; `undefined` for nothing. */
  takeRefused(): DirectoryRefusal | undefined {
    const { bytes, entries } = this.#refused;
    if (bytes + entries === 0) return undefined;
    this.#refused.bytes = this.#refused.entries = 0;
    return { name: this.#quota.name, bytes, entries };
  }

  /** Whether more is kept than may be: a program brought it about, and nothing runs another until something was removed. */
  isOver(): boolean {
    this.#measure();
    const { maxBytes, maxEntries } = this.#quota;
    const tooMany = this.#overfull || this.#entries > maxEntries;
    if (!tooMany && this.#bytes <= BigInt(maxBytes)) return false;
    this.#refused[tooMany ? 'entries' : 'bytes']++;
    return true;
  }

  /** Somebody else may have written. */
  forget(): void {
    this.#measured = false;
  }

  /** Makes a name. @param bytes of what it names, if that is new @throws WasiFault `NOSPC`; what `make` throws */
  name<T>(bytes: bigint, make: () => T): T {
    this.#measureAgain();
    if (this.#overfull || this.#entries >= this.#quota.maxEntries) this.#refuse('entries');
    this.#add(bytes);
    this.#entries++;
    this.#added.entries++;
    try {
      return make();
    } catch (error) {
      this.#release(bytes, 1);
      throw error;
    }
  }

  /** A name is gone. @param stats of what it named, taken before */
  removed(stats: BigIntStats): void {
    const last = !stats.isDirectory() && stats.nlink === 1n;
    const file = last ? this.#open.get(stats.ino) : undefined;
    if (file) file.gone = true;
    this.#release(last && !file ? stats.size : 0n, 1);
  }

  /** A file was opened. @param before its length before that, which may have cut it */
  opened({ ino, size }: BigIntStats, before: bigint): CountedFile {
    const fresh = { budget: this, inode: ino, size, descriptors: 0, gone: false };
    const file = this.#open.get(ino) ?? fresh;
    this.#open.set(ino, file);
    file.descriptors++;
    file.size = size;
    this.#release(before - size, 0);
    return file;
  }

  closed(file: CountedFile): void {
    if (--file.descriptors > 0) return;
    this.#open.delete(file.inode);
    if (file.gone) this.#release(file.size, 0);
  }

  /** Writes up to `end`. @param write answers where it ended @throws WasiFault `NOSPC`; what `write` throws */
  write(file: CountedFile, end: bigint, write: () => bigint): void {
    if (end <= file.size) {
      write();
      return;
    }
    this.#measureAgain();
    const before = file.size;
    this.#resize(file, end > before ? end : before);
    let reached = before;
    try {
      reached = write();
    } finally {
      this.#resize(file, reached > before ? reached : before);
    }
  }

  /** Changes the length of a file. @throws WasiFault `NOSPC`; what `change` throws */
  setSize(file: CountedFile, size: bigint, change: () => void): void {
    if (size > file.size) {
      this.write(file, size, () => {
        change();
        return size;
      });
      return;
    }
    change();
    this.#resize(file, size);
  }

  #resize(file: CountedFile, size: bigint): void {
    if (size > file.size) this.#add(size - file.size);
    else this.#release(file.size - size, 0);
    file.size = size;
  }

  #add(bytes: bigint): void {
    if (bytes === 0n) return;
    if (this.#overfull) this.#refuse('entries');
    if (this.#bytes + bytes > BigInt(this.#quota.maxBytes)) this.#refuse('bytes');
    this.#bytes += bytes;
    this.#added.bytes += bytes;
  }

  #release(bytes: bigint, entries: number): void {
    if (!this.#measured) return;
    this.#bytes -= bytes;
    this.#entries -= entries;
    if (this.#overfull && (bytes > 0n || entries > 0)) this.#measured = false;
  }

  #refuse(what: 'bytes' | 'entries'): never {
    this.#refused[what]++;
    return fault(ERRNO.NOSPC);
  }

  /** As `#measure`, after a share of what others may have added to meanwhile. */
  #measureAgain(): void {
    const { of, maxBytes, maxEntries } = this.#quota;
    const isMuch =
      this.#added.bytes > BigInt(maxBytes) / BigInt(TRUSTED_SHARE) ||
      this.#added.entries > maxEntries / TRUSTED_SHARE;
    if (of === 'each' && isMuch) this.forget();
    this.#measure();
  }

  #measure(): void {
    if (this.#measured) return;
    this.#bytes = this.#added.bytes = 0n;
    this.#entries = this.#added.entries = 0;
    const linked = new Set<bigint>();
    this.#overfull = !visitDirectory(this.#quota.path, this.#quota.maxEntries, (stats) => {
      this.#entries++;
      const file = this.#open.get(stats.ino);
      if (file) file.size = stats.size;
      if (!stats.isDirectory() && !linked.has(stats.ino)) this.#bytes += stats.size;
      if (stats.nlink > 1n) linked.add(stats.ino);
    });
    for (const { gone, size } of this.#open.values()) if (gone) this.#bytes += size;
    this.#measured = true;
  }
}
