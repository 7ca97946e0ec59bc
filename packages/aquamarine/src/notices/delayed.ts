import type { Clock } from '@noctiluca/common/clock';
import { MAX_DELAYED_NOTICES, NOTICE_DELAY_MS } from '../constants.js';

/** What is said only when nothing else says it in time. */
export interface Delayed<K, V> {
  /** Keeps the last one of a key. */
  add(key: K, value: V): void;
  cancel(key: K): void;
}

/** One timer for all: they are rare, and may be a moment late. */
export function createDelayed<K, V>(clock: Clock, say: (key: K, value: V) => void): Delayed<K, V> {
  const waiting = new Map<K, { value: V; atMs: number }>();
  let isScheduled = false;

  function schedule(): void {
    if (isScheduled || waiting.size === 0) return;
    isScheduled = true;
    clock.schedule(flush, NOTICE_DELAY_MS);
  }

  function flush(): void {
    isScheduled = false;
    // Timers may be early by a part of a millisecond, and what came since the last look waits for the next.
    const latestMs = clock.monotonicMs() - NOTICE_DELAY_MS / 2;
    for (const [key, { value, atMs }] of [...waiting]) {
      if (atMs > latestMs) continue;
      waiting.delete(key);
      say(key, value);
    }
    schedule();
  }

  return {
    add(key, value) {
      if (waiting.size >= MAX_DELAYED_NOTICES && !waiting.has(key)) {
        say(key, value);
        return;
      }
      waiting.set(key, { value, atMs: clock.monotonicMs() });
      schedule();
    },
    cancel: (key) => {
      waiting.delete(key);
    },
  };
}
