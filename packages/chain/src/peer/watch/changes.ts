import type { Clock } from '@noctiluca/common/clock';
import { MIN_CHANGE_GAP_MS } from '../../constants.js';

/** Something on the chain that a peer should look at: what it is, its deals say. */
export interface ChainChange {
  readonly reason: /** The chain answers, again: whatever there was in between is not known. */
    | 'connected'
    /** A unit of this peer is in a deal. */
    | 'matched'
    /** A contract of one of its deals told something. */
    | 'deal'
    /** A minute of the chain's time has gone by, or more at once: it alone may change what deals say. */
    | 'time';
  /** At least this block has it. */
  readonly block: number;
}

export interface ChangesComponents {
  readonly clock: Clock;
  /** Told what a listener throws. */
  readonly onError: (error: unknown) => void;
}

/** Tells of changes at once, but for those that come right after another: they are one. */
export class Changes {
  readonly #components: ChangesComponents;
  readonly #listeners = new Set<(change: ChainChange) => void>();
  #waiting: ChainChange | undefined;
  #cancel: (() => void) | undefined;
  /** How many were told. */
  count = 0;

  constructor(components: ChangesComponents) {
    this.#components = components;
  }

  /** @returns ends it */
  on(listener: (change: ChainChange) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  tell(change: ChainChange): void {
    if (this.#cancel === undefined) this.#emit(change);
    else this.#waiting = change;
  }

  end(): void {
    this.#cancel?.();
    this.#cancel = undefined;
    this.#waiting = undefined;
    this.#listeners.clear();
  }

  #emit(change: ChainChange): void {
    const { clock, onError } = this.#components;
    this.#cancel = clock.schedule(() => this.#afterGap(), MIN_CHANGE_GAP_MS);
    this.count += 1;
    for (const listener of [...this.#listeners]) {
      try {
        listener(change);
      } catch (error) {
        onError(error);
      }
    }
  }

  #afterGap(): void {
    this.#cancel = undefined;
    const change = this.#waiting;
    this.#waiting = undefined;
    if (change !== undefined) this.#emit(change);
  }
}
