import type { ParticleSummary } from '@noctiluca/particle';

/** One peer's summary of a particle. */
export function summary(more: object = {}): ParticleSummary {
  return {
    ...{ particleId: 'p', author: 'author', isSpell: false, seq: 1, lastSeq: 9, fromUs: 1_000, toUs: 5_000 },
    ...{ outcome: 'returned', runs: 2, calls: 3, failedCalls: 0, sends: 1, drops: 0, entries: 9, ...more },
  } as ParticleSummary;
}
