import type { Store, StoreTable } from '@noctiluca/store';
import { KEY_MAX_BYTES, KEYS_MAX, LIST_MAX_LENGTH, STATE_MAX_BYTES, VALUE_MAX_BYTES } from '../constants.js';
import { SpellError } from '../errors.js';
import { eraseAll } from './erase-all.js';

/** What a spell takes up. `keys` counts a value and a list under one name as two. */
export type Usage = { keys: number; bytes: number };

type ListRecord = { count: number; next: number };

const EMPTY: Usage = { keys: 0, bytes: 0 };
const U32_BYTES = 4;

/**
 * Keys of spells and what stands under them: a string or a u32, and beside it a list of strings, since a list and a value
 * of one name do not touch each other upstream. Methods that write belong into a transaction.
 */
export class KeyValues {
  readonly #values: StoreTable<string | number>;
  readonly #lists: StoreTable<ListRecord>;
  readonly #items: StoreTable<string>;
  readonly #usage: StoreTable<Usage>;

  constructor(store: Store) {
    this.#values = store.table('spell-values');
    this.#lists = store.table('spell-lists');
    this.#items = store.table('spell-list-items');
    this.#usage = store.table('spell-usage');
  }

  get(spellId: string, key: string): string | number | undefined {
    return this.#values.get(keyOf(spellId, key));
  }

  /** Values, without lists, in the order of their keys. */
  *all(spellId: string): Generator<[key: string, value: string | number]> {
    const prefix = keyOf(spellId, '');
    for (const [at, value] of this.#values.entries({ prefix })) yield [at.slice(prefix.length), value];
  }

  /** @throws SpellError `LIMIT` */
  set(spellId: string, key: string, value: string | number): void {
    if (typeof value === 'string') requireShort(key, value);
    this.#put(spellId, key, value, requireRoom);
  }

  /** What the peer itself writes for a run: a spell whose state is full goes on running. */
  setOwn(spellId: string, key: string, value: string | number): void {
    this.#put(spellId, key, value, () => {});
  }

  /** Also a key that is only a list. */
  exists(spellId: string, key: string): boolean {
    const at = keyOf(spellId, key);
    return this.#values.get(at) !== undefined || this.#lists.get(at) !== undefined;
  }

  /** Value and list. */
  remove(spellId: string, key: string): void {
    const at = keyOf(spellId, key);
    const value = this.#values.get(at);
    if (value !== undefined) {
      this.#values.remove(at);
      this.#grow(spellId, key, { keys: -1, bytes: -weightOf(key, value) });
    }
    if (this.#lists.get(at) === undefined) return;
    this.#removeItems(spellId, key, () => true);
  }

  /** In the order in which they were pushed. */
  list(spellId: string, key: string): string[] {
    return this.#entries(spellId, key).map(([, value]) => value);
  }

  /** @throws SpellError `LIMIT` */
  push(spellId: string, key: string, value: string): void {
    const { count, next } = this.#lists.get(keyOf(spellId, key)) ?? { count: 0, next: 0 };
    if (count >= LIST_MAX_LENGTH) {
      throw new SpellError(
        'LIMIT',
        `Cannot push to '${shown(key)}': it has ${count} strings, as many as it may`,
      );
    }
    requireShort(key, value);
    this.#grow(spellId, key, { keys: count === 0 ? 1 : 0, bytes: weightOf(key, value) });
    this.#items.put(itemKey(spellId, key, next), value);
    this.#lists.put(keyOf(spellId, key), { count: count + 1, next: next + 1 });
  }

  /** Pushes to a list that begins anew when it is full. @throws SpellError `LIMIT` for what else does not fit */
  pushAnyway(spellId: string, key: string, value: string): void {
    const { count } = this.#lists.get(keyOf(spellId, key)) ?? { count: 0 };
    if (count >= LIST_MAX_LENGTH) this.#removeItems(spellId, key, () => true);
    this.push(spellId, key, value);
  }

  /** Takes the last one. */
  pop(spellId: string, key: string): string | undefined {
    const list = this.#lists.get(keyOf(spellId, key));
    // Those removed by value leave gaps, and each is passed once.
    for (let at = (list?.next ?? 0) - 1; list !== undefined && at >= 0; at--) {
      const value = this.#items.get(itemKey(spellId, key, at));
      if (value === undefined) continue;
      this.#removeItem(spellId, key, [itemKey(spellId, key, at), value]);
      this.#putList(spellId, key, { count: list.count - 1, next: at });
      return value;
    }
    return undefined;
  }

  /** Removes every string of a list that equals `value`. */
  removeFromList(spellId: string, key: string, value: string): void {
    this.#removeItems(spellId, key, (item) => item === value);
  }

  usage(spellId: string): Usage {
    return this.#usage.get(spellId) ?? EMPTY;
  }

  forget(spellId: string): void {
    for (const table of [this.#values, this.#lists, this.#items]) eraseAll(table, keyOf(spellId, ''));
    this.#usage.remove(spellId);
  }

  #removeItems(spellId: string, key: string, isMeant: (item: string) => boolean): void {
    const list = this.#lists.get(keyOf(spellId, key));
    if (list === undefined) return;
    const meant = this.#entries(spellId, key).filter(([, item]) => isMeant(item));
    for (const entry of meant) this.#removeItem(spellId, key, entry);
    if (meant.length > 0) this.#putList(spellId, key, { ...list, count: list.count - meant.length });
  }

  #removeItem(spellId: string, key: string, [at, value]: [string, string]): void {
    this.#items.remove(at);
    this.#grow(spellId, key, { keys: 0, bytes: -weightOf(key, value) });
  }

  #putList(spellId: string, key: string, list: ListRecord): void {
    if (list.count > 0) {
      this.#lists.put(keyOf(spellId, key), list);
      return;
    }
    this.#lists.remove(keyOf(spellId, key));
    this.#grow(spellId, key, { keys: -1, bytes: 0 });
  }

  #entries(spellId: string, key: string): [string, string][] {
    return [...this.#items.entries({ prefix: itemPrefix(spellId, key) })];
  }

  #put(spellId: string, key: string, value: string | number, check: typeof requireRoom): void {
    const old = this.get(spellId, key);
    const bytes = weightOf(key, value) - (old === undefined ? 0 : weightOf(key, old));
    this.#grow(spellId, key, { keys: old === undefined ? 1 : 0, bytes }, check);
    this.#values.put(keyOf(spellId, key), value);
  }

