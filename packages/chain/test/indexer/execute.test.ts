import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { execute } from '../../src/indexer/execute.js';
import { emptyWorld, type World } from '../../src/indexer/world.js';

/** Deals `0x0`, `0x1`, … whose targets are 0, 1, … and whose prices are ten times as much. */
function worldOf(count: number): World {
  const world = emptyWorld({ initTimestamp: 0, epochDuration: 15 });
  for (let at = 0; at < count; at += 1)
    world.deals.set(`0x${at.toString(16)}`, {
      ...{ id: `0x${at.toString(16)}`, createdAt: at, token: '0xt', price: BigInt(at * 10) },
      ...{ minWorkers: 1, targetWorkers: at, maxWorkersPerProvider: 1, accessType: 0, accessList: [] },
      ...{ effectors: at % 2 === 0 ? ['aa'] : ['bb', 'cc'], units: new Set<string>() },
    });
  return world;
}

const run = (
  query: string,
  variables: Record<string, unknown> = {},
  world = worldOf(12),
  operationName?: string,
) => execute({ query, variables, operationName }, world);

function found(where: unknown): number[] {
  const { deals } = run('query ($where: Deal_filter) { deals(where: $where) { targetWorkers } }', { where });
  return (deals as { targetWorkers: number }[]).map(({ targetWorkers }) => targetWorkers);
}

const error = (code: string) => expect.objectContaining({ code });

