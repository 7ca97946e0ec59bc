import type { ParticleSummary } from '@noctiluca/particle';
import { cut, ms, printable } from '@noctiluca/replay/trace';
import { table } from '../../output/table.js';
import type { View } from '../../output/terminal/view.js';

/** A particle, and the peer that tells of it. */
export interface Listed extends ParticleSummary {
  readonly peer: string;
}

/** Ids of particles are there to be copied. */
const HEADER = ['when', 'peer', { title: 'particle', isWhole: true }, 'ended', 'took', 'calls', 'why'];

/** The last particles of a network, newest first. */
export function listText(particles: readonly Listed[], view: View): string {
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
  return table(HEADER, rows, view);
}
