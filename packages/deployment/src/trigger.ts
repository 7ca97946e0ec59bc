import type { TriggerConfig } from '@noctiluca/spells';

const NO_CLOCK: TriggerConfig['clock'] = { start_sec: 0, end_sec: 0, period_sec: 0 };

/** Whether the clock will never run the spell again: its end has passed. @param nowSec seconds since the epoch */
export function hasEnded({ clock }: TriggerConfig, nowSec: number): boolean {
  return clock.start_sec !== 0 && clock.end_sec !== 0 && clock.end_sec <= nowSec;
}

/** Why a spell does not run, in a sentence. */
export function endedNote({ alias, triggerConfig }: { alias: string; triggerConfig: TriggerConfig }): string {
  const end = new Date(triggerConfig.clock.end_sec * 1000).toISOString();
  return `the clock of spell '${alias}' ended at ${end}: it does not run; give it a later end`;
}

/** What a peer can be given: it refuses a clock that has ended (spec/nox.md §5.1), which triggers nothing anyway. */
export function effective(config: TriggerConfig, nowSec: number): TriggerConfig {
  return hasEnded(config, nowSec) ? { ...config, clock: NO_CLOCK } : config;
}

/** Whether two configurations trigger the same from now on. */
export function isSameTrigger(one: TriggerConfig, other: TriggerConfig, nowSec: number): boolean {
  const [a, b] = [effective(one, nowSec), effective(other, nowSec)];
  return (
    isSameClock(a.clock, b.clock) &&
    a.connections.connect === b.connections.connect &&
    a.connections.disconnect === b.connections.disconnect &&
    a.blockchain.start_block === b.blockchain.start_block &&
    a.blockchain.end_block === b.blockchain.end_block
  );
}

function isSameClock(a: TriggerConfig['clock'], b: TriggerConfig['clock']): boolean {
  if (a.start_sec === 0 && b.start_sec === 0) return true;
  return a.start_sec === b.start_sec && a.end_sec === b.end_sec && a.period_sec === b.period_sec;
}
