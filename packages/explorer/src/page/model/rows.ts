import type { ParticleOutcome, ParticleSummary } from '@noctiluca/particle';

/** A particle, as all peers that met it tell. */
export interface Row {
  readonly particleId: string;
  readonly author: string | undefined;
  readonly script: string | undefined;
  readonly isSpell: boolean;
  /** Names, the first that met it first. */
  readonly peers: readonly string[];
  /** Microseconds since the epoch. */
  readonly fromUs: number;
  readonly toUs: number;
  /** On the whole. */
  readonly outcome: ParticleOutcome;
  /** On each of its peers. */
  readonly outcomes: ReadonlySet<string>;
  readonly reason: string | undefined;
  readonly runs: number;
  readonly calls: number;
  readonly failedCalls: number;
  readonly drops: number;
}

/** What is with its author is over, whatever a peer still does; what failed somewhere and is not with him failed. */
const WEIGHT: readonly ParticleOutcome[] = ['returned', 'failed', 'running', 'expired', 'done', 'sent-on'];

/** @param told by the peer's name; at least one */
export function rowOf(told: ReadonlyMap<string, ParticleSummary>): Row {
  const all = [...told].sort(([, a], [, b]) => a.fromUs - b.fromUs);
  const summaries = all.map(([, summary]) => summary);
  const [first] = summaries;
  const sum = (count: (summary: ParticleSummary) => number) =>
    summaries.reduce((total, summary) => total + count(summary), 0);
  const outcomes = new Set<ParticleOutcome>(summaries.map(({ outcome }) => outcome));
  return {
    particleId: first!.particleId,
    author: summaries.find(({ author }) => author !== undefined)?.author,
    script: summaries.find(({ script }) => script !== undefined)?.script,
    isSpell: first!.isSpell,
    peers: all.map(([name]) => name),
    fromUs: first!.fromUs,
    toUs: Math.max(...summaries.map(({ toUs }) => toUs)),
    outcome: WEIGHT.find((outcome) => outcomes.has(outcome)) ?? first!.outcome,
    outcomes,
    reason: summaries.find(({ reason }) => reason !== undefined)?.reason,
    runs: sum(({ runs }) => runs),
    calls: sum(({ calls }) => calls),
    failedCalls: sum(({ failedCalls }) => failedCalls),
    drops: sum(({ drops }) => drops),
  };
}
