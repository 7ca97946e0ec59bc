/** Counts what is under way (turns, calls, sends), so that stopping can wait for the last of it. */
export interface Activity {
  readonly count: number;
  enter(): void;
  leave(): void;
  /** Resolves when nothing is under way; at once when that is so already. */
  idle(): Promise<void>;
}

export function createActivity(): Activity {
  let count = 0;
  let waiting: (() => void)[] = [];
  return {
    get count() {
      return count;
    },
    enter: () => {
      count++;
    },
    leave() {
      count--;
      if (count > 0 || waiting.length === 0) return;
      const resolved = waiting;
      waiting = [];
      for (const resolve of resolved) resolve();
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise((resolve) => waiting.push(resolve))),
  };
}
