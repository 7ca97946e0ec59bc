import { sha256 } from '@noctiluca/common/sha256';
import { MAX_CAUGHT_UP } from '../constants.js';
import type { ScheduleRecord } from '../storage/spell-storage.js';
import type { TriggerConfig } from '../trigger-config.js';

/** What happens with periods that passed while the peer was down, or the machine stood still. */
export type CatchUp = 'none' | 'once' | 'all';

/**
 * When the clock runs a spell: run 0 at the anchor, run k at anchor + k periods + phase. Counted from the anchor and not
 * from the last run, so periods don't drift (spec/nox.md §9.2 no. 29). Milliseconds.
 */
export interface ClockPlan {
  readonly anchorMs: number;
  /** 0: once. */
  readonly periodMs: number;
  /** No run at or after it, but the first. */
  readonly endMs: number | undefined;
  /** Less than a period. */
  readonly phaseMs: number;
}

/** A spell that starts in the past starts now (spec/nox.md §5.1). */
export function newSchedule({ clock }: TriggerConfig, nowMs: number): ScheduleRecord {
  return { anchorMs: Math.max(clock.start_sec * 1000, nowMs), nextIndex: 0 };
}

/** Undefined when the clock triggers nothing. */
export function planOf(
  { clock }: TriggerConfig,
  { anchorMs }: ScheduleRecord,
  phaseMs: number,
): ClockPlan | undefined {
  if (clock.start_sec === 0) return undefined;
  const periodMs = clock.period_sec * 1000;
  return {
    anchorMs,
    periodMs,
    endMs: clock.end_sec === 0 ? undefined : clock.end_sec * 1000,
    phaseMs: periodMs === 0 ? 0 : Math.min(phaseMs, periodMs - 1),
  };
}

/** Share of the jitter that a spell has for good: between 0 and less than `jitterMs`, told by its id. */
export function phaseOf(spellId: string, jitterMs: number): number {
  if (jitterMs === 0) return 0;
  return sha256(spellId).readUInt32BE(0) % jitterMs;
}

/** When run `index` is due; undefined when there is no such run. */
export function dueMs({ anchorMs, periodMs, endMs, phaseMs }: ClockPlan, index: number): number | undefined {
  if (index === 0) return anchorMs;
  if (periodMs === 0) return undefined;
  const atMs = anchorMs + index * periodMs + phaseMs;
  return endMs === undefined || atMs < endMs ? atMs : undefined;
}

/** Number of the first run that is due after a moment, whether there is one or not. */
export function firstIndexAfter({ anchorMs, periodMs, phaseMs }: ClockPlan, ms: number): number {
  if (ms < anchorMs) return 0;
  if (periodMs === 0) return 1;
  return Math.max(1, Math.floor((ms - anchorMs - phaseMs) / periodMs) + 1);
}

/**
 * What a plan comes to when it is earlier than was thought. A spell that ran already keeps its period, from now on: it waits
 * neither for the time that its next run had, nor for the one it began at. The first run waits for its own.
 */
export function setBack(
  plan: ClockPlan,
  nextIndex: number,
  nowMs: number,
): { readonly plan: ClockPlan; readonly nextIndex: number } {
  const { anchorMs, periodMs } = plan;
  if (periodMs === 0 || nextIndex === 0) return { plan, nextIndex };
  const aheadMs = Math.max(0, Math.ceil((anchorMs - nowMs) / periodMs)) * periodMs;
  const back = aheadMs === 0 ? plan : { ...plan, anchorMs: anchorMs - aheadMs };
  const upcoming = Math.max(1, firstIndexAfter(back, nowMs));
  return { plan: back, nextIndex: aheadMs === 0 ? Math.min(nextIndex, upcoming) : upcoming };
}

export interface Late {
  /** Runs to be made now, oldest first. */
  readonly indices: readonly number[];
  /** Number of the run to wait for. */
  readonly nextIndex: number;
  /** Runs that are left out. */
  readonly missed: number;
}

/**
 * What to do about runs that are due by now.
 * @param isWaking whether the peer was down: the newest late run then counts as missed too, unless it is the very first
 */
export function lateRuns(
  plan: ClockPlan,
  from: number,
  nowMs: number,
  catchUp: CatchUp,
  isWaking: boolean,
): Late {
  const upcoming = firstIndexAfter(plan, nowMs);
  // A clock that was set back has runs again that there were already.
  const first = Math.min(from, upcoming);
  const count = upcoming - first - skippedByEnd(plan, upcoming, first);
  const wanted = Math.min(count, wantedRuns(catchUp, isWaking && first > 0));
  const oldest = first + count - wanted;
  return {
    indices: Array.from({ length: wanted }, (_, i) => oldest + i),
    nextIndex: upcoming,
    missed: count - wanted,
  };
}

function wantedRuns(catchUp: CatchUp, mayLeaveOut: boolean): number {
  if (catchUp === 'all') return MAX_CAUGHT_UP;
  return catchUp === 'none' && mayLeaveOut ? 0 : 1;
}

/** How many of the runs before `upcoming` lie at or behind the end. */
function skippedByEnd(plan: ClockPlan, upcoming: number, first: number): number {
  if (plan.endMs === undefined || upcoming === 0) return 0;
  const beyond = Math.max(1, firstIndexAfter(plan, plan.endMs - 1));
  return Math.max(0, upcoming - Math.max(first, beyond));
}
