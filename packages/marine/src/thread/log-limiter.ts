import type { ModuleLog } from '../module-config.js';
import type { ModuleLogSink } from '../service-runner.js';

const WINDOW_MS = 1000;

/**
 * Lets a number of log lines pass per second and counts the rest: a service that logs in a loop must not fill the
 * memory of the thread that reads its lines.
 */
export class LogLimiter {
  readonly #sink: ModuleLogSink;
  readonly #perSec: number;
  readonly #nowMs: () => number;
  #windowStart = Number.NEGATIVE_INFINITY;
  #passed = 0;
  #dropped = 0;

  constructor(sink: ModuleLogSink, perSec: number, nowMs: () => number = () => performance.now()) {
    this.#sink = sink;
    this.#perSec = perSec;
    this.#nowMs = nowMs;
  }

  push(log: ModuleLog): void {
    const now = this.#nowMs();
    if (now - this.#windowStart >= WINDOW_MS) {
      this.#windowStart = now;
      this.#passed = 0;
      this.#report(log);
    }
    if (this.#passed < this.#perSec) {
      this.#passed++;
      this.#sink(log);
    } else this.#dropped++;
  }

  /** One line for all that were dropped, in the name of a module that logs. */
  #report({ serviceId, module }: ModuleLog): void {
    if (this.#dropped === 0) return;
    const message = `${this.#dropped} log lines were dropped: more than ${this.#perSec} in a second`;
    this.#dropped = 0;
    this.#sink({ serviceId, module, level: 2, target: 0, message });
  }
}
