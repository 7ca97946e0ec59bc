import type { SpellClock } from '../project/spell-yaml.js';
import { isoTime } from '../project/timestamp.js';
import { isRelative, NEVER, type TriggerConfig } from './trigger-config.js';

/** `waiting` for its start. Whether a clock that runs once has run already it does not tell: that is `running` too. */
export type ClockState = 'never' | 'waiting' | 'running' | 'ended';

/** How a clock stands. Peers refuse to install one that has ended (spec/nox.md §5.1). @param nowSec seconds since the epoch */
export function clockState(
  { clock: { start_sec, end_sec } }: Pick<TriggerConfig, 'clock'>,
  nowSec: number,
): ClockState {
  if (start_sec === 0) return 'never';
  if (end_sec !== 0 && end_sec <= nowSec) return 'ended';
  return start_sec > nowSec ? 'waiting' : 'running';
}

/**
 * The triggers without a clock that has ended: what peers take, and what it comes to. So a spell whose time is over can be
 * installed and changed like any other, and keeps nothing beside it waiting.
 */
export function withoutEndedClock(config: TriggerConfig, nowSec: number): TriggerConfig {
  return clockState(config, nowSec) === 'ended' ? { ...config, clock: NEVER } : config;
}

/**
 * A sentence about a clock that has ended; `undefined` for others.
 * @param clock as written
 * @param config what it came to, maybe at an earlier deployment
 */
export function endedNote(
  spell: string,
  clock: SpellClock,
  config: Pick<TriggerConfig, 'clock'>,
  nowSec: number,
): string | undefined {
  if (clockState(config, nowSec) !== 'ended') return undefined;
  const since = isRelative(clock) ? ', counted from the deployment that first had it' : '';
  return `The clock of spell "${spell}" ended at ${isoTime(config.clock.end_sec)}${since}: the spell runs no more until its clock is changed`;
}
