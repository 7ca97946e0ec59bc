import type { ListedParts } from '../components.js';
import { endpoint, refusal } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { SCOPE_QUERY, type Scoped, scopedServices, scopeName, scopeNamed } from './scopes.js';
import { serviceDetailSchema, serviceSchema } from './service-schemas.js';

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
