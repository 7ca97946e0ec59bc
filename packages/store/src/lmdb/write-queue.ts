import { messageOf } from '@noctiluca/common/thrown';
import { StoreError } from '../errors.js';
import type { Changes } from './engine.js';

interface Batch {
  changes: Changes;
  written: Promise<void>;
  resolve: () => void;
  reject: (error: StoreError) => void;
}

/**
 * Changes on their way to the disk. While one batch is being synced, all that come meanwhile gather in the next, so that
 * many small transactions share one sync. Until a batch is written, `layers` show it to readers.
 *
 * A failed write rejects its batch and the one gathered behind it, which may have been decided on what it had seen there:
 * readers are back at what is durable, and the next transaction may be tried.
 */
export class WriteQueue {
  readonly #write: (changes: Changes) => Promise<void>;
  readonly #onFailure: () => void;
  #writing: Batch | undefined;
  #gathering: Batch | undefined;
  #loop: Promise<void> | undefined;
  #batches = 0;
  #failures = 0;

  /** @param onFailure called when readers are back at what is durable, before anybody else can read */
  constructor(write: (changes: Changes) => Promise<void>, onFailure: () => void) {
    this.#write = write;
    this.#onFailure = onFailure;
  }

  /** What is not on the disk yet, oldest first. */
  get layers(): readonly Changes[] {
    return [this.#writing, this.#gathering].flatMap((batch) => (batch === undefined ? [] : [batch.changes]));
  }

  get counts(): { batches: number; failures: number } {
    return { batches: this.#batches, failures: this.#failures };
  }

  /** Visible at once; resolves when durable. @throws StoreError `WRITE_FAILED` */
  add(changes: Changes): Promise<void> {
    this.#gathering ??= newBatch();
    for (const [key, bytes] of changes) this.#gathering.changes.set(key, bytes);
    const { written } = this.#gathering;
    this.#loop ??= this.#run();
    return written;
  }

  /** Resolves when all that is visible now is durable. @throws StoreError `WRITE_FAILED` */
  async durable(): Promise<void> {
    await (this.#gathering ?? this.#writing)?.written;
  }

  /** Resolves when nothing is on its way, however that ended. */
  async drained(): Promise<void> {
    await this.#loop;
  }

  async #run(): Promise<void> {
    while (this.#gathering !== undefined) {
      const batch = this.#gathering;
      this.#gathering = undefined;
      this.#writing = batch;
      const error = await this.#attempt(batch.changes);
      this.#writing = undefined;
      if (error === undefined) batch.resolve();
      else this.#fail(batch, error);
    }
    this.#loop = undefined;
  }

  async #attempt(changes: Changes): Promise<StoreError | undefined> {
    try {
      await this.#write(changes);
      this.#batches += 1;
      return undefined;
    } catch (error) {
      this.#failures += 1;
      const reason = messageOf(error);
      return new StoreError(
        'WRITE_FAILED',
        `The store could not write to its disk: ${reason}. The transaction was rolled back, with those that came after ` +
          'it; check the free space and the disk, then try again.',
        { cause: error },
      );
    }
  }

  #fail(batch: Batch, error: StoreError): void {
    const behind = this.#gathering;
    this.#gathering = undefined;
    this.#onFailure();
    batch.reject(error);
    behind?.reject(error);
  }
}

function newBatch(): Batch {
  let resolve = () => {};
  let reject: Batch['reject'] = () => {};
  const written = new Promise<void>((res, rej) => {
    resolve = res;
    reject = rej;
  });
  return { changes: new Map(), written, resolve, reject };
}
