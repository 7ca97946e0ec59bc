import type { Job } from './job.js';

/** First in, first out, with a way back to the front for jobs whose thread died. */
export class JobQueue {
  #jobs: Job[] = [];
  #head = 0;

  get length(): number {
    return this.#jobs.length - this.#head;
  }

  push(job: Job): void {
    this.#jobs.push(job);
  }

  /** Jobs that were taken already and are to come out again, in this order, before all others. */
  putBack(jobs: readonly Job[]): void {
    this.#jobs = [...jobs, ...this.#jobs.slice(this.#head)];
    this.#head = 0;
  }

  peek(): Job | undefined {
    return this.#jobs[this.#head];
  }

  shift(): Job | undefined {
    const job = this.#jobs[this.#head];
    if (job === undefined) return undefined;
    this.#head += 1;
    // Moving the rest once in a while is cheaper than moving it every time.
    if (this.#head * 2 > this.#jobs.length) {
      this.#jobs = this.#jobs.slice(this.#head);
      this.#head = 0;
    }
    return job;
  }

  /** Takes out those that a test chooses; the others stay in their order. */
  takeIf(isChosen: (job: Job) => boolean): Job[] {
    const all = this.takeAll();
    this.#jobs = all.filter((job) => !isChosen(job));
    return all.filter(isChosen);
  }

  takeAll(): Job[] {
    const all = this.#jobs.slice(this.#head);
    this.#jobs = [];
    this.#head = 0;
    return all;
  }
}
