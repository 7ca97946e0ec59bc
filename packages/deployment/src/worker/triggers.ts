import type { TriggerConfig } from '@noctiluca/spells';
import { WORKER_SPELL_PERIOD_SEC } from './constants.js';

/** When upstream's worker spell runs: from the past on, for good (spec/fluence-cli.md §3, Phase A). */
export const WORKER_SPELL_TRIGGERS: TriggerConfig = {
  blockchain: { end_block: 0, start_block: 0 },
  clock: { end_sec: 0, period_sec: WORKER_SPELL_PERIOD_SEC, start_sec: 1_676_293_670 },
  connections: { connect: false, disconnect: false },
};

/** The same, its first run a period from now: there is nothing for it to do after a deployment. */
export function armed(nowSec: number): TriggerConfig {
  const clock = { ...WORKER_SPELL_TRIGGERS.clock, start_sec: nowSec + WORKER_SPELL_PERIOD_SEC };
  return { ...WORKER_SPELL_TRIGGERS, clock };
}

/** What counts as upstream's triggers: the same period for good, whenever it began. */
export function isArmed({ clock }: TriggerConfig): boolean {
  return clock.start_sec !== 0 && clock.end_sec === 0 && clock.period_sec === WORKER_SPELL_PERIOD_SEC;
}
