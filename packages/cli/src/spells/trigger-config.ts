import { CliError } from '../errors.js';
import type { SpellClock } from '../project/spell-yaml.js';

/** What wakes a spell, as peers take it (spec/nox.md §5.1). Fields in alphabetical order: so AquaVM writes records. */
export interface TriggerConfig {
  readonly blockchain: { readonly end_block: number; readonly start_block: number };
  readonly clock: { readonly end_sec: number; readonly period_sec: number; readonly start_sec: number };
  readonly connections: { readonly connect: boolean; readonly disconnect: boolean };
}

/** A clock that starts at once: any moment that has passed. */
const NOW = 1;
const NEVER = { end_sec: 0, period_sec: 0, start_sec: 0 };

/**
 * The triggers that a clock of spell.yaml means (spec/fluence-cli.md §2.5).
 * @param nowSec what delays count from, seconds since the epoch
 * @throws CliError `PROJECT_INVALID` for an end before the start: peers would refuse it
 */
export function triggerConfig(spell: string, clock: SpellClock, nowSec: number): TriggerConfig {
  return {
    blockchain: { end_block: 0, start_block: 0 },
    clock: clockConfig(spell, clock, nowSec),
    connections: { connect: false, disconnect: false },
  };
}

/** Whether the clock counts from the moment of the deployment, so that each deployment gives another configuration. */
export function isRelative({ startDelaySec, endDelaySec, periodSec }: SpellClock): boolean {
  return periodSec !== undefined && (startDelaySec !== undefined || endDelaySec !== undefined);
}

function clockConfig(spell: string, clock: SpellClock, nowSec: number): TriggerConfig['clock'] {
  if (clock.periodSec === undefined) return NEVER;
  const start = moment(clock.startDelaySec, clock.startTimestamp, nowSec) ?? NOW;
  const end = moment(clock.endDelaySec, clock.endTimestamp, nowSec) ?? 0;
  if (start === 0) return NEVER;
  if (end !== 0 && end < start) {
    throw new CliError(
      'PROJECT_INVALID',
      `The clock of spell "${spell}" is wrong: Start time must be earlier than end time. Got: start time ${start}, end time ${end}`,
    );
  }
  return { end_sec: end, period_sec: clock.periodSec, start_sec: start };
}

function moment(
  delaySec: number | undefined,
  timestamp: string | undefined,
  nowSec: number,
): number | undefined {
  if (delaySec !== undefined) return nowSec + delaySec;
  return timestamp === undefined ? undefined : Math.round(Date.parse(timestamp) / 1000);
}
