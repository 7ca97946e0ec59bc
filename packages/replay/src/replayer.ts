import type { InvokeRequest, ReplayAvm } from '@noctiluca/avm/replay';
import type { ParticleRecording, PeerRecording, RecordedParticle, RecordedStep } from '@noctiluca/particle';
import { fromBase64 } from './base64.js';
import { canonical } from './canonical.js';
import { type DecodedCall, type DecodedData, decodeData } from './decoded.js';
import { type Entered, enteredInstructions } from './executed.js';
import { type Instruction, readScript } from './script.js';

/** A step of a recording, looked at again. */
export interface ReplayedStep {
  readonly peer: PeerRecording;
  readonly step: RecordedStep;
  /** All that AquaVM entered; it begins anew each time, and goes past what was done already. */
  readonly entered: readonly Entered[];
  /** Numbers of the instructions that this peer entered in no earlier step, those around them included. */
  readonly news: readonly number[];
  readonly data: DecodedData;
  /** Values that this peer did not know before. */
  readonly learned: readonly DecodedCall[];
  /** Running it without key or former data leaves the data that was recorded, in its canonical form, with the same code. */
  readonly isEqual: boolean;
}

const NO_BYTES = new Uint8Array(0);
/** Any will do: nothing is signed that anybody looks at. */
const SEED = new Uint8Array(32).fill(1);

/**
 * Makes the runs of one particle again: AquaVM is given nothing but what a step left, and goes the same way through the script.
 * Needs no key, and no network. Steps are looked at once and remembered.
 */
export class Replayer {
  readonly #avm: ReplayAvm;
  readonly #particle: RecordedParticle;
  readonly instructions: readonly Instruction[];
  readonly #known = new Map<RecordedStep, ReplayedStep>();

  /** @throws ReplayError `REPLAY_BAD_SCRIPT` */
  constructor(recording: ParticleRecording, avm: ReplayAvm) {
    this.#avm = avm;
    this.#particle = recording.particle;
    this.instructions = readScript(recording.particle.script);
  }

  /** @throws ReplayError `REPLAY_BAD_DATA`; AvmError */
  step(peer: PeerRecording, index: number): ReplayedStep {
    const step = peer.steps[index]!;
    let replayed = this.#known.get(step);
    if (replayed === undefined) {
      replayed = this.#replay(peer, step, index);
      this.#known.set(step, replayed);
    }
    return replayed;
  }

  #replay(peer: PeerRecording, step: RecordedStep, index: number): ReplayedStep {
    const former = index === 0 ? undefined : this.step(peer, index - 1);
    const recorded = fromBase64(step.outcome.data);
    const request = this.#request(peer.peerId, recorded);
    const { outcome, log } = this.#avm.invoke(request);
    const entered = enteredInstructions(this.instructions, log, this.#avm.instructions(request));
    const readable = recorded.length === 0 ? EMPTY_DATA : this.#avm.readable(recorded);
    const data = decodeData(readable);
    const isSameData = recorded.length === 0 || this.#isSame(readable, outcome.data);
    return {
      ...{ peer, step, entered, data },
      news: this.#news(entered, former),
      learned: learnedSince(data, former?.data),
      isEqual: isSameData && outcome.retCode === step.outcome.retCode,
    };
  }

  #request(currentPeerId: string, data: Uint8Array): InvokeRequest {
    const { id: particleId, ...facts } = this.#particle;
    return { particleId, ...facts, currentPeerId, prevData: NO_BYTES, data, seed: SEED };
  }

  #isSame(readable: string, data: Uint8Array): boolean {
    return canonical(readable) === canonical(this.#avm.readable(data));
  }

  #news(entered: readonly Entered[], former: ReplayedStep | undefined): number[] {
    const before = this.#withAround(former?.entered ?? []);
    return [...this.#withAround(entered)].filter((index) => !before.has(index)).sort((a, b) => a - b);
  }

  #withAround(entered: readonly Entered[]): Set<number> {
    const all = new Set<number>();
    for (const { index } of entered) {
      for (let at = index; at !== undefined && !all.has(at); at = this.instructions[at]?.parent) all.add(at);
    }
    return all;
  }
}

const EMPTY_DATA = JSON.stringify({
  data: { trace: [], cid_info: { value_store: {}, tetraplet_store: {}, service_result_store: {} } },
});

function learnedSince(data: DecodedData, former: DecodedData | undefined): DecodedCall[] {
  const known = new Map<string, number>();
  for (const call of former?.calls ?? []) known.set(keyOf(call), (known.get(keyOf(call)) ?? 0) + 1);
  return data.calls.filter((call) => {
    const left = known.get(keyOf(call)) ?? 0;
    known.set(keyOf(call), left - 1);
    return left <= 0;
  });
}

function keyOf({ peerId, serviceId, functionName, value }: DecodedCall): string {
  return JSON.stringify([peerId, serviceId, functionName, value]);
}
