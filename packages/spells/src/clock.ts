import type { Clock } from '@noctiluca/common/clock';

/** Time as spells see it: what triggers them, and what dates their logs. Particles live by the system's clock. */
export interface SpellClock extends Omit<Clock, 'monotonicMs'> {
  /** Name of the part of the peer that a clock with a life is: spells start after it. */
  readonly name?: string;
  /** Tells of work that a timer began, for clocks that wait for it before they go on. Must not reject. */
  track?(work: Promise<unknown>): void;
}
