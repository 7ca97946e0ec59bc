import { z } from 'zod';
import { SCOPE } from './scopes.js';

/** A service in a list. */
export const serviceSchema = z.strictObject({
  key: z.string(),
  scope: SCOPE,
  serviceId: z.string(),
  type: z.string().meta({ description: '`service`, `spell`, or another kind of native service.' }),
  blueprintId: z.string().meta({ description: 'Empty for what is no Marine service.' }),
  name: z.string().meta({ description: 'Of the blueprint; empty without one.' }),
  ownerId: z.string(),
  aliases: z.array(z.string()),
});

const typeNames = z.array(z.string());
const interfaceSchema = z.strictObject({
  function_signatures: z.array(
    z.strictObject({
      name: z.string(),
      arguments: z.array(z.tuple([z.string(), z.string()])),
      output_types: typeNames,
    }),
  ),
  record_types: z.array(
    z.strictObject({
      name: z.string(),
      id: z.number(),
      fields: z.array(z.strictObject({ name: z.string(), ty: z.string() })),
    }),
  ),
});

const seriesSchema = z.strictObject({ series: z.array(z.number()), total: z.number(), avg: z.number() });
const statsSchema = z.strictObject({
  successes: z.int(),
  failures: z.int(),
  memoryDeltasBytes: seriesSchema,
  callTimeSec: seriesSchema,
  timestampsSec: z.array(z.number()),
});

/** A service on its own. */
export const serviceDetailSchema = serviceSchema.extend({
  interface: interfaceSchema,
  stats: z
    .strictObject({
      total: statsSchema,
      functions: z.array(z.strictObject({ name: z.string(), stats: statsSchema })),
    })
    .nullable()
    .meta({ description: 'Since it was last started; null when nothing called it.' }),
});
