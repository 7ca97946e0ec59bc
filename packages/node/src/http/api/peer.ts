import type { ServiceDescription } from '@noctiluca/lifecycle';
import { z } from 'zod';
import type { HttpComponents, ListedParts } from '../components.js';
import { endpoint } from '../endpoint.js';
import { clockFacts, clockSchema } from './clock.js';
import { scopedServices } from './scopes.js';
import { VERDICTS, verdictOn } from './upstream.js';

const counts = ['services', 'spells', 'workers', 'modules', 'blueprints', 'connections', 'routing'] as const;

export const peer = endpoint({
  path: '/api/peer',
  summary: 'This peer in short.',
  answer: z.strictObject({
    peerId: z.string(),
    name: z.string(),
    state: z.string(),
    versions: z.record(z.string(), z.string()),
    startedAtMs: z.number().meta({ description: 'Of its process, by the clock of the system.' }),
    uptimeSec: z.int(),
    pid: z.int(),
    rssBytes: z.int(),
    clock: clockSchema,
    health: z.array(z.strictObject({ name: z.string(), verdict: z.enum(VERDICTS) })),
    addresses: z.array(z.string()),
    recording: z.boolean().meta({ description: 'Whether `/api/recordings` has anything.' }),
    counts: z.record(z.enum(counts), z.int()),
  }),
  isServed: ({ parts }) => parts !== undefined,
  async handle(_asked, { components }) {
    const parts = components.parts!;
    const { name = '', state = '' } = components.describe() as Partial<ServiceDescription>;
    const checks = (await components.health?.()) ?? [];
    return {
      ...{ peerId: components.peerId, name, state, versions: components.versions },
      ...processFacts(),
      clock: clockFacts(components.clock),
      health: checks.map((check) => ({ name: check.name, verdict: verdictOn(check) })),
      addresses: parts.network.listenAddresses(),
      recording: components.recording !== undefined,
      counts: countsOf(parts),
    };
  },
});

function countsOf({ host, network }: ListedParts): Record<(typeof counts)[number], number> {
  const all = scopedServices(host);
  const spells = all.filter(({ record }) => record.serviceType === 'spell').length;
  return {
    services: all.length - spells,
    spells,
    workers: host.workers.list().length,
    modules: host.services.modules.list().length,
    blueprints: host.services.blueprints.list().length,
    connections: network.connections().length,
    routing: network.routingTable().length,
  };
}

function processFacts() {
  const uptimeSec = Math.round(process.uptime());
  const startedAtMs = Math.round(performance.timeOrigin);
  return { startedAtMs, uptimeSec, pid: process.pid, rssBytes: process.memoryUsage.rss() };
}

/** A part of a peer in the tree that it tells of. */
const partSchema = z.looseObject({ name: z.string(), state: z.string() });

export const describe = endpoint({
  path: '/api/describe',
  summary: 'The tree of its parts: states, times, and what each says of itself.',
  answer: partSchema.extend({
    children: z.array(partSchema).optional(),
    process: z.strictObject({ pid: z.int(), uptimeSec: z.int(), rssBytes: z.int() }).optional(),
  }),
  handle: (_asked, { components }) => described(components),
});

/** Whoever composes a peer himself says what he likes. */
const described = (components: HttpComponents) => components.describe() as { name: string; state: string };
