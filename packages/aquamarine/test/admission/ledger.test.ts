import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { makeLedger, type TestHolder } from '../utils/holders.js';

const KIB = 1024;

describe('the list of who holds how much', () => {
  it('has the largest first, so many of them, and tells the peer’s own', () => {
    const { ledger, take } = makeLedger({ maxDataBytes: 160 * KIB });
    for (const [author, kib] of [
      ['a', 3],
      ['b', 20],
      ['c', 5],
      ['d', 4],
    ] as const)
      take(author, kib * KIB);
    take('b', KIB);
    const { holders, accounts, total, bounds } = ledger.holdings({ limit: 3 });
    expect(holders.map(({ key }) => key)).toEqual(['b', 'c', 'd']);
    expect(holders[0]).toMatchObject({ actors: 2, bytes: 21 * KIB, queued: 0, tombstones: 0 });
    expect(accounts).toBe(4);
    expect(total.bytes).toBe(33 * KIB);
    expect(bounds.bytes).toBe(160 * KIB);
  });

  it('is exact among thousands of about the same size', () => {
    const { ledger, take } = makeLedger({ maxDataBytes: 64 * 1024 * KIB });
    for (let i = 0; i < 3_000; i++) take(`author ${i}`, 4 * KIB + (i === 2_999 ? 1 : 0));
    expect(ledger.holdings({ limit: 1 }).holders).toMatchObject([{ key: 'author 2999' }]);
  });

  it('lists connections and addresses as well', () => {
    const { ledger, take } = makeLedger({ maxDataBytes: 160 * KIB });
    take('a', KIB, { connection: 'one', address: { prefix: 'p', site: 's' } });
    take('b', KIB, { connection: 'one', address: { prefix: 'p', site: 's' } });
    const keyOf = (of: 'connection' | 'prefix' | 'site') =>
      ledger.holdings({ class: of, limit: 9 }).holders.map(({ key, actors }) => [key, actors]);
    expect(keyOf('connection')).toEqual([['one', 2]]);
    expect(keyOf('prefix')).toEqual([['p', 2]]);
    expect(keyOf('site')).toEqual([['s', 2]]);
  });
});

describe('memory that is full', () => {
  it('has room for a newcomer: the idle actors of whoever holds most give way, the oldest first', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 15; i++) expect(take('hog', 10 * KIB)).toBeDefined();
    expect(take('newcomer', 10 * KIB)).toBeDefined();
    expect(ended.map(({ name }) => name)).toEqual(['hog 1']);
  });

  it('takes idle actors before busy ones', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 14; i++) take('hog', 10 * KIB, { isBusy: true });
    take('hog', 10 * KIB);
    take('newcomer', 10 * KIB);
    take('another', 10 * KIB);
    expect(ended.map(({ name }) => name)).toEqual(['hog 15', 'hog 1']);
  });

  it('refuses whoever holds most already and has nothing idle', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 15; i++) take('hog', 10 * KIB, { isBusy: true });
    expect(take('hog', 10 * KIB)).toBeUndefined();
    expect(ended).toEqual([]);
  });

  it('refuses what would make a newcomer the largest', () => {
    const { take } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 5; i++) take(`${i}`, 30 * KIB, { isBusy: true });
    expect(take('newcomer', 100 * KIB)).toBeUndefined();
    expect(take('newcomer', 20 * KIB)).toBeDefined();
  });

  it('gives up so many for one particle and no more', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 1_500; i++) take('hog', 100);
    expect(take('newcomer', 20 * KIB)).toBeDefined();
    for (let i = 0; i < 1_200; i++) take('hog', 1);
    ended.length = 0;
    expect(take('other', 145 * KIB)).toBeUndefined();
    expect(ended.length).toBeLessThanOrEqual(1_000);
  });

  it('sees through many authors of one connection', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    for (let i = 0; i < 5; i++) take(`honest ${i}`, 10 * KIB);
    for (let i = 0; i < 10; i++) take(`made up ${i}`, 10 * KIB, { connection: 'one' });
    for (let i = 5; i < 10; i++) expect(take(`honest ${i}`, 10 * KIB)).toBeDefined();
    expect(ended.map(({ name }) => name.slice(0, 7))).toEqual(Array(5).fill('made up'));
  });

  it.each([
    { by: 'connections from one address', prefixOf: () => 'one', siteOf: () => 'one' },
    { by: 'addresses of one site', prefixOf: (i: number) => `${i}`, siteOf: () => 'one' },
  ])('sees through many $by', ({ prefixOf, siteOf }) => {
    const { ledger, take, ended } = makeLedger({ maxDataBytes: 160 * KIB });
    const honest = (i: number) => ({ prefix: `honest ${i}`, site: `honest ${i}` });
    const made = (i: number) => ({ prefix: prefixOf(i), site: siteOf() });
    for (let i = 0; i < 5; i++) take(`honest ${i}`, 10 * KIB, { address: honest(i) });
    for (let i = 0; i < 10; i++) take(`made up ${i}`, 10 * KIB, { address: made(i) });
    const crowd = { author: 'made up 10', connection: 'made up 10', address: made(10) };
    expect(ledger.isLight({ ...crowd, address: honest(9) }, 'bytes', 320 * KIB)).toBe(true);
    expect(ledger.isLight(crowd, 'bytes', 320 * KIB)).toBe(false);
    for (let i = 5; i < 10; i++) expect(take(`honest ${i}`, 10 * KIB, { address: honest(i) })).toBeDefined();
    expect(ended.map(({ name }) => name.slice(0, 7))).toEqual(Array(5).fill('made up'));
  });

  it('has a reserve for the host, its workers and its spells, and takes from strangers for them', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB }, ['host']);
    for (let i = 0; i < 15; i++) take(`${i}`, 10 * KIB, { isBusy: true });
    expect(take('host', 10 * KIB)).toBeDefined();
    expect(ended).toEqual([]);
    expect(take('host', 10 * KIB)).toBeDefined();
    expect(ended).toHaveLength(1);
  });

  it('never has the host give way', () => {
    const { take, ended } = makeLedger({ maxDataBytes: 160 * KIB }, ['host']);
    for (let i = 0; i < 16; i++) take('host', 10 * KIB);
    expect(take('stranger', 10 * KIB)).toBeUndefined();
    expect(ended).toEqual([]);
  });
});

