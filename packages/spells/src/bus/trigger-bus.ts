import { type Timed, TimerHeap } from '@noctiluca/common/timer-heap';
import { type PeerScope, scopeKey } from '@noctiluca/host';
import type { SpellClock } from '../clock.js';
import { CLOCK_STEP_MS, MAX_SLEEP_MS } from '../constants.js';
import type { SpellMetrics } from '../metrics.js';
import type { ScheduleRecord } from '../storage/spell-storage.js';
import type { TriggerConfig } from '../trigger-config.js';
import {
  type CatchUp,
  type ClockPlan,
  dueMs,
  type Late,
  lateRuns,
  phaseOf,
  planOf,
  setBack,
} from './clock-plan.js';
import type { SpellPlace, Trigger } from './trigger.js';

export interface TriggerBusInit {
  readonly catchUp: CatchUp;
  /** Spells are spread over so many milliseconds after their due time. */
  readonly jitterMs: number;
}

export interface TriggerBusComponents {
  readonly clock: SpellClock;
  readonly metrics: SpellMetrics;
  /** Takes triggers as they come; must not throw. */
  readonly onTrigger: (spell: SpellPlace, trigger: Trigger) => void;
}

/** What is known of one spell's triggers. */
interface Subscription extends SpellPlace, Timed {
  plan: ClockPlan | undefined;
  readonly connections: TriggerConfig['connections'];
  readonly blockchain: TriggerConfig['blockchain'];
  nextIndex: number;
}

/** Tells when spells are to run: all clocks on one heap with one timer, the connections, and blocks of a chain (spec/nox.md §5.2). */
export class TriggerBus {
  readonly #init: TriggerBusInit;
  readonly #components: TriggerBusComponents;
  readonly #subscriptions = new Map<string, Subscription>();
  readonly #heap = new TimerHeap<Subscription>();
  #state: 'built' | 'running' | 'stopped' = 'built';
  #armed: { readonly atMs: number; cancel(): void } | undefined;
  /** The latest that came before the start. */
  #earlyBlock: number | undefined;
  /** What the clock said last. */
  #lastMs: number;

  constructor(init: TriggerBusInit, components: TriggerBusComponents) {
    this.#init = init;
    this.#components = components;
    this.#lastMs = components.clock.nowMs();
  }

  /** Spells with any trigger. */
  get size(): number {
    return this.#subscriptions.size;
  }

