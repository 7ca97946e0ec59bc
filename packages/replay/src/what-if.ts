import type { ReplayAvm } from '@noctiluca/avm/replay';
import type { ParticleRecording, RecordedCall } from '@noctiluca/particle';
import { ReplayError } from './errors.js';
import { type Change, RecordedAnswers } from './recorded-answers.js';
import { Renaming } from './renaming.js';
import { simulate } from './simulate.js';

/** A particle run anew with other answers. */
export interface AlteredRun {
  readonly altered: true;
  /** Its peers have other ids: their keys were made for this. */
  readonly recording: ParticleRecording;
  /** A text of it with the ids that its user knows. */
  readonly named: (text: string) => string;
  /** Calls that were not made before, and that nobody knows an answer to. */
  readonly unanswered: readonly { readonly peerId: string; readonly call: RecordedCall }[];
}

/**
 * What would have come of a particle if calls had been answered otherwise: it is run from its beginning under keys made for
 * that, and each call is answered as it was, but those that are changed.
 * @throws ReplayError `REPLAY_NO_SUCH_STEP` for a change of a call that was not made, `REPLAY_TOO_LONG`; AvmError
 */
export function whatIf(recording: ParticleRecording, changes: readonly Change[], avm: ReplayAvm): AlteredRun {
  for (const change of changes) checkCall(recording, change);
  const renaming = new Renaming(recording);
  const answers = new RecordedAnswers(recording, changes, avm);
  const unanswered: { peerId: string; call: RecordedCall }[] = [];
  const { particle } = recording;
  const renamed = {
    ...particle,
    initPeerId: renaming.to(particle.initPeerId),
    script: renaming.to(particle.script),
  };
  const made = simulate(
    renamed,
    renaming.keyPairs,
    (by, renamedCall) => {
      const peerId = renaming.from(by);
      const call = { ...renamedCall, args: renaming.from(renamedCall.args) };
      const answer = answers.take(peerId, call);
      if (answer === undefined) unanswered.push({ peerId, call });
      return answer && { ...answer, result: renaming.to(answer.result) };
    },
    avm,
  );
  return { altered: true, recording: made, named: (text) => renaming.from(text), unanswered };
}

function checkCall({ peers }: ParticleRecording, { peerId, callId }: Change): void {
  const calls = peers
    .filter((peer) => peer.peerId === peerId)
    .flatMap(({ steps }) => steps.flatMap(({ outcome }) => outcome.calls));
  if (calls.some(({ id }) => id === callId)) return;
  throw new ReplayError('REPLAY_NO_SUCH_STEP', `${peerId} made no call ${callId} in this recording`);
}
