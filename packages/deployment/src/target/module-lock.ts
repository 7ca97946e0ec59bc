/** Adding modules and using them goes on side by side; throwing away what nothing uses stands alone. */
export class ModuleLock {
  readonly #sharing = new Set<Promise<unknown>>();
  #alone: Promise<unknown> = Promise.resolve();

  /** Runs when nobody is alone. */
  async share<T>(task: () => Promise<T>): Promise<T> {
    let settled: Promise<unknown>;
    do {
      settled = this.#alone;
      await settled;
    } while (settled !== this.#alone);
    const result = task();
    // Whoever asked for it is told.
    const ended = result.catch(() => {});
    this.#sharing.add(ended);
    void ended.then(() => this.#sharing.delete(ended));
    return result;
  }

  /** Runs when nobody else does, and lets nobody else begin. */
  alone<T>(task: () => Promise<T>): Promise<T> {
    const result = this.#alone.then(() => Promise.all(this.#sharing)).then(task);
    this.#alone = result.catch(() => {});
    return result;
  }
}

const ofPeers = new WeakMap<object, ModuleLock>();

/** The turns of one peer, known by its services. */
export function moduleLockOf(services: object): ModuleLock {
  const known = ofPeers.get(services) ?? new ModuleLock();
  ofPeers.set(services, known);
  return known;
}
