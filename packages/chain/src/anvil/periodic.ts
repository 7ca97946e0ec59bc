/** Works that are done again and again, one after the other; what fails is tried again with the next tick. */
export class Periodic {
  readonly #onFailed: (error: unknown) => void;
  readonly #timers: NodeJS.Timeout[] = [];
  #last: Promise<unknown> = Promise.resolve();

  constructor(onFailed: (error: unknown) => void) {
    this.#onFailed = onFailed;
  }

  /** @param periodMs milliseconds */
  every(periodMs: number, work: () => Promise<void>): void {
    const run = () => {
      this.#last = this.#last.then(work).catch(this.#onFailed);
    };
    this.#timers.push(setInterval(run, periodMs).unref());
  }

  /** Resolves when what is under way is done. */
  async end(): Promise<void> {
    for (const timer of this.#timers.splice(0)) clearInterval(timer);
    await this.#last;
  }
}
