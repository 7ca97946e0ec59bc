import type { PackageRecord } from '../journal.js';
import type { Step } from '../plan/step.js';
import type { ItemFacts } from './item-facts.js';

/** Notes of what is as it is wanted: a note made before its step would tell, after a crash, of what was not done. */
export class DueFacts {
  readonly #facts: ItemFacts;
  readonly #due: Set<string>;
  readonly #begun = new Set<string>();

  constructor(facts: ItemFacts, steps: readonly Step[]) {
    this.#facts = facts;
    this.#due = new Set(steps.flatMap((step) => (step.action === 'keep' ? step.alias : [])));
  }

  /** What may be noted with a record: of what was kept, and of what was begun and ended. */
  after({ items }: PackageRecord): ItemFacts {
    for (const [alias, { pending }] of Object.entries(items)) {
      if (pending !== undefined) this.#begun.add(alias);
      else if (this.#begun.delete(alias)) this.#due.add(alias);
    }
    return new Map([...this.#facts].filter(([alias]) => this.#due.has(alias)));
  }
}
