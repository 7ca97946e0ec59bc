import { type Clock, systemClock } from '@noctiluca/common/clock';
import { Throttle } from '@noctiluca/common/throttle';
import type { Logger } from '@noctiluca/lifecycle';
import type { SpellPlace, Trigger } from './bus/trigger.js';
import { WARNING_PAUSE_MS } from './constants.js';
import type { SkipReason, SpellMetrics } from './metrics.js';

/** Reports a trigger that gives no run: counted always, at warn once in a while and at debug otherwise. */
export type Skips = (spell: SpellPlace, trigger: Trigger, reason: SkipReason, detail?: string) => void;

export interface SkipsComponents {
  readonly metrics: SpellMetrics;
  readonly logger: Logger;
  /** @default the system's */
  readonly clock?: Pick<Clock, 'monotonicMs'>;
}

export function createSkips({ metrics, logger, clock = systemClock }: SkipsComponents): Skips {
  const warnings = new Throttle<SkipReason>(WARNING_PAUSE_MS, clock);

  return ({ spellId }, trigger, reason, detail) => {
    metrics.skipped(reason);
    const fields = { spellId, trigger: trigger.kind, reason, detail };
    // A spell that was removed and a peer that stops are nobody's trouble.
    const leftOut = reason === 'gone' || reason === 'stopped' ? undefined : warnings.pass(reason);
    if (leftOut === undefined) logger.debug(fields, 'Skipped a trigger of a spell');
    else logger.warn({ ...fields, leftOut }, 'Skipped a trigger of a spell');
  };
}
