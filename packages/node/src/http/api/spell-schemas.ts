import { z } from 'zod';
import { MAX_SHOWN_VALUES } from '../../constants.js';
import { SCOPE } from './scopes.js';

const triggerSchema = z.strictObject({
  clock: z.strictObject({ start_sec: z.int(), end_sec: z.int(), period_sec: z.int() }),
  connections: z.strictObject({ connect: z.boolean(), disconnect: z.boolean() }),
  blockchain: z.strictObject({ start_block: z.int(), end_block: z.int() }),
});

const errorSchema = z.strictObject({ code: z.number(), instruction: z.string(), message: z.string() });

/** A spell in a list. */
export const spellSchema = z.strictObject({
  key: z.string(),
  scope: SCOPE,
  spellId: z.string(),
  aliases: z.array(z.string()),
  ownerId: z.string(),
  version: z.int(),
  scriptCid: z.string(),
  trigger: triggerSchema,
  nextRunMs: z.number().nullable().meta({ description: 'By its clock; null for never.' }),
  lastRunMs: z.number().nullable().meta({ description: 'When its last run began; null before the first.' }),
  isRunning: z.boolean(),
  runs: z.int(),
  lastError: errorSchema
    .extend({ particleId: z.string() })
    .nullable()
    .meta({ description: 'The last that is stored; null when none is.' }),
});

/** A spell on its own. */
export const spellDetailSchema = spellSchema.extend({
  script: z.string(),
  logs: z.array(z.strictObject({ timestamp: z.number(), message: z.string() })),
  errors: z.array(
    z.strictObject({ particleId: z.string(), errors: z.array(errorSchema.extend({ peerId: z.string() })) }),
  ),
  values: z
    .array(z.strictObject({ key: z.string(), value: z.union([z.string(), z.number()]) }))
    .meta({ description: `The first ${MAX_SHOWN_VALUES} keys, lists left out; long texts are cut.` }),
});
