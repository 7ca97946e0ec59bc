import { describe, expect, it } from 'vitest';
import { createBackpressure } from '../../src/admission/backpressure.js';
import { createConnectionShares } from '../../src/admission/connection-shares.js';
import { createMemoryBudget } from '../../src/admission/memory-budget.js';
import { resolveBounds } from '../../src/bounds.js';
import { HEAVY_WAITS_MS } from '../../src/constants.js';
import { makeLedger } from '../utils/holders.js';

/** Mailboxes for 16 particles. */
function make(bounds: Parameters<typeof resolveBounds>[0] = {}) {
  const { ledger, clock, take } = makeLedger();
  const all = resolveBounds({ maxQueuedParticles: 16, maxWaiting: 4, ...bounds });
  const budget = createMemoryBudget(all, ledger);
  const backpressure = createBackpressure(all, budget, clock);
  const passages: string[] = [];

  /** A particle comes: what becomes of it stands in `passages`. */
  function come(author: string, connection = author): string {
    const origin = { author, connection };
    const passage = backpressure.enter(origin, 1);
    const post = () => {
      budget.posted(take(author, 1, { connection })!, 1);
      backpressure.leave();
    };
    if (passage === 'free') post();
    if (passage === 'full') {
      backpressure.wait(origin, 1, (late) => {
        passages.push(`${author} ${late}`);
        if (late === 'free') post();
      });
    }
    return passage;
  }
  const run = (author: string) => {
    ledger.count(ledger.payerOf({ author, connection: author }), 'queued', -1);
    backpressure.release();
  };
  return { ledger, budget, backpressure, clock, come, run, passages };
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

describe('mailboxes that are half full', () => {
  it('hold back whoever filled them, and nobody else', () => {
    const { come } = make();
    expect(times(10, () => come('hog'))).toEqual([...times(8, () => 'free'), 'full', 'full']);
    expect(come('other')).toBe('free');
    expect(come('other')).toBe('free');
  });

  it('deal out what is left evenly, up to all of it', () => {
    const { come, budget } = make();
    times(10, () => come('hog'));
    const others = times(20, (i) => come(`${i % 4}`));
    expect(others).toContain('full');
    expect(budget.queuedParticles).toBeLessThanOrEqual(16);
  });

  it('let those that wait go on when there is room, connections in turn', () => {
    const { come, run, passages } = make({ maxWaiting: 100 });
    times(8, () => come('hog'));
    times(6, () => come('hog'));
    come('b', 'hog');
    run('hog');
    run('hog');
    expect(passages).toEqual(['hog free', 'hog free']);
  });
});

describe('who throws when it is let in', () => {
  const fail = () => {
    throw new Error('no mailbox');
  };

  it('holds up neither those behind it nor those that come later, and is heard of', () => {
    const { backpressure, come, run, passages } = make({ maxWaiting: 100 });
    times(8, () => come('hog'));
    backpressure.wait({ author: 'hog', connection: 'hog' }, 1, fail);
    come('b', 'hog');
    come('c', 'hog');
    expect(() => run('hog')).toThrow('no mailbox');
    expect(passages).toEqual(['b free']);
    run('hog');
    expect(passages).toEqual(['b free', 'c free']);
  });

  it('keeps no place', () => {
    const { backpressure, come, run } = make();
    times(6, () => come('hog'));
    times(2, () => come('other'));
    times(2, () => backpressure.wait({ author: 'hog', connection: 'hog' }, 1, fail));
    expect(() => run('hog')).toThrow('no mailbox');
    expect(backpressure.waiting).toBe(0);
  });

  it('does not keep others from hearing that there is room', () => {
    const { backpressure } = make();
    const heard: string[] = [];
    backpressure.onRoom(fail);
    backpressure.onRoom(() => heard.push('room'));
    expect(() => backpressure.release()).toThrow('no mailbox');
    expect(heard).toEqual(['room']);
  });
});

describe('places to wait', () => {
  it('that are all taken are given to who has fewer by who has most', () => {
    const { come, passages } = make({ maxQueuedParticles: 2, maxWaiting: 4 });
    times(5, () => come('hog'));
    expect(passages).toEqual([]);
    expect(come('hog')).toBe('overloaded');
    expect(times(4, () => come('other'))).toEqual(['free', 'full', 'full', 'overloaded']);
    expect(passages).toEqual(['hog overloaded', 'hog overloaded']);
  });

  it('are not kept for ever: a network has few of its own', () => {
    const { come, clock, passages, backpressure } = make({ maxQueuedParticles: 2 });
    times(3, () => come('hog'));
    clock.advance(2 * HEAVY_WAITS_MS + 1);
    expect(passages).toEqual(['hog overloaded', 'hog overloaded']);
    expect(backpressure.waiting + clock.pendingTimers).toBe(0);
  });
});

describe('what a network may take', () => {
  it('is told for each connection: the one that filled the mailboxes is not to be read', () => {
    const { come, run, backpressure } = make();
    const shares = createConnectionShares(backpressure, { isBehind: () => false });
    let told = 0;
    const ignore = shares.onRoom(() => told++);
    times(9, () => come('hog'));
    expect(shares.hasRoom({ from: 'hog' })).toBe(false);
    expect(shares.hasRoom({ from: 'other' })).toBe(true);
    const before = told;
    times(6, () => run('hog'));
    expect(told).toBeGreaterThan(before);
    expect(shares.hasRoom({ from: 'hog' })).toBe(true);
    ignore();
  });
});

describe('the streams of a connection', () => {
  it('are not read while answers that it asked for wait, and those of others are', () => {
    const { backpressure } = make();
    const behind = new Set(['slow']);
    const shares = createConnectionShares(backpressure, { isBehind: (author) => behind.has(author) });
    expect(shares.hasRoom({ from: 'slow' })).toBe(false);
    expect(shares.hasRoom({ from: 'other' })).toBe(true);
    behind.clear();
    expect(shares.hasRoom({ from: 'slow' })).toBe(true);
  });
});
