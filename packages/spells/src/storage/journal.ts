import type { Store, StoreTable, StoreValue } from '@noctiluca/store';
import { eraseAll } from './erase-all.js';

type Range = { first: number; next: number };

/**
 * The last entries of each spell, `max` at most: a new one pushes the oldest out. What is there is told by the range that
 * is stored with it, so the bound holds across restarts (spec/nox.md §9.2 no. 36). Methods that write belong into a
 * transaction.
 */
export class Journal<T extends StoreValue> {
  readonly #max: number;
  readonly #items: StoreTable<T>;
  readonly #ranges: StoreTable<Range>;

  constructor(store: Store, name: string, max: number) {
    this.#max = max;
    this.#items = store.table(name);
    this.#ranges = store.table(`${name}-ranges`);
  }

  push(spellId: string, item: T): void {
    const { first, next } = this.#range(spellId);
    const isFull = next - first >= this.#max;
    if (isFull) this.#items.remove(itemKey(spellId, first));
    this.#items.put(itemKey(spellId, next), item);
    this.#ranges.put(spellId, { first: isFull ? first + 1 : first, next: next + 1 });
  }

  /** Takes the newest. */
  pop(spellId: string): T | undefined {
    const { first, next } = this.#range(spellId);
    if (first === next) return undefined;
    const at = itemKey(spellId, next - 1);
    const item = this.#items.get(at);
    this.#items.remove(at);
    this.#ranges.put(spellId, { first, next: next - 1 });
    return item;
  }

  /** Oldest first. */
  list(spellId: string): T[] {
    return [...this.#items.entries({ prefix: `${spellId}/` })].map(([, item]) => item);
  }

  forget(spellId: string): void {
    eraseAll(this.#items, `${spellId}/`);
    this.#ranges.remove(spellId);
  }

  #range(spellId: string): Range {
    return this.#ranges.get(spellId) ?? { first: 0, next: 0 };
  }
}

const itemKey = (spellId: string, at: number): string => `${spellId}/${String(at).padStart(16, '0')}`;
