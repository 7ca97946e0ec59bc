import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { type FileHandle, open, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '@noctiluca/common/thrown';
import { ConvertedError, HostError } from '../errors.js';
import type { Quotas } from '../quotas.js';
import { TaskQueue } from '../task-queue.js';
import { resolveVaultPath, shownPath, type VaultPlace } from './vault-paths.js';
import { VaultUsage } from './vault-usage.js';

/** Neither a link at the end of the path nor a pipe nobody writes to; Windows has neither flag. */
const READ_FLAGS = constants.O_RDONLY | (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** Files that scripts and services exchange within one particle and scope (spec/nox.md §4.7). */
export class ParticleVault implements VaultPlace {
  readonly realDir: string;
  readonly virtualDir: string;
  readonly #quotas: Quotas;
  readonly #usage: VaultUsage;
  readonly #writes = new TaskQueue();

  constructor({ realDir, virtualDir }: VaultPlace, quotas: Quotas) {
    this.realDir = realDir;
    this.virtualDir = virtualDir;
    this.#quotas = quotas;
    const { vaultBytes: bytes, vaultEntries: entries } = quotas.values;
    this.#usage = new VaultUsage(realDir, { bytes, entries });
  }

  /** A service is or was here: what is in the vault is to be looked at before more is added. */
  visited(): void {
    this.#usage.forget();
  }

  /**
   * Writes a new file; the directory must be there.
   * @returns its virtual path @throws HostError `LIMIT`, `INVALID`: `Write vault failed for …`
   */
  put(content: string): Promise<string> {
    const name = randomUUID();
    const path = `${this.virtualDir}/${name}`;
    return this.#writes.run(async () => {
      const bytes = Buffer.byteLength(content);
      await this.#requireRoom(bytes, path);
      try {
        await writeFile(join(this.realDir, name), content, { flag: 'wx' });
      } catch (error) {
        // Part of it may be there.
        this.#usage.forget();
        throw new ConvertedError('INVALID', `Write vault failed for \`${path}\`: ${messageOf(error)}`, {
          cause: error,
        });
      }
      this.#usage.add(bytes);
      return path;
    });
  }

  /** @throws HostError `INVALID`, `NOT_FOUND`, `LIMIT` above `maxBytes` */
  async read(path: string, maxBytes: number): Promise<Uint8Array> {
    const real = await resolveVaultPath(this, path);
    try {
      const file = await open(real, READ_FLAGS);
      try {
        await this.#requireStillInside(file, path);
        return await readBounded(file, maxBytes);
      } finally {
        await file.close();
      }
    } catch (error) {
      const code = error instanceof HostError ? error.code : 'INVALID';
      const reason = `Read vault failed for \`${shownPath(path)}\`: ${messageOf(error)}`;
      throw new ConvertedError(code, reason, { cause: error });
    }
  }

  /** @throws HostError as `read`, and `INVALID` for what is no UTF-8 */
  async readText(path: string, maxBytes: number): Promise<string> {
    const bytes = await this.read(path, maxBytes);
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch (error) {
      const reason = `Read vault failed for \`${shownPath(path)}\`: it is no UTF-8 text`;
      throw new ConvertedError('INVALID', reason, { cause: error });
    }
  }

  /** @throws HostError `LIMIT` when so many bytes more do not fit */
  async #requireRoom(bytes: number, path: string): Promise<void> {
    const { vaultBytes, vaultEntries } = this.#quotas.values;
    const used = await this.#usage.before(bytes);
    if (this.#usage.fits(used, bytes)) return;
    if (used.entries >= vaultEntries) {
      const reason = `Write vault failed for \`${path}\`: a particle may have ${vaultEntries} files here`;
      throw this.#quotas.reached('vault_entries', reason);
    }
    const reason = `Write vault failed for \`${path}\`: ${used.bytes} of ${vaultBytes} bytes are taken, ${bytes} more do not fit`;
    throw this.#quotas.reached('vault_bytes', reason);
  }

  /** A service may put a link in a directory's place between look-up and opening; then this is another file. */
  async #requireStillInside(file: FileHandle, path: string): Promise<void> {
    const opened = await file.stat({ bigint: true });
    if (!opened.isFile()) throw new Error('it is no file');
    const named = await stat(await resolveVaultPath(this, path), { bigint: true });
    if (opened.dev !== named.dev || opened.ino !== named.ino) throw new Error('it was replaced meanwhile');
  }
}

async function readBounded(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const { size } = await file.stat();
  if (size > maxBytes) {
    throw new ConvertedError('LIMIT', `it has ${size} bytes, more than the ${maxBytes} that are read`);
  }
  // A file that grows meanwhile is read as long as it was, one that shrinks as long as it is.
  const bytes = new Uint8Array(size);
  let length = 0;
  while (length < size) {
    const { bytesRead } = await file.read(bytes, length, size - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return bytes.subarray(0, length);
}
