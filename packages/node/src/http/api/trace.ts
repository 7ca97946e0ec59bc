import type { TraceQuery } from '@noctiluca/aquamarine';
import type { Context } from 'hono';
import { z } from 'zod';
import { MAX_TRACE_STREAMS } from '../../constants.js';
import { type EndpointFacts, endpoint, type Server } from '../endpoint.js';
import { wholeNumber, words } from '../parameters.js';
import { particleSummarySchema, traceEntrySchema } from './trace-schemas.js';

const query = z.object({
  since: wholeNumber('Entries after this number, the oldest of them first.').optional(),
  limit: wholeNumber('Entries at most.').optional(),
  kind: words('Entries of this kind.').optional(),
  author: words(
    "Peer id of the particle's author; what comes later on a stream is from its arrival on.",
  ).optional(),
});

const refusals = { 503: `${MAX_TRACE_STREAMS} streams are open already.` };
const ofTrace = {
  query,
  answer: z.array(traceEntrySchema),
  event: traceEntrySchema,
  refusals,
} satisfies Partial<EndpointFacts>;

export const particles = endpoint({
  path: '/api/particles',
  summary: 'Particles that are remembered, the newest first.',
  query: z.object({
    since: wholeNumber('Those something happened to after this number of an entry.').optional(),
    before: wholeNumber('Those whose first entry has a smaller number: the next page.').optional(),
    limit: wholeNumber('Particles at most, 1,000 of them; 100 when left out.').optional(),
    spells: z.string().optional().meta({ description: '`true`: those of spells too.' }),
    author: words('Peer id of their author.').optional(),
    outcome: words('How they ended.').optional(),
  }),
  answer: z.array(particleSummarySchema),
  handle: ({ query: { spells, ...wanted } }, { components }) =>
    components.traces.particles({ ...given(wanted), spells: spells === 'true' }),
});

export const trace = endpoint({
  path: '/api/trace',
  summary: 'What happened to particles here; as Server-Sent Events for who accepts `text/event-stream`.',
  ...ofTrace,
  handle: ({ c, query }, server) => answer(c, given(query), server),
});

export const traceOfParticle = endpoint({
  path: '/api/trace/:particleId',
  summary: 'What happened to one particle here; as Server-Sent Events for who accepts `text/event-stream`.',
  parts: { particleId: 'Id of the particle.' },
  ...ofTrace,
  handle: ({ c, query, path }, server) =>
    answer(c, { ...given(query), particleId: path('particleId') }, server),
});

function answer(c: Context, wanted: TraceQuery, { components, streams }: Server) {
  const isStream = c.req.method === 'GET' && c.req.header('accept')?.includes('text/event-stream');
  if (!isStream) return components.traces.entries(wanted);
  const last = c.req.header('last-event-id');
  const since = last !== undefined && /^\d{1,15}$/.test(last) ? { since: Number(last) } : {};
  const body = streams.open(components.traces, { ...wanted, ...since });
  if (body === undefined) return c.text(`${MAX_TRACE_STREAMS} streams are open already`, 503);
  return c.body(body, 200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
}

/** Without what was left out. */
function given<T extends object>(query: T): { [K in keyof T]?: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]?: Exclude<T[K], undefined>;
  };
}
