/** A block of the chain that has something for this peer, or that is to be looked at again. */
export interface BlockEvent {
  readonly block: number;
}

/** Tells spells of blocks: what the chain reports, and what the decider asks for. */
export class BlockSignal {
  readonly #listeners = new Set<(event: BlockEvent) => void>();
  /** The first block is the least that a spell can ask for. */
  #last: BlockEvent = { block: 1 };

  readonly tell = (event: BlockEvent): void => {
    this.#last = event;
    for (const listener of this.#listeners) listener(event);
  };

  /** The same block once more. */
  readonly repeat = (): void => this.tell(this.#last);

  /** @returns what ends it */
  readonly listen = (listener: (event: BlockEvent) => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}
