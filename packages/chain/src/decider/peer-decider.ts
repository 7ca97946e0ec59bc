import { type Clock, systemClock } from '@noctiluca/common/clock';
import { messageOf } from '@noctiluca/common/thrown';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import { MAX_DEALS_PER_PLAN } from '../constants.js';
import { ChainError } from '../errors.js';
import type { Facts, ObservedListing, ObservedWorker, Step, Unread } from '../plan/facts.js';
import { plan } from '../plan/plan.js';
import { DealJournal } from './deal-journal.js';
import { dealPlans, stepsByDeal } from './deal-plans.js';
import type {
  DealPlan,
  Decider,
  DeciderComponents,
  DeciderStatus,
  PlannedStep,
  StepOutcome,
} from './decider.js';
import { Failures } from './failures.js';
import { Leases } from './leases.js';
import { type Note, notesOf } from './notes.js';
import { Told } from './told.js';

export function createDecider(components: DeciderComponents): Decider {
  return new PeerDecider(components);
}

type Seen = Pick<DeciderStatus, 'block' | 'error' | 'deals' | 'workers' | 'workersOfOtherChain'>;

const OTHER_CHAIN = 'The chain was begun anew, workers of deals of the one before are left alone';

class PeerDecider implements Decider {
  readonly #components: DeciderComponents;
  readonly #clock: Clock;
  readonly #log: Logger;
  readonly #journal: DealJournal;
  readonly #failures = new Failures();
  readonly #leases = new Leases();
  readonly #told = new Told();
  #plans = 0;
  /** Whether the last plan had steps for more deals than it gave. */
  #isMore = false;
  #seen: Seen = { block: null, deals: 0, workers: 0, workersOfOtherChain: 0 };
  #cancelWake = () => {};

  constructor(components: DeciderComponents) {
    this.#components = components;
    this.#clock = components.clock ?? systemClock;
    this.#log = components.logger ?? silentLogger;
    this.#journal = new DealJournal(components.store);
  }

  async plan(untilMs: number): Promise<DealPlan[]> {
    const listing = await this.#listing();
    // From here on nothing is waited for: what is planned with is what is there.
    const nowMs = this.#clock.nowMs();
    const waiting = new Set([...this.#failures.waiting(nowMs), ...this.#leases.current(nowMs)]);
    const facts: Facts = { ...listing, observed: this.#observed(), waiting };
    const made = plan(facts);
    this.#see(facts);
    this.#failures.keep(new Set([...waiting, ...made.steps.map(({ dealId }) => dealId)]));
    const steps = this.#give(made.steps, untilMs);
    this.#wakeLater();
    return dealPlans(steps, this.#told.fresh([...this.#ofOtherChain(), ...notesOf(facts, made)]));
  }

  report(
    { id, dealId, kind }: Pick<PlannedStep, 'id' | 'dealId' | 'kind'>,
    { success, error }: StepOutcome,
  ): void {
    if (!this.#leases.hasStep(dealId, id)) throw new ChainError('INVALID', `No step ${id} is under way`);
    if (success && this.#leases.done(dealId, id)) this.#failures.succeeded(dealId);
    if (!success) {
      this.#leases.end(dealId);
      this.#failures.failed({ dealId, step: kind, error }, this.#clock.nowMs());
    }
    this.#wakeLater();
  }

  status(): DeciderStatus {
    const { size: failingDeals, listed: failing } = this.#failures;
    return { ...this.#seen, underWay: this.#leases.size, failingDeals, failing };
  }

  stop(): void {
    this.#cancelWake();
  }

  /** What is listed is in the journal before anything is made of it. */
  async #listing(): Promise<Pick<Facts, 'desired' | 'chain'>> {
    try {
      const { desired, chain, firstBlock } = await this.#components.deals();
      const nowMs = this.#clock.nowMs();
      const underWay = this.#leases.current(nowMs);
      const isNeeded = (dealId: string) => underWay.has(dealId) || this.#hasWorker(dealId);
      await this.#journal.note({ desired, firstBlock }, isNeeded, nowMs);
      return { desired, chain };
    } catch (error) {
      return { desired: { ok: false, error: messageOf(error) }, chain: new Map() };
    }
  }

  #hasWorker(dealId: string): boolean {
    return this.#components.workers().some((worker) => worker.dealId === dealId);
  }

  #observed(): ObservedListing | Unread {
    try {
      const workers = this.#components.workers().map(
        ({ isOwn, ...worker }): ObservedWorker => ({
          ...worker,
          lastListedAt: isOwn ? this.#journal.listedAt(worker.dealId) : undefined,
        }),
      );
      return { ok: true, workers };
    } catch (error) {
      return { ok: false, error: messageOf(error) };
    }
  }

  #see({ desired, observed }: Facts): void {
    const known = observed.ok ? observed.workers : [];
    const workers = known.filter(({ lastListedAt }) => lastListedAt !== undefined).length;
    const workersOfOtherChain = known.filter(({ dealId }) => this.#journal.isOfOther(dealId)).length;
    if (workersOfOtherChain > this.#seen.workersOfOtherChain)
      this.#log.warn({ workers: workersOfOtherChain }, OTHER_CHAIN);
    const seen = { workers, workersOfOtherChain };
    this.#seen = desired.ok
      ? { block: desired.block, deals: desired.deals.length, ...seen }
      : { block: null, error: desired.error, deals: this.#seen.deals, ...seen };
  }

  #ofOtherChain(): Note[] {
    const { workersOfOtherChain: count } = this.#seen;
    return count === 0 ? [] : [{ dealId: undefined, text: `${OTHER_CHAIN}: ${count}` }];
  }

  /** So many deals as one particle can walk; the others come with the next plan. */
  #give(steps: readonly Step[], untilMs: number): ReadonlyMap<string, readonly PlannedStep[]> {
    const given = stepsByDeal(steps, this.#plans++, MAX_DEALS_PER_PLAN);
    for (const [dealId, those] of given) {
      const ids = those.map(({ id }) => id);
      this.#leases.give(dealId, ids, untilMs);
    }
    this.#isMore = new Set(steps.map(({ dealId }) => dealId)).size > given.size;
    return given;
  }

  /** For those that had no place as soon as the others are done, for those that wait when they have waited. */
  #wakeLater(): void {
    this.#cancelWake();
    const nowMs = this.#clock.nowMs();
    const isNext = this.#isMore && this.#leases.size === 0;
    const times = [isNext ? nowMs : undefined, this.#failures.nextMs(nowMs), this.#leases.nextMs];
    const atMs = Math.min(...times.filter((ms) => ms !== undefined));
    this.#cancelWake = this.#clock.schedule(() => this.#components.wake(), atMs - nowMs);
  }
}