  /** Only what grows is refused. */
  #grow(spellId: string, key: string, by: Usage, check = requireRoom): void {
    if (by.keys === 0 && by.bytes === 0) return;
    const { keys, bytes } = this.usage(spellId);
    const usage = { keys: keys + by.keys, bytes: bytes + by.bytes };
    if (by.bytes > 0) check(key, usage);
    this.#usage.put(spellId, usage);
  }
}

function requireRoom(key: string, { keys, bytes }: Usage): void {
  const reason =
    Buffer.byteLength(key) > KEY_MAX_BYTES
      ? `the key is longer than ${KEY_MAX_BYTES} bytes`
      : keys > KEYS_MAX
        ? `the spell has ${KEYS_MAX} keys, as many as it may`
        : bytes > STATE_MAX_BYTES
          ? `the spell would keep more than ${STATE_MAX_BYTES} bytes`
          : undefined;
  if (reason !== undefined) throw new SpellError('LIMIT', `Cannot write '${shown(key)}': ${reason}`);
}

function requireShort(key: string, value: string): void {
  const bytes = Buffer.byteLength(value);
  if (bytes <= VALUE_MAX_BYTES) return;
  const reason = `${bytes} bytes are more than the ${VALUE_MAX_BYTES} of a value`;
  throw new SpellError('LIMIT', `Cannot write '${shown(key)}': ${reason}`);
}

function weightOf(key: string, value: string | number): number {
  return Buffer.byteLength(key) + (typeof value === 'string' ? Buffer.byteLength(value) : U32_BYTES);
}

const shown = (key: string): string => key.slice(0, 80);

const keyOf = (spellId: string, key: string): string => `${spellId}/${key}`;

/** The length keeps the list `a` from taking the items of `a/1` for its own. */
const itemPrefix = (spellId: string, key: string): string => `${spellId}/${Buffer.byteLength(key)}:${key}/`;

const itemKey = (spellId: string, key: string, at: number): string =>
  `${itemPrefix(spellId, key)}${String(at).padStart(16, '0')}`;
