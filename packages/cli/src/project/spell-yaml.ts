import path from 'node:path';
import { z } from 'zod';
import { downloaded, isUrl } from '../download/downloaded.js';
import { CliError } from '../errors.js';
import { fileIn } from './file-in.js';
import { issueLines } from './issue-lines.js';
import type { SpellEntry } from './project.js';
import { readYaml } from './read-yaml.js';

import { MAX_SECONDS, parseTimestamp } from './timestamp.js';

/** 100 years, in seconds (spec/fluence-cli.md §2.5). */
const MAX_PERIOD_SEC = 60 * 60 * 24 * 365 * 100;

const seconds = z.number().int().min(0).max(MAX_SECONDS);
/** YAML reads an unquoted timestamp as text, with quotes too. */
const timestamp = z.string().superRefine((text, context) => {
  const parsed = parseTimestamp(text);
  if ('problem' in parsed) context.addIssue({ code: 'custom', message: `"${text}" ${parsed.problem}` });
});

export const clockSchema = z.strictObject({
  periodSec: z.number().int().min(0).max(MAX_PERIOD_SEC).optional(),
  startTimestamp: timestamp.optional(),
  endTimestamp: timestamp.optional(),
  startDelaySec: seconds.optional(),
  endDelaySec: seconds.optional(),
});

/** A key without a value is an absent one, as upstream has it. Strict: a key nobody knows would be an empty promise. */
export const spellSchema = z.strictObject({
  version: z.literal(0).nullish(),
  aquaFilePath: z.string(),
  function: z.string(),
  initArgs: z.record(z.string(), z.unknown()).nullish(),
  clock: z.record(z.string(), z.unknown()).nullish(),
});

/** When a spell runs, as written. Without `periodSec` never: so does a clock that is empty, or has no value at all. */
export type SpellClock = z.infer<typeof clockSchema>;

/** A spell of the project: `spell.yaml` with what fluence.yaml sets over it. */
export interface SpellSource {
  readonly name: string;
  /** `spell.yaml`, absolute. */
  readonly file: string;
  /** Absolute. */
  readonly aquaFile: string;
  readonly function: string;
  /** By names of the function's arguments. */
  readonly initArgs: Readonly<Record<string, unknown>>;
  readonly clock: SpellClock;
}

/**
 * Reads a spell (spec/fluence-cli.md §2.5).
 * @param entry of `spells:` in fluence.yaml; what it sets wins
 * @param rootDir project folder, which has what is downloaded in its `.fluence`
 * @throws CliError `PROJECT_INVALID`, and what a download throws
 */
export async function readSpell(name: string, entry: SpellEntry, rootDir: string): Promise<SpellSource> {
  const place = isUrl(entry.get)
    ? await downloaded(entry.get, 'spell', path.join(rootDir, '.fluence'))
    : entry.get;
  const file = await fileIn(place, 'spell.yaml');
  const written = await readYaml(file, spellSchema);
  return {
    name,
    file,
    aquaFile: entry.aquaFilePath ?? path.resolve(path.dirname(file), written.aquaFilePath),
    function: entry.function ?? written.function,
    initArgs: entry.initArgs ?? written.initArgs ?? {},
    clock: checkedClock(name, entry.clock ?? written.clock ?? {}),
  };
}

function checkedClock(spell: string, written: Readonly<Record<string, unknown>>): SpellClock {
  const present = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== null));
  const checked = clockSchema.safeParse(present);
  const problems = checked.success ? contradictions(checked.data) : issueLines(clockSchema, checked.error);
  if (checked.success && problems.length === 0) return checked.data;
  throw new CliError('PROJECT_INVALID', `The clock of spell "${spell}" is wrong: ${problems.join('; ')}`);
}

function contradictions(clock: SpellClock): string[] {
  return (['start', 'end'] as const).flatMap((edge) =>
    clock[`${edge}Timestamp`] !== undefined && clock[`${edge}DelaySec`] !== undefined
      ? [`You can't specify both '${edge}Timestamp' and '${edge}DelaySec' properties`]
      : [],
  );
}