describe('a table of actors that is full', () => {
  it('has room for newcomers: whoever has most actors gives way, not who holds most bytes', () => {
    const { take, ended } = makeLedger({ maxActors: 16 });
    take('heavy', 1_000 * KIB);
    for (let i = 0; i < 14; i++) take('many', 100);
    for (let i = 0; i < 7; i++) expect(take(`newcomer ${i}`, 100)).toBeDefined();
    expect(new Set(ended.map(({ payer }) => payer.author.key))).toEqual(new Set(['many']));
  });
});

describe('tombstones', () => {
  it('are few bytes of their author, and go when their particle has expired', () => {
    const { ledger, clock, take } = makeLedger();
    const holder = take('author', 100)!;
    ledger.bury(holder.payer, 'key', clock.nowMs() + 10_000);
    ledger.close(holder);
    ledger.hold(holder, -holder.heldBytes);
    expect(ledger.isBuried('author', () => 'key')).toBe(true);
    expect(ledger.total).toEqual({ bytes: 96, actors: 0, queued: 0, tombstones: 1 });
    clock.advance(9_000);
    expect(ledger.isBuried('author', () => 'key')).toBe(true);
    clock.advance(3_000);
    expect(ledger.isBuried('author', () => 'key')).toBe(false);
    expect(ledger.total.bytes + ledger.accounts + clock.pendingTimers).toBe(0);
  });

  it('beyond the bound are forgotten for whoever has most, the oldest first', () => {
    const { ledger, clock } = makeLedger({ maxTombstones: 10 });
    const hog = ledger.payerOf({ author: 'hog', connection: 'a' });
    const other = ledger.payerOf({ author: 'other', connection: 'b' });
    ledger.bury(other, 'only', clock.nowMs() + 86_400_000);
    for (let i = 0; i < 100; i++) ledger.bury(hog, `${i}`, clock.nowMs() + 86_400_000);
    expect(ledger.total.tombstones).toBe(10);
    expect(ledger.isBuried('other', () => 'only')).toBe(true);
    expect([90, 91, 99].map((i) => ledger.isBuried('hog', () => `${i}`))).toEqual([false, true, true]);
  });
});

describe('whatever comes and goes', () => {
  const step = fc.record({
    what: fc.constantFrom('take', 'take', 'hold', 'busy', 'idle', 'end', 'bury'),
    author: fc.constantFrom('a', 'b', 'c', 'host'),
    connection: fc.constantFrom('x', 'y'),
    which: fc.nat(1_000),
    bytes: fc.nat(40 * KIB),
  });

  it('is counted for its author and its connection to the byte, and leaves nothing behind', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const { ledger, take, clock } = makeLedger({ maxDataBytes: 160 * KIB, maxActors: 20 }, ['host']);
        const all: TestHolder[] = [];
        const end = (holder: TestHolder) => {
          ledger.close(holder);
          ledger.hold(holder, -holder.heldBytes);
        };
        for (const { what, author, connection, which, bytes } of steps) {
          const holder = all[which % Math.max(1, all.length)];
          if (what === 'take') {
            const taken = take(author, bytes, { connection });
            if (taken !== undefined) all.push(taken);
          } else if (holder === undefined) continue;
          else if (what === 'end') end(holder);
          else if (what === 'bury') ledger.bury(holder.payer, `${which}`, clock.nowMs() + which);
          else if (what === 'hold') ledger.hold(holder, holder.isLeaving ? 0 : 10);
          else ledger.setBusy(holder, what === 'busy');
          const alive = all.filter(({ isLeaving }) => !isLeaving);
          const held = alive.reduce((sum, { heldBytes }) => sum + heldBytes, 0);
          expect(ledger.total.bytes).toBe(held + 96 * ledger.total.tombstones);
          expect(ledger.total.actors).toBe(alive.length);
        }
        for (const holder of all) end(holder);
        clock.advance(10_000);
        expect(ledger.total).toEqual({ bytes: 0, actors: 0, queued: 0, tombstones: 0 });
        expect(ledger.accounts).toBe(0);
      }),
    );
  });
});

it('memory is counted for a connection, its address and its site, and given back', () => {
  const { ledger } = makeLedger({ maxDataBytes: 1_000 });
  const address = { prefix: '2001:db8:0:1::/64', site: '2001:db8:0::/48' };
  const payer = ledger.payerOf({ author: 'a', connection: 'a', address });
  expect(ledger.admit(payer, { bytes: 900 })).toBe(true);
  ledger.count(payer, 'bytes', 900);
  expect(ledger.admit(payer, { bytes: 100 })).toBe(false);
  expect(ledger.total.bytes).toBe(900);
  expect(ledger.accounts).toBe(4);
  ledger.count(payer, 'bytes', -900);
  expect(ledger.total.bytes + ledger.accounts).toBe(0);
});
