import type { Store, StoreTable } from '@noctiluca/store';
import { ERROR_TEXT_MAX_LENGTH, ERRORS_PER_PARTICLE_MAX, MAX_ERROR_PARTICLES } from '../constants.js';
import { eraseAll } from './erase-all.js';

/** What AquaVM says about a failed instruction (spec/nox.md §5.6). */
export type LastError = { error_code: number; instruction: string; message: string; peer_id: string };

/** `error_idx`: number the script gave to the place. */
export type LastErrorEntry = { last_error: LastError; error_idx: number };

export type ParticleErrors = { particle_id: string; errors: LastErrorEntry[] };

/** The newest that was added, wherever it stands among the others. */
export type LastRow = { particleId: string; error: LastError };

type Row = { timestamp: number; order: number; errors: LastErrorEntry[] };

/** Errors of the last particles of each spell. Methods that write belong into a transaction. */
export class ErrorLog {
  readonly #rows: StoreTable<Row>;
  /** Beside the rows: all of a spell's are much to read for one. */
  readonly #last: StoreTable<LastRow>;

  constructor(store: Store) {
    this.#rows = store.table('spell-errors');
    this.#last = store.table('spell-last-errors');
  }

  /** @param timestamp of the particle: those of the oldest make room */
  add(spellId: string, particleId: string, timestamp: number, entry: LastErrorEntry): void {
    const at = `${spellId}/${particleId}`;
    const known = this.#rows.get(at) ?? this.#newRow(spellId, timestamp);
    if (known.errors.length >= ERRORS_PER_PARTICLE_MAX) return;
    const kept = shortened(entry);
    this.#rows.put(at, { ...known, errors: [...known.errors, kept] });
    this.#last.put(spellId, { particleId, error: kept.last_error });
  }

  of(spellId: string, particleId: string): LastErrorEntry[] {
    return this.#rows.get(`${spellId}/${particleId}`)?.errors ?? [];
  }

  /** Oldest particle first. */
  all(spellId: string): ParticleErrors[] {
    return this.#sorted(spellId).map(([key, { errors }]) => ({
      particle_id: key.slice(spellId.length + 1),
      errors,
    }));
  }

  /** Undefined when there was none, or an earlier version kept it. */
  last(spellId: string): LastRow | undefined {
    return this.#last.get(spellId);
  }

  forget(spellId: string): void {
    this.#last.remove(spellId);
    eraseAll(this.#rows, `${spellId}/`);
  }

  #newRow(spellId: string, timestamp: number): Row {
    const rows = this.#sorted(spellId);
    for (const [key] of rows.slice(0, Math.max(0, rows.length - MAX_ERROR_PARTICLES + 1)))
      this.#rows.remove(key);
    const order = 1 + Math.max(0, ...rows.map(([, row]) => row.order));
    return { timestamp, order, errors: [] };
  }

  #sorted(spellId: string): [string, Row][] {
    return [...this.#rows.entries({ prefix: `${spellId}/` })].sort(
      ([, a], [, b]) => a.timestamp - b.timestamp || a.order - b.order,
    );
  }
}

function shortened({ last_error: error, error_idx }: LastErrorEntry): LastErrorEntry {
  const cut = (text: string) => text.slice(0, ERROR_TEXT_MAX_LENGTH).replace(/\p{Surrogate}/gu, '\ufffd');
  return {
    last_error: {
      error_code: error.error_code,
      instruction: cut(error.instruction),
      message: cut(error.message),
      peer_id: cut(error.peer_id),
    },
    error_idx,
  };
}
