import type { Note } from './notes.js';

/** What was told of each deal: the same is not told again, until it was something else. */
export class Told {
  #last = new Map<string | undefined, string>();

  /** @returns those of them that are new */
  fresh(notes: readonly Note[]): Note[] {
    const before = this.#last;
    this.#last = new Map(notes.map(({ dealId, text }) => [dealId, text]));
    return notes.filter(({ dealId, text }) => before.get(dealId) !== text);
  }
}
