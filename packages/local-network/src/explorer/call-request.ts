import { z } from 'zod';
import { CALL_ARGUMENTS_MAX, CALL_MAX_TTL_MS, CALL_NAME_MAX_LENGTH, CALL_TTL_MS } from '../constants.js';

const name = z.string().min(1).max(CALL_NAME_MAX_LENGTH);

/** What a page asks to call. */
export const callRequestSchema = z.strictObject({
  /** Name or id of a peer of the network. */
  peer: name,
  /** Id of a worker there; the host when left out. */
  worker: name.optional(),
  /** Id or alias. */
  service: name,
  function: name,
  /** Any JSON. */
  args: z.array(z.unknown()).max(CALL_ARGUMENTS_MAX).default([]),
  ttlMs: z.int().min(1).max(CALL_MAX_TTL_MS).default(CALL_TTL_MS),
});

/** What became of a call: its particle's trace is asked for by the id, which is empty when none was made. */
export const callAnswerSchema = z.union([
  z.strictObject({ particleId: z.string(), result: z.unknown().meta({ description: 'Any JSON.' }) }),
  z.strictObject({ particleId: z.string(), error: z.strictObject({ message: z.string() }) }),
]);

export type CallAnswer = z.output<typeof callAnswerSchema>;
export type CallRequest = z.output<typeof callRequestSchema>;
