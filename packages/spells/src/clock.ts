import { systemClock as ofTheSystem } from '@noctiluca/aquamarine';

/** Time as spells see it: what triggers them, and what dates their logs. Particles live by the system's clock. */
export interface SpellClock {
  /** Name of the part of the peer that a clock with a life is: spells start after it. */
  readonly name?: string;
  /** Milliseconds since the epoch. */
  nowMs(): number;
  /** Calls once after `delayMs`, without keeping the process alive. @returns cancel */
  schedule(run: () => void, delayMs: number): () => void;
  /** Tells of work that a timer began, for clocks that wait for it before they go on. Must not reject. */
  track?(work: Promise<unknown>): void;
}

export const systemClock: SpellClock = ofTheSystem;
