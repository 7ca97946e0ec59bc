import type { ParticleRecording, ParticleSummary, TraceEntry } from '@noctiluca/particle';
import type { Peer } from '../model/peer.js';
import { type Answer, ask } from './ask.js';

/** Particles in one answer, the most that a peer gives. */
export const PAGE = 1_000;

/** Those something happened to after `since`, or those older than `before`; newest first. Spells' are among them. */
export function askParticles(
  { base }: Peer,
  { since, before }: { readonly since?: number; readonly before?: number },
): Promise<Answer<readonly ParticleSummary[]>> {
  const query = new URLSearchParams({ limit: String(PAGE), spells: 'true' });
  if (since !== undefined) query.set('since', String(since));
  if (before !== undefined) query.set('before', String(before));
  return ask(`${base}api/particles?${query}`);
}

/** What a peer tells of one particle after that number, oldest first. */
export function askTrace(
  { base }: Peer,
  particleId: string,
  since: number,
): Promise<Answer<readonly TraceEntry[]>> {
  return ask(`${base}api/trace/${encodeURIComponent(particleId)}?since=${since}`);
}

/** Calls of all particles after that number, oldest first. */
export function askCalls({ base }: Peer, since: number): Promise<Answer<readonly TraceEntry[]>> {
  return ask(`${base}api/trace?kind=called&limit=2000&since=${since}`);
}

/** @returns null for a particle that it did not record */
export function askRecording({ base }: Peer, particleId: string): Promise<Answer<ParticleRecording | null>> {
  return ask(`${base}api/recordings/${encodeURIComponent(particleId)}`);
}
