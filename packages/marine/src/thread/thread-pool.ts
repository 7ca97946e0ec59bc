import { availableParallelism } from 'node:os';
import type { MarineError } from '../errors.js';
import type { MarineModule } from '../module/marine-module.js';
import { Thread, type ThreadInit } from './thread.js';

/** Threads that services share, started as services come, and threads of single services. */
export class ThreadPool {
  readonly #init: Omit<ThreadInit, 'onEnd'>;
  readonly #size: number;
  readonly #shared = new Set<Thread>();
  readonly #own = new Set<Thread>();
  readonly #numbers = new WeakMap<MarineModule, number>();
  #nextNumber = 0;

  /** @param size threads that are shared; default: as many as the machine runs at once, two at least */
  constructor(init: Omit<ThreadInit, 'onEnd'>, size = Math.max(2, availableParallelism())) {
    this.#init = init;
    this.#size = size;
  }

  get ownThreads(): number {
    return this.#own.size;
  }

  /** Takes a place on the thread with the fewest services. */
  take(own: boolean): Thread {
    const thread = own ? this.#start(this.#own) : this.#leastUsed();
    thread.services++;
    return thread;
  }

  /** Gives a place back; a thread nobody uses ends. */
  async release(thread: Thread, reason: MarineError): Promise<void> {
    thread.services--;
    if (thread.services > 0) return;
    this.#shared.delete(thread);
    this.#own.delete(thread);
    await thread.terminate(reason);
  }

  /** The number that threads know a module by. */
  numberOf(module: MarineModule): number {
    const number = this.#numbers.get(module) ?? this.#nextNumber++;
    this.#numbers.set(module, number);
    return number;
  }

  async close(reason: MarineError): Promise<void> {
    await Promise.all([...this.#shared, ...this.#own].map((thread) => thread.terminate(reason)));
  }

  #leastUsed(): Thread {
    let least: Thread | undefined;
    for (const thread of this.#shared) if (!least || thread.services < least.services) least = thread;
    return least && (least.services === 0 || this.#shared.size >= this.#size)
      ? least
      : this.#start(this.#shared);
  }

  #start(threads: Set<Thread>): Thread {
    const thread = new Thread({ ...this.#init, onEnd: () => threads.delete(thread) });
    threads.add(thread);
    return thread;
  }
}
