import type { ReplayAvm } from '@noctiluca/avm/replay';
import type { ParticleRecording, PeerRecording } from '@noctiluca/particle';
import { ReplayError } from './errors.js';
import { type ReplayedStep, Replayer } from './replayer.js';
import type { Instruction } from './script.js';

/** A call to stop at; what is left out is any. */
export interface Breakpoint {
  readonly peerId?: string;
  readonly serviceId?: string;
  readonly functionName?: string;
}

/** Where a step stands. */
interface Place {
  readonly peer: PeerRecording;
  readonly index: number;
}

/** Goes through the steps of a particle, on all its peers in the order of their time, forward and back. */
export class ReplaySession {
  readonly #replayer: Replayer;
  readonly #places: readonly Place[];
  readonly #breakpoints = new Set<Breakpoint>();
  #at = -1;

  /** @throws ReplayError `REPLAY_BAD_SCRIPT` */
  constructor(recording: ParticleRecording, avm: ReplayAvm) {
    this.#replayer = new Replayer(recording, avm);
    this.#places = inOrder(recording.peers);
  }

  get instructions(): readonly Instruction[] {
    return this.#replayer.instructions;
  }

  /** Steps there are. */
  get size(): number {
    return this.#places.length;
  }

  /** Number of the step that was taken last, from 0; -1 before the first. */
  get position(): number {
    return this.#at;
  }

  /** @returns removes it */
  breakAt(breakpoint: Breakpoint): () => void {
    this.#breakpoints.add(breakpoint);
    return () => this.#breakpoints.delete(breakpoint);
  }

  /** @returns undefined past the last */
  forward(): ReplayedStep | undefined {
    return this.#move(1);
  }

  /** @returns undefined before the first */
  back(): ReplayedStep | undefined {
    return this.#move(-1);
  }

  /** Goes on to the next step that makes a call to stop at, or past the end. */
  resume(): ReplayedStep | undefined {
    for (let step = this.forward(); step !== undefined; step = this.forward()) {
      if (this.#stopsAt(step)) return step;
    }
    return undefined;
  }

  /** @throws ReplayError `REPLAY_NO_SUCH_STEP` */
  goTo(position: number): ReplayedStep {
    const place = this.#places[position];
    if (place === undefined) {
      throw new ReplayError('REPLAY_NO_SUCH_STEP', `There is no step ${position}: there are ${this.size}`);
    }
    this.#at = position;
    return this.#replayer.step(place.peer, place.index);
  }

  /** All of them, from the first. */
  all(): ReplayedStep[] {
    return this.#places.map(({ peer, index }) => this.#replayer.step(peer, index));
  }

  #move(by: number): ReplayedStep | undefined {
    const next = this.#at + by;
    if (next >= 0 && next < this.size) return this.goTo(next);
    this.#at = Math.min(Math.max(next, -1), this.size);
    return undefined;
  }

  #stopsAt({ peer, step }: ReplayedStep): boolean {
    return [...this.#breakpoints].some(
      ({ peerId, serviceId, functionName }) =>
        (peerId ?? peer.peerId) === peer.peerId &&
        step.outcome.calls.some(
          (call) =>
            (serviceId ?? call.serviceId) === call.serviceId &&
            (functionName ?? call.functionName) === call.functionName,
        ),
    );
  }
}

/** By time; those of one peer stay as they were, whatever its clock said. */
function inOrder(peers: readonly PeerRecording[]): Place[] {
  return peers
    .flatMap((peer) => {
      let latest = 0;
      return peer.steps.map(({ atUs }, index) => {
        latest = Math.max(latest, atUs);
        return { peer, index, atUs: latest };
      });
    })
    .sort((a, b) => a.atUs - b.atUs)
    .map(({ peer, index }) => ({ peer, index }));
}
