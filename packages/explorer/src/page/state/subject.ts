import type { ParticleRecording } from '@noctiluca/particle';
import { mergeRecordings, type RecordingFile, readRecording, recordingFile } from '@noctiluca/replay/trace';
import { type ReadonlySignal, signal } from '@preact/signals';
import { answered } from '../api/ask.js';
import { askRecording, askTrace } from '../api/particles.js';
import type { Peer } from '../model/peer.js';
import { every } from './every.js';
import { peers, somePeers } from './peers.js';

/** A particle that is looked at: of the network, or of a file. */
export interface Subject {
  /** Grows while something happens. */
  readonly file: ReadonlySignal<RecordingFile>;
  /** Whether everybody has answered once. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /** What AquaVM was given; undefined when nobody recorded it. */
  recording(): Promise<ParticleRecording | undefined>;
  end(): void;
}

export function subjectOfFile(file: RecordingFile): Subject {
  return {
    file: signal(file),
    isLoaded: signal(true),
    recording: async () => file.recording,
    end: () => {},
  };
}

/** Events of one particle that a page keeps of one peer; its peers keep no more either. */
const MAX_ENTRIES = 50_000;

/** Follows a particle on all peers. */
export function subjectOfNetwork(particleId: string): Subject {
  const file = signal(recordingFile(particleId, []));
  const isLoaded = signal(false);
  const end = every(async (ended) => {
    if (peers.peek().length === 0) await somePeers(ended);
    const known = peers.peek();
    if (ended.aborted) return;
    const news = await Promise.all(known.map((peer) => readNews(peer, file.peek())));
    const told = news.filter((trace) => trace !== undefined);
    if (told.length > 0) file.value = withNews(file.peek(), told);
    isLoaded.value = true;
  });
  return { file, isLoaded, recording: () => recordingOf(particleId), end };
}

type Trace = RecordingFile['traces'][number];

async function readNews({ name, peerId, ...peer }: Peer, { particleId, traces }: RecordingFile) {
  const known = traces.find((trace) => trace.peerId === peerId)?.entries ?? [];
  const since = known.reduce((last, { seq }) => Math.max(last, seq), 0);
  const entries = answered(await askTrace({ name, peerId, ...peer }, particleId, since)) ?? [];
  return entries.length === 0
    ? undefined
    : { name, peerId, entries: [...known, ...entries].slice(-MAX_ENTRIES) };
}

function withNews(file: RecordingFile, told: readonly Trace[]): RecordingFile {
  const others = file.traces.filter(({ peerId }) => told.every((trace) => trace.peerId !== peerId));
  const order = peers.peek().map(({ peerId }) => peerId);
  const traces = [...others, ...told].sort((a, b) => order.indexOf(a.peerId) - order.indexOf(b.peerId));
  return recordingFile(file.particleId, traces);
}

/** @throws ReplayError `REPLAY_NOT_A_RECORDING` when a peer answers with something else */
async function recordingOf(particleId: string): Promise<ParticleRecording | undefined> {
  const recordings = await Promise.all(
    peers.peek().map(async (peer) => {
      const answer = answered(await askRecording(peer, particleId)) ?? null;
      if (answer === null) return [];
      const recording = readRecording(answer);
      return [{ ...recording, peers: recording.peers.map((scope) => named(scope, peer)) }];
    }),
  );
  return mergeRecordings(recordings.flat());
}

/** A peer's workers go by its name and the end of theirs. */
function named(scope: ParticleRecording['peers'][number], { name, peerId }: Peer) {
  return { ...scope, name: scope.peerId === peerId ? name : `${name}/${scope.peerId.slice(-6)}` };
}
