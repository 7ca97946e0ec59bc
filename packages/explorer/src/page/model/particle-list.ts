import type { ParticleSummary } from '@noctiluca/particle';
import { type Row, rowOf } from './rows.js';

/** Particles that are kept; those that began first make room. */
export const MAX_LISTED = 20_000;

/** Particles of all peers, put together as they are told. */
export class ParticleList {
  readonly #told = new Map<string, Map<string, ParticleSummary>>();
  readonly #rows = new Map<string, Row>();
  #sorted: readonly Row[] | undefined = [];

  get size(): number {
    return this.#rows.size;
  }

  /** @returns whether anything is new */
  tell(peer: string, summaries: readonly ParticleSummary[]): boolean {
    for (const summary of summaries) {
      const told = this.#told.get(summary.particleId) ?? new Map<string, ParticleSummary>();
      this.#told.set(summary.particleId, told.set(peer, summary));
      this.#rows.set(summary.particleId, rowOf(told));
    }
    if (summaries.length === 0) return false;
    this.#sorted = undefined;
    return true;
  }

  /** Newest first. */
  rows(): readonly Row[] {
    this.#sorted ??= this.#keepNewest([...this.#rows.values()].sort((a, b) => b.fromUs - a.fromUs));
    return this.#sorted;
  }

  #keepNewest(rows: readonly Row[]): readonly Row[] {
    for (const { particleId } of rows.slice(MAX_LISTED)) {
      this.#told.delete(particleId);
      this.#rows.delete(particleId);
    }
    return rows.slice(0, MAX_LISTED);
  }
}
