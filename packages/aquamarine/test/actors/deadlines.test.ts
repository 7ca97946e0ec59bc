import { FakeClock } from '@noctiluca/testing';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDeadlines } from '../../src/actors/deadlines.js';

function make(sweepPauseMs = 50) {
  const clock = new FakeClock();
  const due: { item: string; afterMs: number }[] = [];
  const startMs = clock.nowMs();
  const deadlines = createDeadlines<string>({ sweepPauseMs }, clock, (item) =>
    due.push({ item, afterMs: clock.nowMs() - startMs }),
  );
  const add = (item: string, inMs: number) => deadlines.add(item, startMs + inMs);
  return { clock, due, deadlines, add };
}

describe('deadlines', () => {
  it('call back once the clock shows more than the deadline', () => {
    const { clock, due, add } = make();
    add('a', 100);
    clock.advance(100);
    expect(due).toEqual([]);
    clock.advance(1);
    expect(due).toEqual([{ item: 'a', afterMs: 101 }]);
  });

  it('use one timer, and none when nothing waits', () => {
    const { clock, due, add, deadlines } = make();
    expect(clock.pendingTimers).toBe(0);
    for (const ms of [500, 400, 300, 600]) add(`${ms}`, ms);
    expect(clock.pendingTimers).toBe(1);
    clock.advance(1_000);
    expect(due.map(({ item }) => item)).toEqual(['300', '400', '500', '600']);
    expect(clock.pendingTimers).toBe(0);
    expect(deadlines.size).toBe(0);
  });

  it('sweep what is close together at once', () => {
    const { clock, due, add } = make(50);
    for (let ms = 100; ms < 200; ms++) add(`${ms}`, ms);
    clock.advance(1_000);
    expect(due).toHaveLength(100);
    expect(new Set(due.map(({ afterMs }) => afterMs)).size).toBeLessThanOrEqual(4);
    expect(clock.armed).toBeLessThanOrEqual(4);
  });

  it('forget everything when cleared', () => {
    const { clock, due, add, deadlines } = make();
    add('a', 10);
    deadlines.clear();
    clock.advance(100);
    expect(due).toEqual([]);
    expect(clock.pendingTimers).toBe(0);
  });

  it('take in new ones while sweeping', () => {
    const clock = new FakeClock();
    const due: string[] = [];
    const startMs = clock.nowMs();
    const deadlines = createDeadlines<string>({}, clock, (item) => {
      due.push(item);
      if (item === 'first') deadlines.add('second', startMs + 5);
    });
    deadlines.add('first', startMs + 10);
    clock.advance(200);
    expect(due).toEqual(['first', 'second']);
  });

  it('call back for each item, never early, never more than a sweep late, whatever the order', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ inMs: fc.nat(2_000), waitMs: fc.nat(100) }), { maxLength: 60 }),
        (items) => {
          const { clock, due, add } = make(50);
          const startMs = clock.nowMs();
          const added = items.map(({ inMs, waitMs }, i) => {
            clock.advance(waitMs);
            const atMs = clock.nowMs() - startMs;
            add(`${i}`, inMs);
            return { inMs, atMs };
          });
          clock.advance(5_000);
          expect(due).toHaveLength(items.length);
          for (const { item, afterMs } of due) {
            const { inMs, atMs } = added[Number(item)] ?? { inMs: 0, atMs: 0 };
            expect(afterMs).toBeGreaterThan(inMs);
            expect(afterMs).toBeLessThanOrEqual(Math.max(inMs, atMs) + 51);
          }
        },
      ),
    );
  });

  it('keeps no more empty entries than others, however long their time was', () => {
    const { deadlines, clock, due, add } = make();
    const dayMs = 86_400_000;
    const last = add('last', dayMs);
    for (let i = 0; i < 10_000; i++) deadlines.drop(add(`${i}`, dayMs - (i % 100)));
    expect(deadlines.size).toBeLessThan(1_100);
    const first = add('first', 1_000);
    clock.advance(2_000);
    for (const deadline of [first, last, last]) deadlines.drop(deadline);
    clock.advance(dayMs);
    expect(due.map(({ item }) => item)).toEqual(['first']);
    expect(deadlines.size).toBe(0);
  });
});