  /** How long ago the next of all clocks was due, milliseconds; 0 for one that is to come. */
  get overdueMs(): number {
    const next = this.#heap.peek();
    return next === undefined ? 0 : Math.max(0, this.#components.clock.nowMs() - next.dueMs);
  }

  /** Takes the place of an earlier subscription of this spell. @returns whether anything can trigger it later */
  subscribe({ spellId, scope }: SpellPlace, config: TriggerConfig, schedule: ScheduleRecord): boolean {
    this.unsubscribe(spellId);
    const { metrics } = this.#components;
    const plan = planOf(config, schedule, phaseOf(spellId, this.#init.jitterMs));
    const { connections, blockchain, clock: times } = config;
    const { nextIndex } = schedule;
    const triggers = { plan, connections, blockchain };
    const subscription = { spellId, scope, ...triggers, nextIndex, dueMs: 0, heapIndex: -1 };
    const mayRun = plan !== undefined && dueMs(plan, nextIndex) !== undefined;
    if (!mayRun && !listens(subscription)) return false;
    this.#subscriptions.set(spellId, subscription);
    metrics.scheduled(this.size);
    metrics.period(times.start_sec === 0 ? 0 : times.period_sec);
    if (this.#state === 'running') this.#wake(subscription);
    return this.#subscriptions.has(spellId);
  }

  unsubscribe(spellId: string): void {
    const subscription = this.#subscriptions.get(spellId);
    if (subscription === undefined) return;
    this.#subscriptions.delete(spellId);
    this.#heap.remove(subscription);
    this.#components.metrics.scheduled(this.size);
  }

  unsubscribeAll(scope: PeerScope): void {
    const key = scopeKey(scope);
    for (const { spellId, scope: its } of [...this.#subscriptions.values()]) {
      if (scopeKey(its) === key) this.unsubscribe(spellId);
    }
  }

  /** When the clock will run a spell next, milliseconds since the epoch; undefined for never. */
  nextRunMs(spellId: string): number | undefined {
    const found = this.#subscriptions.get(spellId);
    return found?.plan && dueMs(found.plan, found.nextIndex);
  }

  connection({
    kind,
    peerId,
  }: {
    readonly kind: 'connected' | 'disconnected';
    readonly peerId: string;
  }): void {
    if (this.#state !== 'running') return;
    const { onTrigger } = this.#components;
    const connected = kind === 'connected';
    for (const subscription of [...this.#subscriptions.values()]) {
      const { connect, disconnect } = subscription.connections;
      if (connected ? connect : disconnect) onTrigger(subscription, { kind: 'peer', peerId, connected });
    }
  }

  /** A block with an event for this peer: it runs the spells whose blocks it is one of, the latest before the start then. */
  block({ block }: { readonly block: number }): void {
    if (this.#state === 'built') this.#earlyBlock = block;
    if (this.#state !== 'running') return;
    const { onTrigger } = this.#components;
    for (const subscription of [...this.#subscriptions.values()]) {
      if (isWithin(subscription, block)) onTrigger(subscription, { kind: 'block', block });
    }
  }

  /** Nothing is triggered before. */
  start(): void {
    if (this.#state !== 'built') return;
    this.#state = 'running';
    for (const subscription of [...this.#subscriptions.values()]) this.#wake(subscription);
    if (this.#earlyBlock !== undefined) this.block({ block: this.#earlyBlock });
  }

  stop(): void {
    this.#state = 'stopped';
    this.#armed?.cancel();
    this.#armed = undefined;
  }

  /** What was due while the peer was down is settled before the first wait. */
  #wake(subscription: Subscription): void {
    const { plan, nextIndex } = subscription;
    // It may have been set back while the peer was down.
    if (plan !== undefined)
      Object.assign(subscription, setBack(plan, nextIndex, this.#components.clock.nowMs()));
    this.#fire(subscription, true);
    this.#arm();
  }

  /** Puts a subscription where its next run is. */
  #wait(subscription: Subscription): void {
    const { plan, nextIndex } = subscription;
    const atMs = plan && dueMs(plan, nextIndex);
    if (atMs === undefined) return;
    subscription.dueMs = atMs;
    this.#heap.push(subscription);
  }

  #fire(subscription: Subscription, isWaking: boolean): void {
    const { plan, nextIndex: from } = subscription;
    if (plan === undefined) return;
    const nowMs = this.#components.clock.nowMs();
    const late = lateRuns(plan, from, nowMs, this.#init.catchUp, isWaking);
    subscription.nextIndex = late.nextIndex;
    this.#components.metrics.skipped('missed', late.missed);
    this.#wait(subscription);
    if (subscription.heapIndex < 0 && !listens(subscription)) this.unsubscribe(subscription.spellId);
    this.#trigger(subscription, plan, late, isWaking, nowMs);
  }

  #trigger(spell: SpellPlace, plan: ClockPlan, late: Late, isWaking: boolean, nowMs: number): void {
    const { metrics, onTrigger } = this.#components;
    const newest = late.indices.at(-1);
    for (const index of late.indices) {
      const atMs = dueMs(plan, index) ?? nowMs;
      metrics.lateness(nowMs - atMs);
      onTrigger(spell, {
        kind: 'timer',
        timestampSec: Math.floor(atMs / 1000),
        nextIndex: index === newest ? late.nextIndex : index + 1,
        isCatchUp: isWaking || index !== newest,
      });
    }
  }

  /** Whoever waits for a time that was near and is far now waits for the next of his times instead. */
  #followSetBack(nowMs: number): void {
    const isBack = nowMs < this.#lastMs - CLOCK_STEP_MS;
    this.#lastMs = nowMs;
    if (!isBack) return;
    for (const subscription of this.#subscriptions.values()) {
      if (subscription.plan === undefined) continue;
      Object.assign(subscription, setBack(subscription.plan, subscription.nextIndex, nowMs));
      this.#heap.remove(subscription);
      this.#wait(subscription);
    }
  }

  #sweep(): void {
    this.#armed = undefined;
    const nowMs = this.#components.clock.nowMs();
    this.#followSetBack(nowMs);
    for (let due = this.#heap.peek(); due !== undefined && due.dueMs <= nowMs; due = this.#heap.peek()) {
      this.#heap.remove(due);
      this.#fire(due, false);
    }
    this.#arm();
  }

  /** Wakes up now and then even if nothing is due: the clock may be set while the timer runs. */
  #arm(): void {
    const first = this.#heap.peek();
    if (this.#state !== 'running' || first === undefined) return;
    const { clock } = this.#components;
    const nowMs = clock.nowMs();
    const atMs = Math.min(first.dueMs, nowMs + MAX_SLEEP_MS);
    if (this.#armed !== undefined && this.#armed.atMs <= atMs) return;
    this.#armed?.cancel();
    this.#armed = { atMs, cancel: clock.schedule(() => this.#sweep(), atMs - nowMs) };
  }
}

function listens({ connections, blockchain }: Subscription): boolean {
  return connections.connect || connections.disconnect || blockchain.start_block !== 0;
}

function isWithin({ blockchain }: Subscription, block: number): boolean {
  const { start_block: first, end_block: last } = blockchain;
  return first !== 0 && first <= block && (last === 0 || block <= last);
}
