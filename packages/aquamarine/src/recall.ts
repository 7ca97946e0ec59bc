import type { AvmOutcome, AvmRunner } from '@noctiluca/avm';
import type { ParticleRecording, PeerRecording, RecordedOutcome, RecordedStep } from '@noctiluca/particle';
import type { LeanRecording, LeanStep, Recordings } from './observe/recordings.js';
import { valueText } from './observe/value-text.js';

const NO_BYTES = new Uint8Array(0);

export interface RecallComponents {
  readonly recordings: Recordings;
  readonly avm: AvmRunner;
  /** The seed of the host or of one of its workers. */
  readonly seedOf: (peerId: string) => Uint8Array | undefined;
}

/**
 * Makes whole recordings of lean ones: runs each step again with the key it ran with, which stays here (docs/adr/026).
 * One after the other, so that asking costs others little.
 */
export class Recall {
  readonly #components: RecallComponents;
  #last: Promise<unknown> = Promise.resolve();

  constructor(components: RecallComponents) {
    this.#components = components;
  }

  /** @returns undefined when nothing is known of it @throws AvmError as `AvmRunner.run` */
  particle(particleId: string): Promise<ParticleRecording | undefined> {
    const recalled = this.#last.then(() => this.#recall(particleId));
    this.#last = recalled.catch(() => undefined);
    return recalled;
  }

  async #recall(particleId: string): Promise<ParticleRecording | undefined> {
    const found = this.#components.recordings.of(particleId);
    const [first] = found;
    if (first === undefined) return undefined;
    const peers: PeerRecording[] = [];
    for (const recording of found) {
      const seed = this.#components.seedOf(recording.peerId);
      if (seed !== undefined)
        peers.push({ peerId: recording.peerId, steps: await this.#steps(recording, seed) });
    }
    return { particle: first.particle, peers };
  }

  async #steps({ particle, peerId, steps }: LeanRecording, seed: Uint8Array): Promise<RecordedStep[]> {
    const { id: particleId, ...facts } = particle;
    const recalled: RecordedStep[] = [];
    let prevData: Uint8Array = NO_BYTES;
    for (const step of [...steps]) {
      const { data, results: callResults } = step;
      const request = { particleId, ...facts, prevData, data, callResults, currentPeerId: peerId, seed };
      const outcome = await this.#components.avm.run(request, `recall ${peerId} ${particleId}`);
      recalled.push(recordedStep(step, outcome));
      prevData = outcome.data;
    }
    return recalled;
  }
}

function recordedStep(step: LeanStep, outcome: AvmOutcome): RecordedStep {
  const { seq, atUs, data, results } = step;
  return {
    seq,
    atUs,
    data: base64(data),
    results: Array.from(results, ([id, { retCode, result }]) => ({ id, retCode, result })),
    outcome: recordedOutcome(outcome),
    isExact: isAsBefore(step, outcome),
  };
}

function recordedOutcome({
  retCode,
  errorMessage,
  data,
  nextPeerIds,
  callRequests,
}: AvmOutcome): RecordedOutcome {
  const calls = callRequests.map(({ id, serviceId, functionName, args }) => ({
    ...{ id, serviceId, functionName },
    args: valueText(args, Number.POSITIVE_INFINITY),
  }));
  return { retCode, errorMessage, data: base64(data), nextPeerIds, calls };
}

/** Next peers come in any order; sizes are the same, since only orders differ. */
function isAsBefore({ retCode, nextPeerIds, outcomeBytes }: LeanStep, outcome: AvmOutcome): boolean {
  const sorted = (ids: readonly string[]) => [...ids].sort().join();
  const isSame = retCode === outcome.retCode && outcomeBytes === outcome.data.length;
  return isSame && sorted(nextPeerIds) === sorted(outcome.nextPeerIds);
}

function base64({ buffer, byteOffset, byteLength }: Uint8Array): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('base64');
}
