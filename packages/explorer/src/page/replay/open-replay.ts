import type { ParticleRecording } from '@noctiluca/particle';
import { type Instruction, loadReplayAvm, type ReplayedStep, ReplaySession } from '@noctiluca/replay';

/** A particle that can be gone through step by step. */
export interface Replay {
  readonly instructions: readonly Instruction[];
  readonly size: number;
  /** Number of the step that was this run of a peer, or of a worker; undefined when it was not recorded. */
  stepOf(peerId: string, seq: number): number | undefined;
  /** The steps up to that number and with it. */
  until(position: number): readonly ReplayedStep[];
}

/** Loads AquaVM; nothing is run yet. @throws AvmError `AVM_MODULE`; ReplayError `REPLAY_BAD_SCRIPT` */
export async function openReplay(recording: ParticleRecording): Promise<Replay> {
  const session = new ReplaySession(recording, await loadReplayAvm());
  const numbers = new Map(inOrder(recording).map((key, number) => [key, number]));
  const done: ReplayedStep[] = [];
  return {
    instructions: session.instructions,
    size: session.size,
    stepOf: (peerId, seq) => numbers.get(`${peerId}/${seq}`),
    until(position) {
      while (done.length <= position && done.length < session.size) done.push(session.goTo(done.length));
      return done.slice(0, position + 1);
    },
  };
}

/** As a session goes: by time, those of one peer as they were. */
function inOrder({ peers }: ParticleRecording): string[] {
  return peers
    .flatMap(({ peerId, steps }) => {
      let latest = 0;
      return steps.map(({ atUs, seq }) => {
        latest = Math.max(latest, atUs);
        return { key: `${peerId}/${seq}`, latest };
      });
    })
    .sort((a, b) => a.latest - b.latest)
    .map(({ key }) => key);
}
