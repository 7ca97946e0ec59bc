import { CliError } from '../errors.js';
import type { SpellClock } from '../project/spell-yaml.js';
import { isoTime, MAX_SECONDS, parseTimestamp } from '../project/timestamp.js';

/** What wakes a spell, as peers take it (spec/nox.md §5.1). Fields in alphabetical order: so AquaVM writes records. */
export interface TriggerConfig {
  readonly blockchain: { readonly end_block: number; readonly start_block: number };
  readonly clock: { readonly end_sec: number; readonly period_sec: number; readonly start_sec: number };
  readonly connections: { readonly connect: boolean; readonly disconnect: boolean };
}

/** A clock that starts at once: any moment that has passed. */
const NOW = 1;
/** A clock that never wakes the spell. */
export const NEVER: TriggerConfig['clock'] = { end_sec: 0, period_sec: 0, start_sec: 0 };

/**
 * The triggers that a clock of spell.yaml means (spec/fluence-cli.md §2.5).
 * @param nowSec what delays count from, seconds since the epoch
 * @throws CliError `PROJECT_INVALID` for an end before the start and for moments that peers cannot count to; not for an end
 *   that has passed, see `clockState`
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
  const start = moment(spell, 'start', clock, nowSec) ?? NOW;
  const end = moment(spell, 'end', clock, nowSec) ?? 0;
  if (start === 0) return NEVER;
  if (end !== 0 && end < start) {
    throw wrong(spell, `Start time must be earlier than end time. Got: start time ${start}, end time ${end}`);
  }
  return { end_sec: end, period_sec: clock.periodSec, start_sec: start };
}

function moment(spell: string, edge: 'start' | 'end', clock: SpellClock, nowSec: number): number | undefined {
  const delay = clock[`${edge}DelaySec`];
  if (delay !== undefined) return delayed(spell, `${edge}DelaySec`, delay, nowSec);
  const written = clock[`${edge}Timestamp`];
  if (written === undefined) return undefined;
  const parsed = parseTimestamp(written);
  if ('seconds' in parsed) return parsed.seconds;
  throw wrong(spell, `${edge}Timestamp: "${written}" ${parsed.problem}`);
}

function delayed(spell: string, key: string, delay: number, nowSec: number): number {
  const at = nowSec + delay;
  if (at <= MAX_SECONDS) return at;
  throw wrong(
    spell,
    `${key}: ${delay} seconds from now are more than peers can count, to ${isoTime(MAX_SECONDS)}`,
  );
}

function wrong(spell: string, why: string): CliError {
  return new CliError('PROJECT_INVALID', `The clock of spell "${spell}" is wrong: ${why}`);
}
