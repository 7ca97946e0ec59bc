import { z } from 'zod';
import { HTTP_MAX_BODY_BYTES, MAX_ADVANCE_SEC } from '../../constants.js';
import type { AdjustableClock } from '../components.js';
import { endpoint } from '../endpoint.js';

export const ADVANCE = '/api/clock/advance';

export const clockSchema = z
  .strictObject({
    virtual: z.boolean().meta({ description: 'Whether it can be advanced.' }),
    now: z.string().meta({ description: 'ISO 8601.' }),
    nowMs: z.number(),
    offsetMs: z.number().meta({ description: "How far it is ahead of the system's." }),
  })
  .meta({ id: 'Clock' });

export function clockFacts(clock: AdjustableClock | undefined): z.output<typeof clockSchema> {
  const nowMs = clock?.nowMs() ?? Date.now();
  const offsetMs = clock?.offsetMs ?? 0;
  return { virtual: clock !== undefined, now: new Date(nowMs).toISOString(), nowMs, offsetMs };
}

export const clock = endpoint({
  path: '/api/clock',
  summary: 'The clock of its spells.',
  answer: clockSchema,
  handle: (_asked, { components }) => clockFacts(components.clock),
});

const body = z.looseObject({ seconds: z.number().gt(0).max(MAX_ADVANCE_SEC) });

/**
 * Answers when the clock has got there, and everything that fell due on the way has happened. The type keeps web pages
 * out: a browser asks before it sends JSON to another origin, and is refused.
 */
export const advance = endpoint({
  method: 'post',
  path: ADVANCE,
  summary:
    'Advances the clock, on peers that have a virtual one; answers when all that fell due has happened.',
  body,
  answer: clockSchema,
  refusals: {
    400: '`seconds` is no such number.',
    405: 'This peer goes by the clock of the system.',
    413: `More than ${HTTP_MAX_BODY_BYTES} bytes.`,
    415: 'What is sent is no JSON.',
  },
  isServed: (components) => components.clock !== undefined,
  async handle({ c }, { components }) {
    if (c.req.header('content-type')?.split(';')[0]?.trim() !== 'application/json') {
      return c.json({ error: 'Send application/json: {"seconds": 60}' }, 415);
    }
    const sent = body.safeParse(await c.req.json().catch(() => undefined));
    if (!sent.success) {
      return c.json({ error: `"seconds" must be a number above 0, ${MAX_ADVANCE_SEC} at most` }, 400);
    }
    await components.clock!.advance(Math.round(sent.data.seconds * 1000), c.req.raw.signal);
    return clockFacts(components.clock);
  },
});
