import type { LocalPeer } from '@noctiluca/local-network/control';
import type { ParticleRecording, TraceEntry } from '@noctiluca/particle';
import type { PeerTrace, RecordingFile } from '@noctiluca/replay';
import { CliError } from '../../errors.js';

/** Milliseconds a peer may take to answer; computing a recording again takes its time. */
const ANSWER_MS = 30_000;

/**
 * What all peers of a local network know of a particle.
 * @param withRecordings what they recorded too
 * @throws CliError `PARTICLE_UNKNOWN` when nobody knows anything; `PEER_UNKNOWN` when no peer answers
 */
export async function collect(
  peers: readonly LocalPeer[],
  particleId: string,
  withRecordings: boolean,
): Promise<RecordingFile> {
  const { mergeRecordings, recordingFile } = await import('@noctiluca/replay');
  const traces = await collectTraces(peers, particleId);
  if (traces.length === 0) {
    const why = 'no peer of the local network knows of it (any more)';
    throw new CliError('PARTICLE_UNKNOWN', `Particle ${particleId}: ${why}`);
  }
  const recordings = withRecordings ? await collectRecordings(peers, particleId) : [];
  return recordingFile(particleId, traces, mergeRecordings(recordings));
}

async function collectTraces(peers: readonly LocalPeer[], particleId: string): Promise<PeerTrace[]> {
  const path = `/api/trace/${encodeURIComponent(particleId)}`;
  const answers = await askAll<TraceEntry[]>(peers, path);
  return peers.flatMap(({ name, peerId }, i) => {
    const entries = answers[i] ?? [];
    return entries.length === 0 ? [] : [{ name, peerId, entries }];
  });
}

/** Of the peers that record. */
async function collectRecordings(
  peers: readonly LocalPeer[],
  particleId: string,
): Promise<ParticleRecording[]> {
  const { readRecording } = await import('@noctiluca/replay');
  const path = `/api/recordings/${encodeURIComponent(particleId)}`;
  const answers = await Promise.all(peers.map((peer) => ask<unknown>(peer, path)));
  return answers.flatMap((answer, i) => {
    if (answer === undefined || answer === null) return [];
    const recording = readRecording(answer);
    return { ...recording, peers: recording.peers.map((peer) => named(peer, peers[i]!)) };
  });
}

/** A peer's workers go by its name and the end of theirs. */
function named(peer: ParticleRecording['peers'][number], { name, peerId }: LocalPeer) {
  return { ...peer, name: peer.peerId === peerId ? name : `${name}/${peer.peerId.slice(-6)}` };
}

/**
 * What each answers; undefined for one that does not.
 * @throws CliError `PEER_UNKNOWN` when none does
 */
export async function askAll<T>(peers: readonly LocalPeer[], path: string): Promise<(T | undefined)[]> {
  const answers = await Promise.all(peers.map((peer) => ask<T>(peer, path)));
  if (answers.some((answer) => answer !== undefined)) return answers;
  throw new CliError('PEER_UNKNOWN', 'No peer of the local network answers over HTTP');
}

/** @returns undefined when it does not answer so */
async function ask<T>({ http }: LocalPeer, path: string): Promise<T | undefined> {
  try {
    const response = await fetch(`${http}${path}`, { signal: AbortSignal.timeout(ANSWER_MS) });
    return response.ok ? ((await response.json()) as T) : undefined;
  } catch {
    return undefined;
  }
}
