import type { AvmOutcome, CallResult } from '@noctiluca/avm';
import type { Particle, RecordedParticle } from '@noctiluca/particle';
import { RECORDING_MAX_BYTES } from '../constants.js';
import { ByteShares, type Shared } from './byte-shares.js';
import { isChosen } from './chosen.js';
import { createMicroClock } from './micro-clock.js';

/** A run of AquaVM that has just ended. */
export interface EndedRun {
  /** Who it ran as. */
  readonly peerId: string;
  /** Number of its trace entry. */
  readonly seq: number;
  /** It is the first of its particle there. */
  readonly isFirst: boolean;
  readonly data: Uint8Array | undefined;
  readonly results: ReadonlyMap<number, CallResult>;
  readonly outcome: AvmOutcome;
}

/** What is kept of a run: what AquaVM was given, and enough of the outcome to know it again. */
export interface LeanStep {
  readonly seq: number;
  readonly atUs: number;
  readonly data: Uint8Array;
  readonly results: ReadonlyMap<number, CallResult>;
  readonly retCode: number;
  readonly nextPeerIds: readonly string[];
  /** Of the data it left, bytes. */
  readonly outcomeBytes: number;
}

/** The runs of one particle as one peer, all of them. */
export interface LeanRecording {
  readonly particle: RecordedParticle;
  readonly peerId: string;
  readonly steps: LeanStep[];
  bytes: number;
}

interface KeptRecording extends LeanRecording, Shared<KeptRecording> {}

export interface RecordingsInit {
  /** About what they may take in memory, bytes; authors share it. @default 32 MiB */
  readonly maxBytes?: number;
  /** One of so many particles is recorded, the same on every peer. @default 1: all are */
  readonly oneIn?: number;
}

/** What a recording and a step take besides their texts and data, measured. */
const RECORDING_BYTES = 1280;
const STEP_BYTES = 384;
const RESULT_BYTES = 96;
const NO_BYTES = new Uint8Array(0);

/**
 * Keeps what AquaVM was given for the last particles, so that its runs can be made again (docs/adr/026). Beyond the bound
 * particles go as a whole, the oldest of whoever has most: a part of one could not be run.
 */
export class Recordings {
  readonly #shares: ByteShares<KeptRecording>;
  readonly #byParticle = new Map<string, Map<string, KeptRecording>>();
  readonly #nowUs = createMicroClock();
  readonly #oneIn: number;

  constructor({ maxBytes = RECORDING_MAX_BYTES, oneIn = 1 }: RecordingsInit = {}) {
    this.#oneIn = oneIn;
    this.#shares = new ByteShares(maxBytes, (recording) => this.#forget(recording));
  }

  get bytes(): number {
    return this.#shares.bytes;
  }

  record(particle: Particle, run: EndedRun): void {
    if (!isChosen(particle.id, this.#oneIn)) return;
    const recording =
      this.#find(particle.id, run.peerId) ?? (run.isFirst ? this.#begin(particle, run) : undefined);
    if (recording === undefined || !isOf(recording, particle)) return;
    const bytes = STEP_BYTES + (run.data?.length ?? 0) + resultBytes(run.results);
    recording.steps.push(this.#step(run));
    recording.bytes += bytes;
    this.#shares.change(recording, bytes);
    this.#shares.settle();
  }

  /** Of one particle, as each peer that it ran as here. */
  of(particleId: string): LeanRecording[] {
    return [...(this.#byParticle.get(particleId)?.values() ?? [])];
  }

  #find(particleId: string, peerId: string): KeptRecording | undefined {
    return this.#byParticle.get(particleId)?.get(peerId);
  }

  #begin({ id, initPeerId, timestamp, ttl, script }: Particle, { peerId }: EndedRun): KeptRecording {
    const bytes = RECORDING_BYTES + id.length + script.length;
    const recording: KeptRecording = {
      particle: { id, initPeerId, timestamp, ttl, script },
      peerId,
      steps: [],
      bytes,
    };
    const ofParticle = this.#byParticle.get(id) ?? new Map<string, KeptRecording>();
    this.#byParticle.set(id, ofParticle.set(peerId, recording));
    this.#shares.add(initPeerId, recording, bytes);
    return recording;
  }

  /** The data is a view into the frame it came in, and would keep all of that. */
  #step({ seq, data, results, outcome }: EndedRun): LeanStep {
    return {
      seq,
      atUs: this.#nowUs(),
      data: data === undefined ? NO_BYTES : data.slice(),
      results,
      retCode: outcome.retCode,
      nextPeerIds: outcome.nextPeerIds,
      outcomeBytes: outcome.data.length,
    };
  }

  #forget(recording: KeptRecording): void {
    const { particle, peerId, bytes } = recording;
    this.#shares.remove(recording, bytes);
    const ofParticle = this.#byParticle.get(particle.id);
    ofParticle?.delete(peerId);
    if (ofParticle?.size === 0) this.#byParticle.delete(particle.id);
  }
}

/** Ids are their authors' to choose: another's particle of the same one is not mixed in. */
function isOf({ particle }: LeanRecording, { initPeerId, script, timestamp, ttl }: Particle): boolean {
  return (
    particle.initPeerId === initPeerId &&
    particle.timestamp === timestamp &&
    particle.ttl === ttl &&
    particle.script === script
  );
}

function resultBytes(results: ReadonlyMap<number, CallResult>): number {
  let bytes = 0;
  for (const { result } of results.values()) bytes += RESULT_BYTES + result.length;
  return bytes;
}
