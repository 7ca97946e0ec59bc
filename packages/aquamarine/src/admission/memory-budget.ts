import type { Bounds } from '../bounds.js';
import { ACTOR_OVERHEAD_BYTES, TOMBSTONE_BYTES } from '../constants.js';
import type { Holder, Origin } from './account.js';
import type { Ledger } from './ledger.js';

/** Keeps a message's worth of a larger buffer alive only up to this factor. */
const MAX_SLACK = 2;

/** What memory is kept for: an actor. */
export interface MemoryHolder extends Holder {
  readonly scriptBytes: number;
  /** Of `heldBytes`, those of the actor itself, its script and its last data. */
  keptBytes: number;
  prevData: Uint8Array;
}

/** What one turn takes out of the mailbox. */
export interface Portion {
  readonly data: Uint8Array | undefined;
  readonly bytes: number;
}

/** Memory of actors, in bytes: what waits for the AVM, and what is kept between its invocations. All is in the ledger. */
export class MemoryBudget {
  readonly #bounds: Bounds;
  readonly #ledger: Ledger;
  #queuedBytes = 0;
  #mailboxBytes = 0;

  constructor(bounds: Bounds, ledger: Ledger) {
    this.#bounds = bounds;
    this.#ledger = ledger;
  }

  get queuedParticles(): number {
    return this.#ledger.total.queued;
  }

  /** Of mailboxes and of results. */
  get queuedBytes(): number {
    return this.#queuedBytes;
  }

  /** Of everything that particles hold, tombstones left out. */
  get heldBytes(): number {
    const { bytes, tombstones } = this.#ledger.total;
    return bytes - tombstones * TOMBSTONE_BYTES;
  }

  /** False from half the bounds on: the time to hold senders back. @param passing particles on their way into mailboxes */
  hasRoom(passing: number): boolean {
    const { maxQueuedParticles, maxQueuedBytes } = this.#bounds;
    return (
      (this.queuedParticles + passing) * 2 < maxQueuedParticles && this.#queuedBytes * 2 < maxQueuedBytes
    );
  }

  /** False when `bytes` more may not wait. */
  mayQueue(bytes: number): boolean {
    const { maxQueuedParticles, maxQueuedBytes } = this.#bounds;
    return this.queuedParticles < maxQueuedParticles && this.#mailboxBytes + bytes <= maxQueuedBytes;
  }

  /** Whether somebody may go on where others are held back: it has no more here than its share. */
  isLight(origin: Origin): boolean {
    const { maxQueuedParticles, maxDataBytes } = this.#bounds;
    return (
      this.#ledger.isLight(origin, 'queued', maxQueuedParticles) &&
      this.#ledger.isLight(origin, 'bytes', maxDataBytes)
    );
  }

  /** A particle is in a mailbox. */
  posted(holder: MemoryHolder, bytes: number): void {
    this.#queued(holder, 1, bytes);
    this.#ledger.hold(holder, bytes);
  }

  /** A result waits. */
  answered(holder: MemoryHolder, bytes: number): void {
    this.#queuedBytes += bytes;
    this.#ledger.hold(holder, bytes);
  }

  /** What waited goes into the AVM: it is no longer queued, but still there. */
  began(holder: MemoryHolder, { data, bytes }: Portion): void {
    this.#queued(holder, data === undefined ? 0 : -1, -(data?.length ?? 0));
    this.#queuedBytes -= bytes - (data?.length ?? 0);
  }

  /** What went into the AVM is gone. */
  ended(holder: MemoryHolder, { bytes }: Portion): void {
    this.#ledger.hold(holder, -bytes);
  }

  /** It was not run, and waits again. */
  putBack(holder: MemoryHolder, { data, bytes }: Portion): void {
    this.#queued(holder, data === undefined ? 0 : 1, data?.length ?? 0);
    this.#queuedBytes += bytes - (data?.length ?? 0);
    this.#ledger.hold(holder, bytes);
  }

  /** What waited is given up. */
  dropped(holder: MemoryHolder, particles: number, mailboxBytes: number, resultBytes: number): void {
    this.#queued(holder, -particles, -mailboxBytes);
    this.#queuedBytes -= resultBytes;
    this.#ledger.hold(holder, -mailboxBytes - resultBytes);
  }

  /** Counts a new actor. */
  hold(holder: MemoryHolder): void {
    this.#ledger.open(holder);
    this.#setKept(holder, ACTOR_OVERHEAD_BYTES + holder.scriptBytes);
  }

  /**
   * Makes `data` the actor's last data; false when it may not be kept. The one place where last data goes: spilling
   * to disk under pressure belongs here, and reading it back where `prevData` is read.
   */
  keepData(holder: MemoryHolder, data: Uint8Array): boolean {
    const { maxDataBytes, maxParticleDataBytes } = this.#bounds;
    const bytes = ACTOR_OVERHEAD_BYTES + holder.scriptBytes + data.byteLength;
    if (data.byteLength > maxParticleDataBytes) return false;
    // What already runs may go beyond the bound for new particles, or it could not finish; not for ever, though.
    if (this.heldBytes + bytes - holder.keptBytes > maxDataBytes * 2) return false;
    this.#setKept(holder, bytes);
    holder.prevData = data.buffer.byteLength > data.byteLength * MAX_SLACK ? new Uint8Array(data) : data;
    return true;
  }

  /** Gives back what was kept for an actor that is gone. */
  free(holder: MemoryHolder): void {
    this.#ledger.close(holder);
    this.#setKept(holder, 0);
  }

  #queued(holder: MemoryHolder, particles: number, bytes: number): void {
    this.#queuedBytes += bytes;
    this.#mailboxBytes += bytes;
    this.#ledger.count(holder.payer, 'queued', particles);
  }

  #setKept(holder: MemoryHolder, bytes: number): void {
    this.#ledger.hold(holder, bytes - holder.keptBytes);
    holder.keptBytes = bytes;
  }
}

export function createMemoryBudget(bounds: Bounds, ledger: Ledger): MemoryBudget {
  return new MemoryBudget(bounds, ledger);
}
