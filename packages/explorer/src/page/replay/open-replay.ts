import type { ParticleRecording } from '@noctiluca/particle';
import {
  aquaStacks,
  type Instruction,
  loadReplayAvm,
  type ReplayedStep,
  ReplaySession,
} from '@noctiluca/replay';
import { type ReadonlySignal, signal } from '@preact/signals';

/** Milliseconds of AquaVM before the page may draw again. */
const SLICE_MS = 12;

/** A particle that can be gone through step by step. */
export interface Replay {
  readonly instructions: readonly Instruction[];
  readonly size: number;
  /** Steps that were looked at so far, from the first. */
  readonly done: ReadonlySignal<readonly ReplayedStep[]>;
  /** Why it goes no further; empty while it does. */
  readonly why: ReadonlySignal<string>;
  /** Number of the step that was this run of a peer, or of a worker; undefined when it was not recorded. */
  stepOf(peerId: string, seq: number): number | undefined;
  /**
   * Aqua functions that each call came from, by the number of the instruction.
   * @param traced the same function, compiled with tracing
   * @throws ReplayError `REPLAY_BAD_SCRIPT`
   */
  aquaOf(traced: string): ReadonlyMap<number, readonly string[]>;
  /** Looks at the steps up to that number and at it, a few at a time. Never rejects. */
  reach(position: number): Promise<void>;
}

/** Loads AquaVM; nothing is run yet. @throws AvmError `AVM_MODULE`; ReplayError `REPLAY_BAD_SCRIPT` */
export async function openReplay(recording: ParticleRecording): Promise<Replay> {
  const session = new ReplaySession(recording, await loadReplayAvm());
  return new SlicedReplay(session, recording);
}

class SlicedReplay implements Replay {
  readonly done = signal<readonly ReplayedStep[]>([]);
  readonly why = signal('');
  readonly #session: ReplaySession;
  readonly #script: string;
  readonly #numbers: ReadonlyMap<string, number>;
  #wanted = -1;
  #running: Promise<void> | undefined;

  constructor(session: ReplaySession, recording: ParticleRecording) {
    this.#session = session;
    this.#script = recording.particle.script;
    this.#numbers = new Map(inOrder(recording).map((key, number) => [key, number]));
  }

  get instructions(): readonly Instruction[] {
    return this.#session.instructions;
  }

  get size(): number {
    return this.#session.size;
  }

  stepOf(peerId: string, seq: number): number | undefined {
    return this.#numbers.get(`${peerId}/${seq}`);
  }

  aquaOf(traced: string): ReadonlyMap<number, readonly string[]> {
    return aquaStacks(this.#script, traced);
  }

  reach(position: number): Promise<void> {
    this.#wanted = Math.max(this.#wanted, Math.min(position, this.size - 1));
    this.#running ??= this.#run().finally(() => {
      this.#running = undefined;
    });
    return this.#running;
  }

  async #run(): Promise<void> {
    while (this.done.peek().length <= this.#wanted && this.why.peek() === '') {
      this.#slice();
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  #slice(): void {
    const steps = [...this.done.peek()];
    const end = performance.now() + SLICE_MS;
    try {
      while (steps.length <= this.#wanted && performance.now() < end)
        steps.push(this.#session.goTo(steps.length));
    } catch (error) {
      this.why.value = error instanceof Error ? error.message : String(error);
    }
    this.done.value = steps;
  }
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
