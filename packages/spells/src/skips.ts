import type { Logger } from '@noctiluca/lifecycle';
import type { SpellPlace, Trigger } from './bus/trigger.js';
import { WARNING_PAUSE_MS } from './constants.js';
import type { SkipReason, SpellMetrics } from './metrics.js';

/** Reports a trigger that gives no run: counted always, at warn once in a while and at debug otherwise. */
export type Skips = (spell: SpellPlace, trigger: Trigger, reason: SkipReason, detail?: string) => void;

export interface SkipsComponents {
  readonly metrics: SpellMetrics;
  readonly logger: Logger;
  /** Milliseconds that never go back. @default performance.now */
  readonly monotonicMs?: () => number;
}

export function createSkips({
  metrics,
  logger,
  monotonicMs = () => performance.now(),
}: SkipsComponents): Skips {
  const warned = new Map<SkipReason, { atMs: number; leftOut: number }>();

  /** How many were left out since the last warning; undefined when it is too early for another. */
  function mayWarn(reason: SkipReason): number | undefined {
    const nowMs = monotonicMs();
    const last = warned.get(reason);
    if (last !== undefined && nowMs - last.atMs < WARNING_PAUSE_MS) {
      last.leftOut++;
      return undefined;
    }
    warned.set(reason, { atMs: nowMs, leftOut: 0 });
    return last?.leftOut ?? 0;
  }

  return ({ spellId }, trigger, reason, detail) => {
    metrics.skipped(reason);
    const fields = { spellId, trigger: trigger.kind, reason, detail };
    // A spell that was removed and a peer that stops are nobody's trouble.
    const leftOut = reason === 'gone' || reason === 'stopped' ? undefined : mayWarn(reason);
    if (leftOut === undefined) logger.debug(fields, 'Skipped a trigger of a spell');
    else logger.warn({ ...fields, leftOut }, 'Skipped a trigger of a spell');
  };
}
