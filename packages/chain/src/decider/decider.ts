import type { Clock } from '@noctiluca/common/clock';
import type { Logger } from '@noctiluca/lifecycle';
import type { Store } from '@noctiluca/store';
import type { PeerDeals } from '../client/deals.js';
import type { ObservedWorker, Step } from '../plan/facts.js';
import type { Failure } from './failures.js';

/** A worker of this peer, as its host has it. */
export interface PeerWorker extends Omit<ObservedWorker, 'lastListedAt'> {
  /** Whether the peer itself has made it: all workers of deals are made so, and those of `workers deploy` are not. */
  readonly isOwn: boolean;
}

export interface DeciderComponents {
  /** All deals of this peer. @throws what the chain could not tell */
  deals(): Promise<PeerDeals>;
  /** All workers of this peer, as they are now. @throws when they are not known */
  workers(): readonly PeerWorker[];
  readonly store: Pick<Store, 'table' | 'transaction'>;
  /** @default none */
  readonly logger?: Logger;
  /** Asks for another plan. */
  wake(): void;
  /** @default the system's */
  readonly clock?: Clock;
}

/** A step that somebody takes and reports of. */
export type PlannedStep = Step & { readonly id: string };

/** What is to be done for a deal: when a step fails, those after it are not done. */
export interface DealPlan {
  /** Nothing: all deals. */
  readonly dealId: string | undefined;
  /** What is new, for the log. */
  readonly notes: readonly string[];
  readonly steps: readonly PlannedStep[];
}

/** What came of a step. */
export interface StepOutcome {
  readonly success: boolean;
  readonly error: string;
}

/** What `describe()` shows. */
export interface DeciderStatus {
  /** The block that the last plan was made of; null: there was none, or deals were not known. */
  readonly block: number | null;
  /** Why deals were not known for the last plan. */
  readonly error?: string;
  readonly deals: number;
  /** Workers that were made for deals. */
  readonly workers: number;
  /** Workers that were made for deals of another chain of the same id, one that is no more: they are left alone. */
  readonly workersOfOtherChain: number;
  /** Deals that steps are taken for. */
  readonly underWay: number;
  /** Deals whose last step failed: how many, and the first few. */
  readonly failingDeals: number;
  readonly failing: readonly Failure[];
}

/** What a peer has to do so that it has one worker for each of its deals (docs/adr/030). Time is the system's, never a virtual one. */
export interface Decider {
  /**
   * Looks at the chain and at the workers. Never rejects: what could not be read is a note.
   * @param untilMs when whoever asks is gone, milliseconds since the epoch: until then, or until all was reported, nobody else is given
   * steps for the same deals
   */
  plan(untilMs: number): Promise<DealPlan[]>;
  /** @throws ChainError `INVALID` for a step that nobody was given, or that was reported already */
  report(step: Pick<PlannedStep, 'id' | 'dealId' | 'kind'>, outcome: StepOutcome): void;
  status(): DeciderStatus;
  /** No plan is asked for any more. */
  stop(): void;
}
