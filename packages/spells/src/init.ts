import type { ParticleRunner } from '@noctiluca/aquamarine';
import type { Logger } from '@noctiluca/lifecycle';
import type { Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import type { CatchUp } from './bus/clock-plan.js';
import type { SpellClock } from './clock.js';
import type { SpellHost } from './spell-host.js';
import type { Overlap } from './spell-run-queue.js';

export interface SpellsInit {
  /** Life of a spell's particle, milliseconds. @default 120000 */
  readonly particleTtlMs?: number;
  /** What happens with periods that passed while the peer was down, or the machine stood still. @default 'none' */
  readonly catchUp?: CatchUp;
  /** Spreads spells over so many milliseconds after their due times, each by an amount of its own. @default 0 */
  readonly jitterMs?: number;
  /** What happens to a clock's trigger while a run of its spell is under way on this peer. @default 'skip' */
  readonly overlap?: Overlap;
  /**
   * How long a run that left for other peers is followed once nothing of it is under way here, milliseconds: one that comes
   * back later counts for nothing. @default 10000
   */
  readonly awayMs?: number;
  /** Runs at work on this peer at a time, all spells together. @default 256 */
  readonly maxConcurrentRuns?: number;
}

export interface SpellsComponents {
  readonly store: Store;
  /** Give it `service` and `builtins` of what is built: `host.extend`. */
  readonly host: SpellHost;
  readonly aquamarine: ParticleRunner;
  /** Tells of peers that come and go. @returns what ends the subscription */
  readonly connections: (
    listener: (event: { readonly kind: 'connected' | 'disconnected'; readonly peerId: string }) => void,
  ) => () => void;
  /** Tells of blocks of a chain that have something for this peer. @returns what ends the subscription @default there is none */
  readonly blocks?: (listener: (event: { readonly block: number }) => void) => () => void;
  /** What spells are triggered by. @default the system's */
  readonly clock?: SpellClock;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
}
