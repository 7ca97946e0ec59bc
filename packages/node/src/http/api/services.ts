import { z } from 'zod';
import type { ListedParts } from '../components.js';
import { endpoint, refusal } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { SCOPE, SCOPE_QUERY, type Scoped, scopedServices, scopeName, scopeNamed } from './scopes.js';

const serviceSchema = z.strictObject({
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

const serviceDetailSchema = serviceSchema.extend({
  interface: interfaceSchema,
  stats: z
    .strictObject({
      total: statsSchema,
      functions: z.array(z.strictObject({ name: z.string(), stats: statsSchema })),
    })
    .nullable()
    .meta({ description: 'Since it was last started; null when nothing called it.' }),
});

const shown = ({ key, scope, record }: Scoped, { host }: Pick<ListedParts, 'host'>) => ({
  key,
  scope: scopeName(scope),
  serviceId: record.serviceId,
  type: record.serviceType,
  blueprintId: record.blueprintId,
  name: host.services.blueprints.find(record.blueprintId)?.name ?? '',
  ownerId: record.ownerId,
  aliases: record.aliases,
});

export const services = endpoint({
  path: '/api/services',
  summary: 'Services of the host and its workers, spells among them.',
  query: PAGE_QUERY.extend(SCOPE_QUERY.shape),
  answer: pageOf(serviceSchema),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const parts = components.parts!;
    const all = scopedServices(parts.host, query.scope);
    return pageOn(
      all,
      ({ key }) => key,
      query,
      (each) => shown(each, parts),
    );
  },
});

export const service = endpoint({
  path: '/api/services/:service',
  summary: 'A service: its interface, and what was called of it.',
  parts: { service: 'Its id or an alias.' },
  query: SCOPE_QUERY,
  answer: serviceDetailSchema,
  refusals: { 404: 'There is no such service in that scope.' },
  isServed: ({ parts }) => parts !== undefined,
  async handle({ query, path }, { components }) {
    const parts = components.parts!;
    const { services } = parts.host;
    const scope = scopeNamed(query.scope);
    const record = services.resolve(scope, path('service'));
    if (record === undefined) return refusal(404, `No such service on ${scopeName(scope)}`);
    const key = `${scopeName(scope)}/${record.serviceId}`;
    return {
      ...shown({ key, scope, record }, parts),
      interface: await services.interfaceOf(scope, record.serviceId),
      stats: (await services.stats(scope, record.serviceId)) ?? null,
    };
  },
});

export const aliases = endpoint({
  path: '/api/aliases',
  summary: 'Aliases of the host and its workers, and what they name.',
  query: PAGE_QUERY.extend(SCOPE_QUERY.shape),
  answer: pageOf(
    z.strictObject({
      key: z.string(),
      scope: SCOPE,
      alias: z.string(),
      serviceId: z.string(),
      type: z.string(),
    }),
  ),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const all = scopedServices(components.parts!.host, query.scope).flatMap(({ scope, record }) =>
      record.aliases.map((alias) => ({ scope: scopeName(scope), alias, record })),
    );
    const keyOf = ({ scope, alias }: (typeof all)[number]) => `${scope}/${alias}`;
    return pageOn(all, keyOf, query, ({ scope, alias, record }, key) => ({
      ...{ key, scope, alias },
      serviceId: record.serviceId,
      type: record.serviceType,
    }));
  },
});
