import type { Bounds } from '../bounds.js';
import { ACTOR_OVERHEAD_BYTES } from '../constants.js';

/** Keeps a message's worth of a larger buffer alive only up to this factor. */
const MAX_SLACK = 2;

/** What memory is kept for: an actor. */
export interface MemoryHolder {
  readonly particle: { readonly script: string };
  readonly state: 'alive' | 'ended' | 'removed';
  /** Bytes counted for the script and the last data. */
  heldBytes: number;
  prevData: Uint8Array;
}

/** Memory of all actors, in bytes: what waits for the AVM, and what is kept between its invocations. */
export interface MemoryBudget {
  readonly queuedParticles: number;
  readonly queuedBytes: number;
  readonly dataBytes: number;
  /** False from half the bounds on: the time to hold senders back. */
  hasRoom(passing: number): boolean;
  /** False when `bytes` more may not wait. */
  mayQueue(bytes: number): boolean;
  /** False when nothing new may be begun. */
  mayHold(bytes: number): boolean;
  queued(particles: number, bytes: number): void;
  /** Counts a new actor. */
  hold(actor: MemoryHolder): void;
  /**
   * Makes `data` the actor's last data; false when it may not be kept. The one place where last data goes: spilling
   * to disk under pressure belongs here, and reading it back where `prevData` is read.
   */
  keepData(actor: MemoryHolder, data: Uint8Array): boolean;
  /** Gives back what the actor held, but for the actor itself while it stays as a tombstone. */
  free(actor: MemoryHolder): void;
}

export function createMemoryBudget(bounds: Bounds): MemoryBudget {
  let queuedParticles = 0;
  let queuedBytes = 0;
  let dataBytes = 0;

  function setHeld(actor: MemoryHolder, bytes: number): void {
    dataBytes += bytes - actor.heldBytes;
    actor.heldBytes = bytes;
  }

  return {
    get queuedParticles() {
      return queuedParticles;
    },
    get queuedBytes() {
      return queuedBytes;
    },
    get dataBytes() {
      return dataBytes;
    },
    hasRoom: (passing) =>
      (queuedParticles + passing) * 2 < bounds.maxQueuedParticles && queuedBytes * 2 < bounds.maxQueuedBytes,
    mayQueue: (bytes) =>
      queuedParticles < bounds.maxQueuedParticles && queuedBytes + bytes <= bounds.maxQueuedBytes,
    mayHold: (bytes) => dataBytes + bytes <= bounds.maxDataBytes,
    queued(particles, bytes) {
      queuedParticles += particles;
      queuedBytes += bytes;
    },
    hold: (actor) => setHeld(actor, weightWithoutData(actor)),
    keepData(actor, data) {
      const bytes = weightWithoutData(actor) + data.byteLength;
      // What already runs may go beyond the bound for new particles, or it could not finish; not for ever, though.
      if (dataBytes + bytes - actor.heldBytes > bounds.maxDataBytes * 2) return false;
      setHeld(actor, bytes);
      actor.prevData = data.buffer.byteLength > data.byteLength * MAX_SLACK ? new Uint8Array(data) : data;
      return true;
    },
    free: (actor) => setHeld(actor, actor.state === 'removed' ? 0 : weightWithoutData(actor)),
  };
}

function weightWithoutData(actor: MemoryHolder): number {
  return ACTOR_OVERHEAD_BYTES + actor.particle.script.length;
}
