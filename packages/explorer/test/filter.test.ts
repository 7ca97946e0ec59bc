import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addressOf, type Filter, filterOf, matcher, NO_FILTER } from '../src/page/model/filter.js';
import { type Row, rowOf } from '../src/page/model/rows.js';
import { summary } from './utils/summaries.js';

const row = (more: object = {}): Row => rowOf(new Map([['nox-0', summary(more)]]));
const isShown = (filter: Partial<Filter>, of: Row, services: readonly string[] = []) =>
  matcher({ ...NO_FILTER, ...filter }, () => new Set(services))(of);

describe('a filter', () => {
  it('comes back from the address as it was', () => {
    const text = fc.string({ unit: 'grapheme' });
    const filters = fc.record({ author: text, peer: text, service: text, outcome: text, text, spells: text });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(filterOf(new URLSearchParams(addressOf(filter).toString()))).toEqual(filter);
      }),
    );
    expect(addressOf(NO_FILTER).toString()).toBe('');
  });

  it('holds back what is not like it', () => {
    const failed = row({ outcome: 'failed', reason: 'No such Service', author: '12D3KooWAda' });
    expect(isShown({}, failed)).toBe(true);
    expect(isShown({ outcome: 'failed', peer: 'nox-0', author: 'Ada' }, failed)).toBe(true);
    expect(isShown({ outcome: 'returned' }, failed)).toBe(false);
    expect(isShown({ peer: 'nox-1' }, failed)).toBe(false);
    expect(isShown({ author: 'Bob' }, failed)).toBe(false);
    expect(isShown({ text: 'such service' }, failed)).toBe(true);
    expect(isShown({ text: 'other' }, failed)).toBe(false);
  });

  it('knows a particle by a service that it called', () => {
    expect(isShown({ service: 'greeter' }, row(), ['Greeter.greet'])).toBe(true);
    expect(isShown({ service: 'greeter.greet' }, row(), ['op.identity'])).toBe(false);
    expect(matcher({ ...NO_FILTER, service: 'x' }, () => undefined)(row())).toBe(false);
  });

  it('leaves out spells unless they are asked for', () => {
    expect(isShown({}, row({ isSpell: true }))).toBe(false);
    expect(isShown({ spells: 'true' }, row({ isSpell: true }))).toBe(true);
  });
});
