import type { ParticleSummary } from '@noctiluca/particle';
import { cut, ms, printable } from '@noctiluca/replay/trace';
import { table } from '../../output/table.js';

/** A particle, and the peer that tells of it. */
export interface Listed extends ParticleSummary {
  readonly peer: string;
}

/** The last particles of a network, newest first. */
export function listText(particles: readonly Listed[]): string {
  if (particles.length === 0) return 'No particles so far. Spells are left out: --spells shows theirs too.';
  const rows = particles.map((particle) => [
    new Date(particle.fromUs / 1000).toISOString().slice(11, 23),
    particle.peer,
    printable(particle.particleId),
    particle.outcome,
    ms((particle.toUs - particle.fromUs) / 1000),
    `${particle.calls}${particle.failedCalls > 0 ? ` (${particle.failedCalls} failed)` : ''}`,
    cut(printable(particle.reason ?? ''), 60),
  ]);
  return table(['when', 'peer', 'particle', 'ended', 'took', 'calls', 'why'], rows);
}
