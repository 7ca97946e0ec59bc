/** Runs tasks one after the other, in the order they came. */
export class TaskQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Settles as the task does; one that fails does not hold up the next. */
  run<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#last.then(task, task);
    // The failure belongs to whoever asked for this task.
    this.#last = result.catch(() => {});
    return result;
  }
}
