import type { Bounds } from '../bounds.js';
import { createFifo } from '../fifo.js';
import type { MemoryBudget } from './memory-budget.js';

/** Holds callers back while mailboxes are half full: the back-pressure that a network passes on to its streams. */
export interface Backpressure {
  readonly waiting: number;
  /**
   * `free`: go on now. `full`: use {@link wait}. `overloaded`: too many wait already. Who goes on must call
   * {@link leave} when its particle is in a mailbox or given up.
   * @param bytes size of the particle; what waits is bounded too
   */
  enter(bytes: number): 'free' | 'full' | 'overloaded' | 'closed';
  /** Only after `full`. Calls `admit` at its turn, before any newcomer can pass, hence no promise. */
  wait(bytes: number, admit: (passage: 'free' | 'closed') => void): void;
  leave(): void;
  /** To be called when mailboxes got emptier. */
  release(): void;
  /** Scheduler away all who wait and all who come. */
  close(): void;
}

interface Waiter {
  readonly bytes: number;
  readonly admit: (passage: 'free' | 'closed') => void;
}

export function createBackpressure(bounds: Bounds, budget: MemoryBudget): Backpressure {
  const waiters = createFifo<Waiter>();
  let waitingBytes = 0;
  /** Let in, not yet in a mailbox. */
  let passing = 0;
  let closed = false;
  let releasing = false;

  const mayWait = (bytes: number) =>
    waiters.size < bounds.maxWaiting && waitingBytes + bytes <= bounds.maxQueuedBytes;

  /** Admitting one may make room for the next: the loop goes on then, not the stack down. */
  function release(): void {
    if (releasing) return;
    releasing = true;
    while (waiters.size > 0 && budget.hasRoom(passing)) {
      const waiter = waiters.shift()!;
      waitingBytes -= waiter.bytes;
      passing++;
      waiter.admit('free');
    }
    releasing = false;
  }

  return {
    get waiting() {
      return waiters.size;
    },
    enter(bytes) {
      if (closed) return 'closed';
      if (waiters.size > 0 || !budget.hasRoom(passing)) return mayWait(bytes) ? 'full' : 'overloaded';
      passing++;
      return 'free';
    },
    wait(bytes, admit) {
      waitingBytes += bytes;
      waiters.push({ bytes, admit });
    },
    leave() {
      passing--;
      if (waiters.size > 0) release();
    },
    release,
    close() {
      closed = true;
      waitingBytes = 0;
      for (const waiter of waiters.drain()) waiter.admit('closed');
    },
  };
}
