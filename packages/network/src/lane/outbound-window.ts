interface Entry {
  readonly bytes: number;
  readonly start: () => void;
}

/**
 * Bytes that leave before the peer has said that it takes them. They are bounded, so that a peer without room slows its
 * senders down and is not filled by them; one frame may always go, however large.
 */
export class OutboundWindow {
  readonly #limit: number;
  readonly #started = new Set<Entry>();
  readonly #waiting = new Set<Entry>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Calls `start` when there is room, at once if possible. @returns to be called when the bytes' fate is known */
  enter(bytes: number, start: () => void): () => void {
    const entry = { bytes, start };
    if (this.#waiting.size === 0 && this.#hasRoom(bytes)) this.#start(entry);
    else this.#waiting.add(entry);
    return () => this.#leave(entry);
  }

  #hasRoom(bytes: number): boolean {
    return this.#bytes === 0 || this.#bytes + bytes <= this.#limit;
  }

  #start(entry: Entry): void {
    this.#bytes += entry.bytes;
    this.#started.add(entry);
    entry.start();
  }

  #leave(entry: Entry): void {
    this.#waiting.delete(entry);
    if (!this.#started.delete(entry)) return;
    this.#bytes -= entry.bytes;
    for (const next of this.#waiting) {
      if (!this.#hasRoom(next.bytes)) return;
      this.#waiting.delete(next);
      this.#start(next);
    }
  }
}
