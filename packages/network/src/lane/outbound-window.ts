/** What wants to leave. */
export interface Departure {
  /** Bytes that leave at once when it starts. */
  readonly firstBytes: number;
  /** It has started and its bytes count. */
  isUnderWay: boolean;
  start(): void;
}

/**
 * Bytes that leave before the peer has said that it takes them. They are bounded, so that a peer without room slows its
 * senders down and is not filled by them; one frame may always go, however large.
 */
export class OutboundWindow {
  readonly #limit: number;
  readonly #waiting = new Set<Departure>();
  #bytes = 0;

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Starts it when there is room, at once if possible. */
  enter(departure: Departure): void {
    if (this.#waiting.size === 0 && this.#hasRoom(departure)) this.#start(departure);
    else this.#waiting.add(departure);
  }

  /** To be called when the fate of its bytes is known. */
  leave(departure: Departure): void {
    if (!departure.isUnderWay) {
      this.#waiting.delete(departure);
      return;
    }
    departure.isUnderWay = false;
    this.#bytes -= departure.firstBytes;
    for (const next of this.#waiting) {
      if (!this.#hasRoom(next)) return;
      this.#waiting.delete(next);
      this.#start(next);
    }
  }

  #hasRoom({ firstBytes }: Departure): boolean {
    return this.#bytes === 0 || this.#bytes + firstBytes <= this.#limit;
  }

  #start(departure: Departure): void {
    this.#bytes += departure.firstBytes;
    departure.isUnderWay = true;
    departure.start();
  }
}
