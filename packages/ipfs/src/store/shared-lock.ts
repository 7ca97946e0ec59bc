type Release = () => void;

/** Many may hold it shared, or one alone; first come, first served. */
export class SharedLock {
  /** Resolves when everyone who came before, alone, is done. */
  #exclusive: Promise<void> = Promise.resolve();
  #sharing = new Set<Promise<void>>();

  /** @returns what gives the lock back */
  async shared(): Promise<Release> {
    const { done, release } = holder();
    const before = this.#exclusive;
    this.#sharing.add(done);
    void done.then(() => this.#sharing.delete(done));
    await before;
    return release;
  }

  async exclusive(): Promise<Release> {
    const { done, release } = holder();
    const before = [this.#exclusive, ...this.#sharing];
    this.#exclusive = done;
    await Promise.all(before);
    return release;
  }
}

function holder(): { done: Promise<void>; release: Release } {
  let release: Release = () => {};
  const done = new Promise<void>((resolve) => {
    release = resolve;
  });
  return { done, release };
}
