import { z } from 'zod';
import { endpoint } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { SCOPE, SCOPE_QUERY, scopedServices, scopeName } from './scopes.js';

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
