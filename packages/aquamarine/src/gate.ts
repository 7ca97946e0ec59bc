import type { Bounds } from './bounds.js';
import type { Budget } from './budget.js';
import { createFifo } from './fifo.js';

/** How a particle got past the gate: at once, after waiting, or not at all. */
export type Passage = 'free' | 'waited' | 'overloaded' | 'closed';

/** Holds callers back while mailboxes are half full: the back-pressure that a network passes on to its streams. */
export interface Gate {
  readonly waiting: number;
  /**
   * Who gets `free` or `waited` must call {@link leave} when its particle is in a mailbox or given up.
   * @param bytes size of the particle; what waits is bounded too
   */
  enter(bytes: number): Passage | Promise<Passage>;
  leave(): void;
  /** To be called when mailboxes got emptier. */
  release(): void;
  /** Turns away all who wait and all who come. */
  close(): void;
}

interface Waiter {
  readonly bytes: number;
  readonly admit: (passage: Passage) => void;
}

export function createGate(bounds: Bounds, budget: Budget): Gate {
  const waiters = createFifo<Waiter>();
  let waitingBytes = 0;
  /** Let in, not yet in a mailbox. */
  let passing = 0;
  let closed = false;

  const mayWait = (bytes: number) =>
    waiters.size < bounds.maxWaiting && waitingBytes + bytes <= bounds.maxQueuedBytes;

  function release(): void {
    while (waiters.size > 0 && budget.hasRoom(passing)) {
      const waiter = waiters.shift()!;
      waitingBytes -= waiter.bytes;
      passing++;
      waiter.admit('waited');
    }
  }

  return {
    get waiting() {
      return waiters.size;
    },
    enter(bytes) {
      if (closed) return 'closed';
      if (waiters.size === 0 && budget.hasRoom(passing)) {
        passing++;
        return 'free';
      }
      if (!mayWait(bytes)) return 'overloaded';
      waitingBytes += bytes;
      return new Promise((admit) => waiters.push({ bytes, admit }));
    },
    leave() {
      passing--;
      if (waiters.size > 0) release();
    },
    release,
    close() {
      closed = true;
      for (const waiter of waiters.drain()) waiter.admit('closed');
      waitingBytes = 0;
    },
  };
}
