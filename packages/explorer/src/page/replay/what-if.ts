import type { ParticleRecording } from '@noctiluca/particle';
import { type Change, loadReplayAvm, whatIf } from '@noctiluca/replay';
import type { RecordingFile } from '@noctiluca/replay/trace';
import { marksOf } from '../model/marks.js';
import { alteredFile } from './altered-file.js';

/** A particle that was not, and what is to be known of it. */
export interface Altered {
  readonly file: RecordingFile;
  readonly notes: readonly string[];
  /** Number of the event that is the other answer, in the order of time; -1 when it did not come to that. */
  readonly position: number;
}

/** @throws AvmError; ReplayError `REPLAY_NO_SUCH_STEP`, `REPLAY_TOO_LONG` */
export async function runWhatIf(recording: ParticleRecording, change: Change): Promise<Altered> {
  const run = whatIf(recording, [change], await loadReplayAvm());
  const nameOf = new Map(recording.peers.map(({ peerId, name }) => [peerId, name]));
  const unanswered = run.unanswered.map(
    ({ peerId, call: { serviceId, functionName } }) =>
      `No answer is known to ${serviceId}.${functionName} on ${nameOf.get(peerId) ?? peerId}: it went no further there.`,
  );
  const file = alteredFile(run, recording);
  return { file, notes: unanswered, position: positionOf(change, file, nameOf.get(change.peerId)) };
}

function positionOf({ callId }: Change, { traces }: RecordingFile, name: string | undefined): number {
  return marksOf(traces).findIndex(
    ({ peer, entry }) => peer.name === name && entry.kind === 'called' && entry.callId === callId,
  );
}
