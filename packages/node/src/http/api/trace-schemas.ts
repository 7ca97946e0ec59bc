import { z } from 'zod';

const stamp = {
  seq: z.int().meta({ description: 'Rises by one with each entry of a peer.' }),
  atUs: z.int().meta({ description: 'Microseconds since the epoch.' }),
  particleId: z.string(),
};
const run = z.int().optional().meta({ description: 'Number of the run that asked for it.' });

const entry = <Kind extends string, Shape extends z.ZodRawShape>(kind: Kind, shape: Shape) =>
  z.strictObject({ kind: z.literal(kind), ...shape, ...stamp });

/** `TraceEntry` of `@noctiluca/particle`, which says what each field is. */
export const traceEntrySchema = z
  .discriminatedUnion('kind', [
    entry('received', { from: z.string(), bytes: z.int() }),
    entry('arrived', {
      scope: z.string(),
      bytes: z.int(),
      initPeerId: z.string(),
      timestamp: z.number(),
      ttlMs: z.number(),
      script: z.string(),
      run,
    }),
    entry('interpreted', {
      scope: z.string(),
      retCode: z.int(),
      error: z.string().optional(),
      calls: z.int(),
      nextPeers: z.array(z.string()),
      arrival: z.int().optional(),
      results: z.array(z.int()).optional(),
      waitMs: z.number(),
      durationMs: z.number(),
      bytes: z.int(),
    }),
    entry('called', {
      scope: z.string(),
      callId: z.int(),
      serviceId: z.string(),
      functionName: z.string(),
      args: z.string(),
      retCode: z.int(),
      result: z.string().optional(),
      error: z.string().optional(),
      run,
      durationMs: z.number(),
    }),
    entry('sent', { to: z.string(), bytes: z.int(), via: z.string().optional(), run }),
    entry('kept', { to: z.string(), run }),
    entry('noticed', {
      from: z.string().optional(),
      peerId: z.string(),
      code: z.string(),
      text: z.string(),
      to: z.string().optional(),
    }),
    entry('dropped', {
      stage: z.enum(['network', 'dispatcher', 'actor', 'avm', 'call', 'send']),
      reason: z.string(),
      detail: z.string().optional(),
      run,
    }),
  ])
  .meta({ id: 'TraceEntry' });

/** `ParticleSummary` of `@noctiluca/particle`. */
export const particleSummarySchema = z
  .strictObject({
    particleId: z.string(),
    author: z.string().optional(),
    isSpell: z.boolean(),
    script: z.string().optional(),
    ttlMs: z.number().optional(),
    seq: z.int(),
    lastSeq: z.int(),
    fromUs: z.int(),
    toUs: z.int(),
    outcome: z.enum(['running', 'returned', 'sent-on', 'done', 'failed', 'expired']),
    reason: z.string().optional(),
    runs: z.int(),
    calls: z.int(),
    failedCalls: z.int(),
    sends: z.int(),
    drops: z.int(),
    entries: z.int(),
  })
  .meta({ id: 'ParticleSummary' });

const call = z.strictObject({
  id: z.int(),
  serviceId: z.string(),
  functionName: z.string(),
  args: z.string(),
});
const result = z.strictObject({ id: z.int(), retCode: z.int(), result: z.string() });
const base64 = z.string().meta({ description: 'Base64.' });

/** `ParticleRecording` of `@noctiluca/particle`. */
export const recordingSchema = z
  .strictObject({
    particle: z.strictObject({
      id: z.string(),
      initPeerId: z.string(),
      timestamp: z.number(),
      ttl: z.number(),
      script: z.string(),
    }),
    peers: z.array(
      z.strictObject({
        peerId: z.string(),
        name: z.string().optional(),
        steps: z.array(
          z.strictObject({
            seq: z.int(),
            atUs: z.int(),
            data: base64,
            results: z.array(result),
            outcome: z.strictObject({
              retCode: z.int(),
              errorMessage: z.string(),
              data: base64,
              nextPeerIds: z.array(z.string()),
              calls: z.array(call),
            }),
            isExact: z.boolean(),
          }),
        ),
      }),
    ),
  })
  .meta({ id: 'ParticleRecording' });
