import { type PeerScope, scopeKey } from '@noctiluca/host';
import type { SpellClock } from '../clock.js';
import { CLOCK_STEP_MS, MAX_SLEEP_MS } from '../constants.js';
import type { SpellMetrics } from '../metrics.js';
import type { ScheduleRecord } from '../storage/spell-storage.js';
import type { TriggerConfig } from '../trigger-config.js';
import { type CatchUp, type ClockPlan, dueMs, lateRuns, phaseOf, planOf, setBack } from './clock-plan.js';
import { type Timed, TimerHeap } from './timer-heap.js';
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
  nextIndex: number;
}

/** Tells when spells are to run: all clocks on one heap with one timer, and the connections (spec/nox.md §5.2). */
export interface TriggerBus {
  /** Spells with any trigger. */
  readonly size: number;
  /** Takes the place of an earlier subscription of this spell. @returns whether anything can trigger it later */
  subscribe(spell: SpellPlace, config: TriggerConfig, schedule: ScheduleRecord): boolean;
  unsubscribe(spellId: string): void;
  unsubscribeAll(scope: PeerScope): void;
  /** When the clock will run a spell next, milliseconds since the epoch; undefined for never. */
  nextRunMs(spellId: string): number | undefined;
  connection(event: { readonly kind: 'connected' | 'disconnected'; readonly peerId: string }): void;
  /** Nothing is triggered before. */
  start(): void;
  stop(): void;
}

export function createTriggerBus(init: TriggerBusInit, components: TriggerBusComponents): TriggerBus {
  const { clock, metrics, onTrigger } = components;
  const subscriptions = new Map<string, Subscription>();
  const heap = new TimerHeap<Subscription>();
  let state: 'built' | 'running' | 'stopped' = 'built';
  let armed: { readonly atMs: number; cancel(): void } | undefined;
  /** What the clock said last. */
  let lastMs = clock.nowMs();

  /** Puts a subscription where its next run is. */
  function wait(subscription: Subscription): void {
    const { plan, nextIndex } = subscription;
    const atMs = plan && dueMs(plan, nextIndex);
    if (atMs === undefined) return;
    subscription.dueMs = atMs;
    heap.push(subscription);
  }

  function fire(subscription: Subscription, isWaking: boolean): void {
    const { plan, nextIndex: from } = subscription;
    if (plan === undefined) return;
    const nowMs = clock.nowMs();
    const late = lateRuns(plan, from, nowMs, init.catchUp, isWaking);
    subscription.nextIndex = late.nextIndex;
    metrics.skipped('missed', late.missed);
    wait(subscription);
    if (subscription.heapIndex < 0 && !listens(subscription)) drop(subscription.spellId);
    const newest = late.indices.at(-1);
    for (const index of late.indices) {
      const atMs = dueMs(plan, index) ?? nowMs;
      metrics.lateness(nowMs - atMs);
      onTrigger(subscription, {
        kind: 'timer',
        timestampSec: Math.floor(atMs / 1000),
        nextIndex: index === newest ? late.nextIndex : index + 1,
        isCatchUp: isWaking || index !== newest,
      });
    }
  }

  /** Whoever waits for a time that was near and is far now waits for the next of his times instead. */
  function followSetBack(nowMs: number): void {
    const isBack = nowMs < lastMs - CLOCK_STEP_MS;
    lastMs = nowMs;
    if (!isBack) return;
    for (const subscription of subscriptions.values()) {
      if (subscription.plan === undefined) continue;
      Object.assign(subscription, setBack(subscription.plan, subscription.nextIndex, nowMs));
      heap.remove(subscription);
      wait(subscription);
    }
  }

  function sweep(): void {
    armed = undefined;
    const nowMs = clock.nowMs();
    followSetBack(nowMs);
    for (let due = heap.peek(); due !== undefined && due.dueMs <= nowMs; due = heap.peek()) {
      heap.remove(due);
      fire(due, false);
    }
    arm();
  }

  /** Wakes up now and then even if nothing is due: the clock may be set while the timer runs. */
  function arm(): void {
    const first = heap.peek();
    if (state !== 'running' || first === undefined) return;
    const nowMs = clock.nowMs();
    const atMs = Math.min(first.dueMs, nowMs + MAX_SLEEP_MS);
    if (armed !== undefined && armed.atMs <= atMs) return;
    armed?.cancel();
    armed = { atMs, cancel: clock.schedule(sweep, atMs - nowMs) };
  }

  /** What was due while the peer was down is settled before the first wait. */
  function wake(subscription: Subscription): void {
    const { plan, nextIndex } = subscription;
    // It may have been set back while the peer was down.
    if (plan !== undefined) Object.assign(subscription, setBack(plan, nextIndex, clock.nowMs()));
    fire(subscription, true);
    arm();
  }

  function drop(spellId: string): void {
    const subscription = subscriptions.get(spellId);
    if (subscription === undefined) return;
    subscriptions.delete(spellId);
    heap.remove(subscription);
    metrics.scheduled(subscriptions.size);
  }

  return {
    get size() {
      return subscriptions.size;
    },
    subscribe({ spellId, scope }, config, schedule) {
      drop(spellId);
      const plan = planOf(config, schedule, phaseOf(spellId, init.jitterMs));
      const { connections, clock: times } = config;
      const { nextIndex } = schedule;
      const subscription = { spellId, scope, plan, connections, nextIndex, dueMs: 0, heapIndex: -1 };
      const mayRun = plan !== undefined && dueMs(plan, nextIndex) !== undefined;
      if (!mayRun && !listens(subscription)) return false;
      subscriptions.set(spellId, subscription);
      metrics.scheduled(subscriptions.size);
      metrics.period(times.start_sec === 0 ? 0 : times.period_sec);
      if (state === 'running') wake(subscription);
      return subscriptions.has(spellId);
    },
    unsubscribe: drop,
    unsubscribeAll(scope) {
      const key = scopeKey(scope);
      for (const { spellId, scope: its } of [...subscriptions.values()]) {
        if (scopeKey(its) === key) drop(spellId);
      }
    },
    nextRunMs(spellId) {
      const found = subscriptions.get(spellId);
      return found?.plan && dueMs(found.plan, found.nextIndex);
    },
    connection({ kind, peerId }) {
      if (state !== 'running') return;
      const connected = kind === 'connected';
      for (const subscription of [...subscriptions.values()]) {
        const { connect, disconnect } = subscription.connections;
        if (connected ? connect : disconnect) onTrigger(subscription, { kind: 'peer', peerId, connected });
      }
    },
    start() {
      if (state !== 'built') return;
      state = 'running';
      for (const subscription of [...subscriptions.values()]) wake(subscription);
    },
    stop() {
      state = 'stopped';
      armed?.cancel();
      armed = undefined;
    },
  };
}

function listens({ connections }: Subscription): boolean {
  return connections.connect || connections.disconnect;
}
