import { MarineError } from '../errors.js';

interface Job {
  readonly run: () => Promise<void>;
  readonly reject: (error: MarineError) => void;
  timer: NodeJS.Timeout | undefined;
}

/** Runs jobs one after the other in the order they came. Waiting is bounded in number and, per job, in time. */
export class CallQueue {
  readonly #capacity: number;
  readonly #jobs: Job[] = [];
  #running = false;
  #closed: MarineError | undefined;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /**
   * @param waitMs how long the job may wait for its turn
   * @throws MarineError `QUEUE_FULL` at once, `CALL_DEADLINE` when the turn did not come in time, the reason of `close`
   */
  add<T>(run: () => Promise<T>, waitMs: number): Promise<T> {
    if (this.#closed) return Promise.reject(this.#closed);
    if (this.#jobs.length >= this.#capacity)
      return Promise.reject(
        new MarineError('QUEUE_FULL', `${this.#capacity} calls wait already: try again later`),
      );
    return new Promise<T>((resolve, reject) => {
      const job: Job = { run: () => run().then(resolve, reject), reject, timer: undefined };
      job.timer = setTimeout(() => this.#expire(job, waitMs), waitMs);
      this.#jobs.push(job);
      this.#next();
    });
  }

  /** Fails everything that waits, and everything that comes. */
  close(reason: MarineError): void {
    this.#closed ??= reason;
    for (const job of this.#jobs.splice(0)) {
      clearTimeout(job.timer);
      job.reject(reason);
    }
  }

  #expire(job: Job, waitMs: number): void {
    this.#jobs.splice(this.#jobs.indexOf(job), 1);
    job.reject(new MarineError('CALL_DEADLINE', `the call waited ${waitMs} ms for its turn and was not run`));
  }

  #next(): void {
    if (this.#running) return;
    const job = this.#jobs.shift();
    if (!job) return;
    clearTimeout(job.timer);
    this.#running = true;
    void job.run().finally(() => {
      this.#running = false;
      this.#next();
    });
  }
}