describe('a query', () => {
  it.each([
    { where: { targetWorkers: 3 }, is: [3] },
    { where: { pricePerWorkerEpoch: '30' }, is: [3] },
    { where: { pricePerWorkerEpoch_gt: '100' }, is: [11] },
    { where: { pricePerWorkerEpoch_gte: '100', targetWorkers_lt: 11 }, is: [10] },
    { where: { targetWorkers_lte: 1 }, is: [0, 1] },
    { where: { targetWorkers_not_in: [0, 1, 2, 3, 4, 5, 6, 7, 8] }, is: [9, 10, 11] },
    { where: { id_in: ['0xA', '0xb', '0xff'] }, is: [10, 11] },
    { where: { id_not: '0x0', targetWorkers_lt: 2 }, is: [1] },
    { where: { or: [{ id: '0x1' }, { and: [{ targetWorkers_gt: 9 }, { id_not: '0xa' }] }] }, is: [1, 11] },
    { where: { effectors_: { effector_in: ['cc'] }, targetWorkers_lt: 4 }, is: [1, 3] },
    { where: { effectors_: { effector_: { id: 'aa' } }, targetWorkers_gt: 9 }, is: [10] },
    { where: { paymentToken: '0xT', targetWorkers: 1 }, is: [1] },
    { where: { paymentToken_not: null, targetWorkers: 1 }, is: [1] },
    { where: { paymentToken: null }, is: [] },
    { where: { targetWorkers_gt: 'many' }, is: [] },
    { where: {}, is: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11] },
  ])('finds $is where $where', ({ where, is }) => expect(found(where)).toEqual(is));

  it('gives numbers as they are, not as they are written, in order', () => {
    const by =
      'query { deals(orderBy: pricePerWorkerEpoch, orderDirection: desc, first: 3, skip: 1) { pricePerWorkerEpoch } }';
    expect(run(by).deals).toEqual(
      ['100', '90', '80'].map((pricePerWorkerEpoch) => ({ pricePerWorkerEpoch })),
    );
  });

  it('gives a hundred of a list that is longer, and a thousand at most', () => {
    const count = (first: string) =>
      (run(`{ deals${first} { id } }`, {}, worldOf(1500)).deals as unknown[]).length;
    expect([count(''), count('(first: 1000000)'), count('(first: 0)')]).toEqual([100, 1000, 0]);
  });

  it('may name what it asks for, in parts that say more of it', () => {
    const query = `query A { x: deal(id: "0x1") { ...F id __typename } } query B { deals { id } }
      fragment F on Deal { paymentToken { id } ...G } fragment G on Deal { paymentToken { decimals } }`;
    expect(run(query, {}, worldOf(2), 'A')).toEqual({
      x: { paymentToken: { id: '0xt', decimals: 0 }, id: '0x1', __typename: 'Deal' },
    });
  });

  it('has values of its own for variables without one', () => {
    const query = 'query ($id: ID = "0x2", $first: Int) { deal(id: $id) { id } deals(first: $first) { id } }';
    expect(run(query, {}, worldOf(3))).toMatchObject({ deal: { id: '0x2' }, deals: { length: 3 } });
  });

  it.each([
    { id: 'no GraphQL', query: '{' },
    { id: 'an unknown field', query: '{ deals { constructor } }' },
    { id: 'an unknown list', query: '{ __proto__ { id } }' },
    { id: 'a list without fields', query: '{ deals }' },
    { id: 'a mutation', query: 'mutation { deals { id } }' },
    { id: 'two operations without a name', query: 'query A { deals { id } } query B { deals { id } }' },
    { id: 'no operation', query: 'fragment F on Deal { id }' },
    { id: 'a fragment that is not there', query: '{ deals { ...F } }' },
    { id: 'a directive', query: '{ deals { id @skip(if: true) } }' },
    { id: 'two fields under one name', query: '{ deals { id id: createdAt } }' },
    { id: 'an order that is none', query: '{ deals(orderBy: effectors) { id } }' },
    { id: 'a number below zero', query: '{ deals(first: -1) { id } }' },
    { id: 'a filter of an unknown field', query: '{ deals(where: { toString: 1 }) { id } }' },
    { id: 'a filter that is none', query: '{ deals(where: 1) { id } }' },
    { id: 'a filter of a list by its values', query: '{ deals(where: { effectors: "aa" }) { id } }' },
    { id: 'a filter below a value', query: '{ deals(where: { id_: { id: 1 } }) { id } }' },
    { id: 'a list that is none', query: '{ deals(where: { id_in: 1 }) { id } }' },
  ])('is refused: $id', ({ query }) => expect(() => run(query)).toThrow(error('INVALID')));

  it('is a query or an error of ours, whatever the text', () => {
    const word = fc.constantFrom(
      '{',
      '}',
      '(',
      ')',
      ':',
      '$',
      'deals',
      'id',
      'where',
      '...',
      'F',
      '[',
      ']',
      '1',
      '"a"',
      'query',
      'fragment',
      'on',
    );
    fc.assert(
      fc.property(fc.array(word, { maxLength: 40 }), (words) => {
        try {
          run(words.join(' '));
        } catch (thrown) {
          expect(thrown).toEqual(expect.objectContaining({ name: 'ChainError' }));
        }
      }),
    );
  });

  it('has a bound: tokens', () => {
    const long = `{ ${'deals { id } '.repeat(10_000)} }`;
    expect(() => run(long)).toThrow(error('INVALID'));
  });

  it('has a bound: fields below fields', () => {
    const world = worldOf(1);
    world.offers.set('0x9', {
      ...{ id: '0x9', provider: 'p', createdAt: 0, updatedAt: 0, price: 1n, token: '0xt' },
      ...{ effectors: new Set<string>(), peers: new Set(['0x8']) },
    });
    world.peers.set('0x8', { id: '0x8', offer: '0x9', units: new Set(), commitment: undefined });
    const deep = (levels: number) =>
      `{ offers ${'{ peers { offer '.repeat(levels)} { id } ${'} }'.repeat(levels)} }`;
    expect(run(deep(3), {}, world)).toMatchObject({ offers: [{ peers: [{ offer: {} }] }] });
    expect(() => run(deep(20), {}, world)).toThrow(error('LIMIT'));
    const circle = '{ offers { ...F } } fragment F on Offer { id ...F }';
    expect(run(circle, {}, world)).toEqual({ offers: [{ id: '0x9' }] });
    const throughItself = '{ offers { ...F } } fragment F on Offer { peers { offer { ...F } } }';
    expect(() => run(throughItself, {}, world)).toThrow(error('LIMIT'));
  });

  it('has a bound: conditions', () => {
    let where: object = { id: '0x1' };
    for (let level = 0; level < 20; level += 1) where = { and: [where] };
    expect(() => found(where)).toThrow(error('LIMIT'));
    expect(() => found({ id_in: new Array(10_001).fill('0x1') })).toThrow(error('LIMIT'));
  });

  it('has a bound: fields of the answer, and what is passed over for it', () => {
    const names = Array.from({ length: 300 }, (_, at) => `a${at}: deals(first: 0) { id }`).join(' ');
    expect(() => run(`{ ${names} }`, {}, worldOf(5000))).toThrow(error('LIMIT'));
  });
});
