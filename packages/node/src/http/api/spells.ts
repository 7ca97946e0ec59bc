import { endpoint, refusal } from '../endpoint.js';
import { PAGE_QUERY, pageOf, pageOn } from './page.js';
import { SCOPE_QUERY, type Scoped, scopedServices, scopeName, scopeNamed } from './scopes.js';
import { detailOf, shown } from './shown-spell.js';
import { spellDetailSchema, spellSchema } from './spell-schemas.js';

const isSpell = ({ record }: Scoped) => record.serviceType === 'spell';

export const spells = endpoint({
  path: '/api/spells',
  summary: 'Spells of the host and its workers.',
  query: PAGE_QUERY.extend(SCOPE_QUERY.shape),
  answer: pageOf(spellSchema),
  isServed: ({ parts }) => parts !== undefined,
  handle({ query }, { components }) {
    const { host, spells } = components.parts!;
    const all = scopedServices(host, query.scope).filter(isSpell);
    const page = pageOn(
      all,
      ({ key }) => key,
      query,
      (each) => {
        const spell = spells.get(each.scope, each.record.serviceId);
        return spell === undefined ? [] : [shown(each, spell)];
      },
    );
    return { ...page, items: page.items.flat() };
  },
});

export const spell = endpoint({
  path: '/api/spells/:spell',
  summary: 'A spell: its script, log, errors and what it keeps.',
  parts: { spell: 'Its id or an alias.' },
  query: SCOPE_QUERY,
  answer: spellDetailSchema,
  refusals: { 404: 'There is no such spell in that scope.' },
  isServed: ({ parts }) => parts !== undefined,
  handle({ query, path }, { components }) {
    const scope = scopeNamed(query.scope);
    const found = detailOf(path('spell'), scope, components.parts!);
    return found ?? refusal(404, `No such spell on ${scopeName(scope)}`);
  },
});
