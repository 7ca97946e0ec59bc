import type { Clock } from '@noctiluca/common/clock';
import { MAX_DELAYED_NOTICES, NOTICE_DELAY_MS } from '../constants.js';

/** What is said only when nothing else says it in time. One timer for all: they are rare, and may be a moment late. */
export class Delayed<K, V> {
  readonly #clock: Clock;
  readonly #say: (key: K, value: V) => void;
  readonly #waiting = new Map<K, { value: V; atMs: number }>();
  #isScheduled = false;

  constructor(clock: Clock, say: (key: K, value: V) => void) {
    this.#clock = clock;
    this.#say = say;
  }

  /** Keeps the last one of a key. */
  add(key: K, value: V): void {
    if (this.#waiting.size >= MAX_DELAYED_NOTICES && !this.#waiting.has(key)) {
      this.#say(key, value);
      return;
    }
    this.#waiting.set(key, { value, atMs: this.#clock.monotonicMs() });
    this.#schedule();
  }

  cancel(key: K): void {
    this.#waiting.delete(key);
  }

  #schedule(): void {
    if (this.#isScheduled || this.#waiting.size === 0) return;
    this.#isScheduled = true;
    this.#clock.schedule(() => this.#flush(), NOTICE_DELAY_MS);
  }

  #flush(): void {
    this.#isScheduled = false;
    // Timers may be early by a part of a millisecond, and what came since the last look waits for the next.
    const latestMs = this.#clock.monotonicMs() - NOTICE_DELAY_MS / 2;
    for (const [key, { value, atMs }] of [...this.#waiting]) {
      if (atMs > latestMs) continue;
      this.#waiting.delete(key);
      this.#say(key, value);
    }
    this.#schedule();
  }
}

export function createDelayed<K, V>(clock: Clock, say: (key: K, value: V) => void): Delayed<K, V> {
  return new Delayed(clock, say);
}
