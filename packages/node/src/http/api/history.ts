import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { wholeNumber } from '../parameters.js';

export const history = endpoint({
  path: '/api/history',
  summary: 'How busy the peer was in the last hour, the oldest sample first.',
  query: z.object({
    since: wholeNumber('Samples after this time, milliseconds since the epoch.').optional(),
  }),
  answer: z.strictObject({
    everyMs: z.int(),
    samples: z.array(
      z.strictObject({
        atMs: z.int(),
        particlesPerSec: z.number().meta({ description: 'Taken from the network.' }),
        runsPerSec: z.number().meta({ description: 'Of AquaVM.' }),
        p99Ms: z
          .number()
          .nullable()
          .meta({ description: 'Of one run of AquaVM with its wait; null when there was none.' }),
        queued: z.int().meta({ description: 'Particles in mailboxes and runs that wait.' }),
        actors: z.int(),
        dataBytes: z.number().meta({ description: 'Of all that particles hold.' }),
        rssBytes: z.number(),
        heapBytes: z.number(),
        connections: z.int(),
      }),
    ),
  }),
  isServed: (components) => components.history !== undefined,
  handle: ({ query: { since = 0 } }, { components }) => {
    const { history } = components;
    return { everyMs: history!.everyMs, samples: history!.since(since) };
  },
});
