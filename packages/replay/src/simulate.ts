import {
  decodeCallRequests,
  encodeCallResults,
  type RawOutcome,
  type ReplayAvm,
} from '@noctiluca/avm/replay';
import type {
  ParticleRecording,
  RecordedCall,
  RecordedParticle,
  RecordedResult,
  RecordedStep,
} from '@noctiluca/particle';
import { toBase64 } from './base64.js';
import { MAX_SIMULATED_STEPS } from './constants.js';
import { ReplayError } from './errors.js';

/** A peer that is played. */
export interface SimulatedPeer {
  readonly peerId: string;
  /** 32-byte ed25519 seed of that id. */
  readonly seed: Uint8Array;
}

/** Answers a call; undefined: nobody does. */
export type Answers = (peerId: string, call: RecordedCall) => Omit<RecordedResult, 'id'> | undefined;

export interface SimulationOptions {
  /** Chooses what comes next of so many things that wait. @default the oldest */
  readonly choose?: (waiting: number) => number;
  /** Runs at most. @default 10_000 */
  readonly maxSteps?: number;
  /** What a particle goes to that is not played is lost. @default that too */
  readonly onLost?: (peerId: string) => void;
}

/** Something that comes to a peer: data, or answers. */
interface Arrival {
  readonly peer: Played;
  readonly data: Uint8Array;
  readonly results: readonly RecordedResult[];
}

interface Played extends SimulatedPeer {
  readonly steps: RecordedStep[];
  prevData: Uint8Array;
}

const NO_BYTES = new Uint8Array(0);

/**
 * Runs a particle from its beginning on peers that are played: no network, no time. What its author's peer begins, goes on
 * until nothing waits.
 * @throws ReplayError `REPLAY_TOO_LONG`; AvmError
 */
export function simulate(
  particle: RecordedParticle,
  peers: readonly SimulatedPeer[],
  answers: Answers,
  avm: Pick<ReplayAvm, 'invoke'>,
  options: SimulationOptions = {},
): ParticleRecording {
  const simulation = new Simulation(particle, peers, answers, avm, options);
  simulation.run();
  return { particle, peers: simulation.recorded() };
}

class Simulation {
  readonly #particle: RecordedParticle;
  readonly #answers: Answers;
  readonly #avm: Pick<ReplayAvm, 'invoke'>;
  readonly #options: SimulationOptions;
  readonly #peers: ReadonlyMap<string, Played>;
  readonly #waiting: Arrival[] = [];
  #count = 0;

  constructor(
    particle: RecordedParticle,
    peers: readonly SimulatedPeer[],
    answers: Answers,
    avm: Pick<ReplayAvm, 'invoke'>,
    options: SimulationOptions,
  ) {
    this.#particle = particle;
    this.#answers = answers;
    this.#avm = avm;
    this.#options = options;
    this.#peers = new Map(
      peers.map(({ peerId, seed }) => [peerId, { peerId, seed, steps: [], prevData: NO_BYTES }]),
    );
    this.#send(particle.initPeerId, NO_BYTES);
  }

  run(): void {
    const { choose = () => 0, maxSteps = MAX_SIMULATED_STEPS } = this.#options;
    while (this.#waiting.length > 0) {
      if (this.#count >= maxSteps) {
        throw new ReplayError('REPLAY_TOO_LONG', `The script did not come to an end within ${maxSteps} runs`);
      }
      const [arrival] = this.#waiting.splice(choose(this.#waiting.length), 1);
      this.#step(arrival!);
    }
  }

  recorded(): ParticleRecording['peers'] {
    return [...this.#peers.values()]
      .filter(({ steps }) => steps.length > 0)
      .map(({ peerId, steps }) => ({ peerId, steps }));
  }

  #step({ peer, data, results }: Arrival): void {
    const { id: particleId, ...facts } = this.#particle;
    const { peerId, seed, prevData } = peer;
    const given = new Map(results.map(({ id, ...result }) => [id, result]));
    const request = { particleId, ...facts, currentPeerId: peerId, seed, prevData, data };
    const { outcome } = this.#avm.invoke(request, encodeCallResults(given));
    const calls = decodeCallRequests(outcome.callRequests).map(recordedCall);
    peer.steps.push(this.#recorded(data, results, outcome, calls));
    peer.prevData = outcome.data;
    for (const call of calls) this.#call(peer, call);
    for (const next of outcome.nextPeerIds) this.#send(next, outcome.data);
  }

  #recorded(
    data: Uint8Array,
    results: readonly RecordedResult[],
    { retCode, errorMessage, data: left, nextPeerIds }: RawOutcome,
    calls: readonly RecordedCall[],
  ): RecordedStep {
    const outcome = { retCode, errorMessage, data: toBase64(left), nextPeerIds, calls };
    const seq = ++this.#count;
    return { seq, atUs: seq, data: toBase64(data), results, outcome, isExact: true };
  }

  #call(peer: Played, call: RecordedCall): void {
    const answer = this.#answers(peer.peerId, call);
    if (answer === undefined) return;
    this.#waiting.push({ peer, data: NO_BYTES, results: [{ id: call.id, ...answer }] });
  }

  #send(peerId: string, data: Uint8Array): void {
    const peer = this.#peers.get(peerId);
    if (peer === undefined) this.#options.onLost?.(peerId);
    else this.#waiting.push({ peer, data, results: [] });
  }
}

type Request = ReturnType<typeof decodeCallRequests>[number];

function recordedCall({ id, serviceId, functionName, args }: Request): RecordedCall {
  return { id, serviceId, functionName, args: JSON.stringify(args, plain) };
}

/** Integers of 64 bits are bigints; floats without a fraction are of a class of their own. */
function plain(_key: string, value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  return isWrapped(value) ? value.value : value;
}

function isWrapped(value: unknown): value is { readonly value: unknown } {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype !== Object.prototype && prototype !== null;
}
