import { canonicalJson } from '@noctiluca/deployment';
import { cidOf } from '@noctiluca/store/cid';
import { z } from 'zod';
import { withoutEndedClock } from '../spells/clock-state.js';
import { isRelative, type TriggerConfig, triggerConfig } from '../spells/trigger-config.js';
import type { WantedSpell } from './wanted-worker.js';

/** What a clock that counts from its deployment came to, as the worker spell keeps it under `h_clocks`. */
export interface RecordedClock {
  /** As written then. */
  readonly clock: WantedSpell['clock'];
  /** Of what else was deployed of the spell then; absent in records of older versions. */
  readonly of?: string;
  readonly config: TriggerConfig;
}

export type RecordedClocks = Readonly<Record<string, RecordedClock>>;

const seconds = z.number().int().min(0);
const recordedClock = z.object({
  clock: z.record(z.string(), z.union([z.string(), z.number()])),
  of: z.string().optional(),
  config: z.strictObject({
    blockchain: z.strictObject({ end_block: seconds, start_block: seconds }),
    clock: z.strictObject({ end_sec: seconds, period_sec: seconds, start_sec: seconds }),
    connections: z.strictObject({ connect: z.boolean(), disconnect: z.boolean() }),
  }),
});

/** Records that a worker spell has kept. What is none, is left out: then the clock starts anew. */
export function readClocks(value: unknown): RecordedClocks {
  const entries = Object.entries(typeof value === 'object' && value !== null ? value : {});
  return Object.fromEntries(
    entries.flatMap(([name, entry]) => {
      const { data } = recordedClock.safeParse(entry);
      return data === undefined ? [] : [[name, data as RecordedClock]];
    }),
  );
}

/** The triggers of a spell on one host. */
export interface SpellTriggers {
  /** What its clock came to, maybe at an earlier deployment. */
  readonly counted: TriggerConfig;
  /** What the peer is given: the same, or without a clock that has ended. */
  readonly config: TriggerConfig;
  /** JSON text of that, and its CID. */
  readonly json: string;
  readonly cid: string;
}

/**
 * Triggers of every spell. A clock with delays keeps what it came to as long as the spell stays the same: a deployment that
 * changes nothing does not start it anew, and one that changes the spell does.
 * @param nowSec what delays count from
 * @param takesEnded whether the installer knows what to do with a clock that has ended; a worker spell hands it on as it is,
 *   and the peer refuses it
 * @throws CliError `PROJECT_INVALID`
 */
export function resolveTriggers(
  spells: readonly WantedSpell[],
  recorded: RecordedClocks,
  nowSec: number,
  takesEnded = false,
): Map<string, SpellTriggers> {
  return new Map(
    spells.map((spell) => {
      const known = Object.hasOwn(recorded, spell.name) ? recorded[spell.name] : undefined;
      const counted = isKept(spell, known) ? known.config : triggerConfig(spell.name, spell.clock, nowSec);
      const config = takesEnded ? counted : withoutEndedClock(counted, nowSec);
      const json = canonicalJson(config as never);
      return [spell.name, { counted, config, json, cid: cidOf(Buffer.from(json)) }];
    }),
  );
}

function isKept(spell: WantedSpell, known: RecordedClock | undefined): known is RecordedClock {
  if (known === undefined || !isRelative(spell.clock)) return false;
  const isSameClock = canonicalJson(known.clock as never) === canonicalJson(spell.clock as never);
  return isSameClock && (known.of === undefined || known.of === contentsOf(spell));
}

/** What is to be recorded about the clocks. */
export function recordedClocks(
  spells: readonly WantedSpell[],
  triggers: ReadonlyMap<string, SpellTriggers>,
): RecordedClocks {
  const relative = spells.filter(({ clock }) => isRelative(clock));
  return Object.fromEntries(
    relative.map((spell) => [
      spell.name,
      { clock: spell.clock, of: contentsOf(spell), config: triggers.get(spell.name)!.counted },
    ]),
  );
}

function contentsOf({ scriptCid, initArgsCid }: WantedSpell): string {
  return `${scriptCid} ${initArgsCid}`;
}
