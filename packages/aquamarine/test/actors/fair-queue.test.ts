import { describe, expect, it } from 'vitest';
import { FairQueue } from '../../src/actors/fair-queue.js';
import { AvmTime } from '../../src/admission/avm-time.js';

/** A queue in which each run is charged when it is taken. */
function makeQueue() {
  const queue = new FairQueue<string>();
  const times = new Map<string, AvmTime>();
  const timeOf = (key: string) => {
    const time = times.get(key) ?? new AvmTime();
    times.set(key, time);
    return time;
  };
  const push = (connection: string, author: string, nowMs = 0) =>
    queue.push([timeOf(`connection ${connection}`), timeOf(author)], author, nowMs);
  const take = (costs: Record<string, number>, connectionOf = (author: string) => author) => {
    const author = queue.take()!;
    const cost = costs[author] ?? 1;
    for (const time of [timeOf(`connection ${connectionOf(author)}`), timeOf(author)]) {
      time.charge(cost, 0);
    }
    return author;
  };
  return { queue, push, take };
}

const count = (all: readonly string[], which: string) => all.filter((one) => one === which).length;

describe('turns', () => {
  it('go to authors by the time they used, whatever the number of their particles', () => {
    const { push, take } = makeQueue();
    for (let i = 0; i < 1_000; i++) push('long', 'long');
    for (let i = 0; i < 100; i++) push('short', 'short');
    const taken = Array.from({ length: 101 }, () => take({ long: 10_000, short: 100 }));
    expect(count(taken, 'short')).toBe(100);
  });

  it('of one connection are shared by its authors: more keys bring no more time', () => {
    const { push, take } = makeQueue();
    const connectionOf = (author: string) => (author === 'alone' ? 'alone' : 'many');
    for (let i = 0; i < 100; i++) for (let n = 0; n < 10; n++) push('many', `key ${i}`);
    for (let i = 0; i < 100; i++) push('alone', 'alone');
    const taken = Array.from({ length: 100 }, () => take({}, connectionOf));
    expect(count(taken, 'alone')).toBe(50);
    expect(new Set(taken).size).toBeGreaterThan(40);
  });

  it('of one site are shared by its connections: more of them bring no more time', () => {
    const queue = new FairQueue<string>();
    const [site, alone] = [new AvmTime(), new AvmTime()];
    const crowd = Array.from({ length: 100 }, () => [site, new AvmTime(), new AvmTime()]);
    const turnsOf = new Map([
      ['alone', [alone, new AvmTime()]],
      ...crowd.map((turns, i) => [`${i}`, turns] as const),
    ]);
    for (const [name, turns] of turnsOf) for (let n = 0; n < 100; n++) queue.push(turns, name, 0);
    const taken = Array.from({ length: 100 }, () => {
      const name = queue.take()!;
      for (const time of turnsOf.get(name)!) time.charge(1, 0);
      return name;
    });
    expect(count(taken, 'alone')).toBe(50);
    expect(new Set(taken).size).toBeGreaterThan(40);
    expect(queue.size).toBe(101 * 100 - 100);
  });

  it('of one author keep their order', () => {
    const queue = new FairQueue<number>();
    const [connection, author] = [new AvmTime(), new AvmTime()];
    for (let i = 0; i < 10; i++) queue.push([connection, author], i, 0);
    expect(Array.from({ length: 11 }, () => queue.take())).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, undefined]);
    expect(queue.size).toBe(0);
  });

  it('give nothing for having been away, and forget what was used long ago', () => {
    const { push, take, queue } = makeQueue();
    push('debtor', 'debtor');
    take({ debtor: 1_000_000 });
    for (let i = 0; i < 5; i++) push('other', 'other');
    push('debtor', 'debtor', 3_600_000);
    const taken = [take({}), take({})];
    expect(taken).toContain('debtor');
    expect(queue.size).toBe(4);
  });
});
