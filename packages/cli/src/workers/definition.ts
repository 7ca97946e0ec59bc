import { cidOf } from '@noctiluca/store/cid';
import { z } from 'zod';
import { isRelative, type TriggerConfig, triggerConfig } from '../spells/trigger-config.js';
import type { DesiredWorker, WorkerSpell } from './desired.js';
import { sameJson, sortedJson } from './sorted-json.js';

/** What a clock that counts from its deployment came to, as the worker spell keeps it under `h_clocks`. */
export interface RecordedClock {
  /** As written then. */
  readonly clock: WorkerSpell['clock'];
  readonly config: TriggerConfig;
}

export type RecordedClocks = Readonly<Record<string, RecordedClock>>;

const seconds = z.number().int().min(0);
const recordedClock = z.object({
  clock: z.record(z.string(), z.union([z.string(), z.number()])),
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
      const checked = recordedClock.safeParse(entry);
      return checked.success ? [[name, checked.data]] : [];
    }),
  );
}

/** The triggers of a spell on one host. */
export interface SpellTriggers {
  readonly config: TriggerConfig;
  /** CID of its JSON text. */
  readonly cid: string;
}

/**
 * Triggers of every spell. A clock with delays keeps what it came to as long as it is written the same, so that a
 * deployment that changes nothing does not start it anew.
 * @param nowSec what delays count from
 * @throws CliError `PROJECT_INVALID`
 */
export function resolveTriggers(
  spells: readonly WorkerSpell[],
  recorded: RecordedClocks,
  nowSec: number,
): Map<string, SpellTriggers> {
  return new Map(
    spells.map(({ name, clock }) => {
      const known = Object.hasOwn(recorded, name) ? recorded[name] : undefined;
      const isKept = isRelative(clock) && known !== undefined && sameJson(known.clock, clock);
      const config = isKept ? known.config : triggerConfig(name, clock, nowSec);
      return [name, { config, cid: cidOf(Buffer.from(sortedJson(config))) }];
    }),
  );
}

/** What is to be recorded about the clocks. */
export function recordedClocks(
  spells: readonly WorkerSpell[],
  triggers: ReadonlyMap<string, SpellTriggers>,
): RecordedClocks {
  const relative = spells.filter(({ clock }) => isRelative(clock));
  return Object.fromEntries(
    relative.map(({ name, clock }) => [name, { clock, config: triggers.get(name)!.config }]),
  );
}

/**
 * CID of the worker's definition, without uploading anything: the JSON text that the installation spell's Aqua makes
 * (spec/fluence-cli.md §3, Phase B).
 */
export function definitionCid(
  { services, spells }: DesiredWorker,
  triggers: ReadonlyMap<string, SpellTriggers>,
): string {
  const definition = {
    services: services.map(({ name, modules, memoryLimit }) => ({
      modules: modules.map((module) => ({ name: module.name, wasm: module.cid })),
      name,
      total_memory_limit: memoryLimit,
    })),
    spells: spells.map(({ name, scriptCid, initArgsCid }) => ({
      config: triggers.get(name)!.cid,
      init_args: initArgsCid,
      name,
      script: scriptCid,
    })),
  };
  return cidOf(Buffer.from(sortedJson(definition)));
}
