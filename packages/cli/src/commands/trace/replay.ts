import type { ParticleRecording } from '@noctiluca/particle';
import type { AlteredRun, RecordingFile, ReplayAvm, ReplayedStep } from '@noctiluca/replay';
import { Names } from '@noctiluca/replay/trace';
import type { CliContext } from '../../context.js';
import { CliError } from '../../errors.js';
import type { CommandResult } from '../../output/result.js';
import { type AquaView, aquaView } from './aqua-view.js';
import { replayText } from './replay-text.js';
import { changesOf } from './what-if-flag.js';

export interface ReplayOptions {
  /** As `--what-if` has them. */
  readonly changes: readonly string[];
  /** File or folder with the Aqua of the script. */
  readonly aqua?: string | undefined;
}

/**
 * Goes through a recorded particle again, or through what had come of it with other answers.
 * @throws CliError `PARTICLE_UNKNOWN` for one that was not recorded, `BAD_ARGUMENT`, `AQUA_FAILED`; ReplayError
 */
export async function replay(
  context: CliContext,
  { particleId, recording }: RecordingFile,
  { changes, aqua }: ReplayOptions,
): Promise<CommandResult> {
  if (recording === undefined) {
    const how = 'peers record where noctiluca.recording.enabled is set, as in local networks';
    throw new CliError('PARTICLE_UNKNOWN', `Particle ${particleId} was not recorded: ${how}`);
  }
  const view = aqua === undefined ? undefined : await aquaView(context, aqua, recording.particle.script);
  const { loadReplayAvm, whatIf } = await import('@noctiluca/replay');
  const avm = await loadReplayAvm();
  if (changes.length === 0) return asItWas(recording, avm, view);
  return altered(whatIf(recording, changesOf(changes, recording), avm), recording, avm);
}

async function asItWas(
  recording: ParticleRecording,
  avm: ReplayAvm,
  view: AquaView | undefined,
): Promise<CommandResult> {
  const { ReplaySession } = await import('@noctiluca/replay');
  const session = new ReplaySession(recording, avm);
  const steps = session.all();
  return {
    text: replayText(recording, session, { view }),
    json: {
      particle: recording.particle,
      instructions: session.instructions,
      steps: steps.map(stepJson),
      ...(view && { aqua: Object.fromEntries(view) }),
    },
    exitCode: steps.every(({ isEqual }) => isEqual) ? 0 : 1,
  };
}

async function altered(
  run: AlteredRun,
  recording: ParticleRecording,
  avm: ReplayAvm,
): Promise<CommandResult> {
  const { ReplaySession } = await import('@noctiluca/replay');
  const session = new ReplaySession(run.recording, avm);
  const steps = session.all();
  const unanswered = run.unanswered.map(({ peerId, call: { serviceId, functionName } }) => {
    const names = new Names(namedPeers(recording), recording.particle.initPeerId);
    return `No answer is known to ${names.in(`${serviceId}.${functionName}`)} on ${names.of(peerId)}: it went no further there.`;
  });
  const text = replayText(withNames(run, recording), session, { altered: run });
  const json = JSON.parse(run.named(JSON.stringify({ steps: steps.map(stepJson), unanswered }))) as object;
  return {
    text: ['ALTERED: this did not happen.', text, ...unanswered].join('\n\n'),
    json: { altered: true, ...json },
  };
}

function namedPeers({ peers }: ParticleRecording) {
  return peers.flatMap(({ peerId, name }) => (name === undefined ? [] : [{ peerId, name }]));
}

function withNames({ recording: made, named }: AlteredRun, recording: ParticleRecording): ParticleRecording {
  const nameOf = new Map(namedPeers(recording).map(({ peerId, name }) => [peerId, name]));
  const peers = made.peers.map((peer) => {
    const name = nameOf.get(named(peer.peerId));
    return name === undefined ? peer : { ...peer, name };
  });
  return { ...made, peers };
}

function stepJson({ peer, step, entered, news, learned, isEqual }: ReplayedStep) {
  const { retCode, errorMessage, nextPeerIds, calls } = step.outcome;
  const outcome = { retCode, errorMessage, nextPeerIds, calls };
  return { peerId: peer.peerId, name: peer.name, seq: step.seq, isEqual, entered, news, learned, outcome };
}
