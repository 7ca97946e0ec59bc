import { MarineError } from '../errors.js';

/**
 * When the call that runs has to end: by the time that it ran itself, not that of calls on top of it. The metering of the module's code, system calls and values that are copied ask it
 * now and then; what asks too late is unwound.
 */
export class CallClock {
  readonly #now: () => number;
  #startedAtMs = 0;
  #deadlineMs = Number.POSITIVE_INFINITY;
  #endsAtMs = Number.POSITIVE_INFINITY;
  #expired = false;
  #aborted = false;
  /** Called at each check; a thread looks here whether other work waits behind the call. */
  onCheck: () => void = () => {};

  /** @param now milliseconds of a clock that never goes back */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** @param deadlineMs time the call may take; infinite for none */
  begin(deadlineMs = Number.POSITIVE_INFINITY): void {
    this.#startedAtMs = this.#now();
    this.#deadlineMs = deadlineMs;
    this.#endsAtMs = this.#startedAtMs + deadlineMs;
    this.#expired = false;
  }

  /** Something else ran meanwhile. */
  leaveOut(ms: number): void {
    this.#startedAtMs += ms;
    this.#endsAtMs += ms;
  }

  /** The call that runs, and any other, ends at its next check. */
  abort(): void {
    this.#aborted = true;
  }

  /** No call runs. */
  end(): void {
    this.#endsAtMs = Number.POSITIVE_INFINITY;
  }

  /** Whether a check found that the time was over, in the call that ran last. */
  get expired(): boolean {
    return this.#expired;
  }

  get deadlineMs(): number {
    return this.#deadlineMs;
  }

  /** Milliseconds the call ran. */
  get elapsedMs(): number {
    return this.#now() - this.#startedAtMs;
  }

  /** Milliseconds the call has left; infinite without a deadline. */
  get remainingMs(): number {
    return Math.max(0, this.#endsAtMs - this.#now());
  }

  /** @throws MarineError `CALL_DEADLINE`, `SERVICE_STOPPED` after `abort` */
  check(): void {
    this.onCheck();
    if (this.#aborted) throw new MarineError('SERVICE_STOPPED', 'the service was stopped');
    if (this.#endsAtMs === Number.POSITIVE_INFINITY || this.#now() < this.#endsAtMs) return;
    this.#expired = true;
    throw new MarineError('CALL_DEADLINE', `the call took more than ${this.#deadlineMs} ms and was ended`);
  }
}
