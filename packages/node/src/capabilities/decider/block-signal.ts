/** A block of the chain that has something for this peer, or that is to be looked at again. */
export interface BlockEvent {
  readonly block: number;
}

/** The first one is the least that a spell can ask for. */
const FIRST: BlockEvent = { block: 1 };

/** Tells spells of blocks: of those that the chain reports, and of the last of them again when the decider asks for it. */
export class BlockSignal {
  readonly #listeners = new Set<(event: BlockEvent) => void>();
  #last: BlockEvent | undefined;

  /** @param chain what reports blocks; undefined: nothing does */
  constructor(chain?: { onChange(listener: (event: BlockEvent) => void): unknown }) {
    chain?.onChange((event) => this.tell(event));
  }

  tell({ block }: BlockEvent): void {
    this.#last = { block };
    for (const listener of [...this.#listeners]) listener(this.#last);
  }

  repeat(): void {
    this.tell(this.#last ?? FIRST);
  }

  /** Who comes late is told of the last one. @returns ends it */
  listen(listener: (event: BlockEvent) => void): () => void {
    this.#listeners.add(listener);
    if (this.#last !== undefined) listener(this.#last);
    return () => void this.#listeners.delete(listener);
  }
}
