import type { ReplayAvm } from '@noctiluca/avm/replay';
import type { ParticleRecording, PeerRecording, RecordedCall, RecordedResult } from '@noctiluca/particle';
import { fromBase64 } from './base64.js';
import { decodeData } from './decoded.js';

export type Answer = Omit<RecordedResult, 'id'>;

/** A call whose answer is another than it was. */
export interface Change {
  readonly peerId: string;
  /** AquaVM's number of the call on that peer, in the recording. */
  readonly callId: number;
  /** 0 = ok, 1 = error. @default 0 */
  readonly retCode?: number;
  /** JSON text. */
  readonly result: string;
}

/**
 * What calls were answered, to be given again: by peer, service, function and arguments, in the order they were made. Of peers
 * that recorded nothing, clients above all, what the particle's data tells.
 */
export class RecordedAnswers {
  readonly #answers = new Map<string, Answer[]>();
  readonly #ofSilent = new Map<string, Answer[]>();

  constructor(recording: ParticleRecording, changes: readonly Change[], avm: ReplayAvm) {
    for (const peer of recording.peers) this.#learn(peer, changes);
    const silent = new Set(recording.peers.map(({ peerId }) => peerId));
    const last = recording.peers
      .flatMap(({ steps }) => steps)
      .toSorted((a, b) => a.atUs - b.atUs)
      .at(-1);
    if (last === undefined || last.outcome.data === '') return;
    for (const call of decodeData(avm.readable(fromBase64(last.outcome.data))).calls) {
      const { peerId, serviceId, functionName, value, isError } = call;
      if (silent.has(peerId) || isError) continue;
      add(this.#ofSilent, keyOf(peerId, serviceId, functionName), { retCode: 0, result: value });
    }
  }

  /** The next answer to such a call; the last of them is given again when there are no more. */
  take(peerId: string, { serviceId, functionName, args }: RecordedCall): Answer | undefined {
    const exact = next(this.#answers.get(keyOf(peerId, serviceId, functionName, args)));
    return exact ?? next(this.#ofSilent.get(keyOf(peerId, serviceId, functionName)));
  }

  #learn({ peerId, steps }: PeerRecording, changes: readonly Change[]): void {
    const results = new Map(steps.flatMap((step) => step.results.map((result) => [result.id, result])));
    for (const { id, serviceId, functionName, args } of steps.flatMap(({ outcome }) => outcome.calls)) {
      const change = changes.find((each) => each.peerId === peerId && each.callId === id);
      const answer = change === undefined ? results.get(id) : { retCode: 0, ...change };
      if (answer === undefined) continue;
      const { retCode, result } = answer;
      add(this.#answers, keyOf(peerId, serviceId, functionName, args), { retCode, result });
    }
  }
}

function next(answers: Answer[] | undefined): Answer | undefined {
  return answers !== undefined && answers.length > 1 ? answers.shift() : answers?.[0];
}

function add(to: Map<string, Answer[]>, key: string, answer: Answer): void {
  const known = to.get(key);
  if (known === undefined) to.set(key, [answer]);
  else known.push(answer);
}

/** Numbers are printed alike in it, whoever wrote the arguments. */
function keyOf(peerId: string, serviceId: string, functionName: string, args?: string): string {
  return JSON.stringify([peerId, serviceId, functionName, args === undefined ? null : JSON.parse(args)]);
}
