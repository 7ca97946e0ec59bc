import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { sampleSchema } from '../history/sample.js';
import { wholeNumber } from '../parameters.js';

export const history = endpoint({
  path: '/api/history',
  summary: 'How busy the peer was in the last hour, the oldest sample first.',
  query: z.object({
    since: wholeNumber('Samples after this time, milliseconds since the epoch.').optional(),
  }),
  answer: z.strictObject({
    everyMs: z.int(),
    samples: z.array(sampleSchema),
  }),
  isServed: (components) => components.history !== undefined,
  handle: ({ query: { since = 0 } }, { components }) => {
    const { history } = components;
    return { everyMs: history!.everyMs, samples: history!.since(since) };
  },
});
