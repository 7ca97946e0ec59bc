import { describe, expect, it } from 'vitest';
import { BEGIN_MS, FakeClock } from '../src/index.js';

describe('a fake clock', () => {
  it('runs what falls due on the way, each at its time, what is scheduled meanwhile too', () => {
    const clock = new FakeClock();
    const ran: [string, number][] = [];
    const note = (name: string) => () => ran.push([name, clock.monotonicMs()]);
    clock.schedule(note('late'), 30);
    clock.schedule(() => {
      note('early')();
      clock.schedule(note('next'), 5);
    }, 10);
    clock.schedule(note('cancelled'), 12)();
    clock.advance(29);
    expect(ran).toEqual([
      ['early', 10],
      ['next', 15],
    ]);
    expect([clock.nowMs(), clock.waiting, clock.armed]).toEqual([BEGIN_MS + 29, [1], 4]);
  });

  it('lets time pass until work is done, or nothing is left to happen', async () => {
    const clock = new FakeClock();
    expect(await clock.until(clock.delay(70).then(() => 'done'))).toEqual({
      status: 'fulfilled',
      value: 'done',
    });
    expect(clock.monotonicMs()).toBe(70);
    await expect(clock.until(new Promise(() => {}))).rejects.toThrow('nothing is left');
  });

  it('moves timers along when it is set, and is late when it jumps', () => {
    const clock = new FakeClock();
    clock.schedule(() => {}, 100);
    clock.set(1000);
    expect(clock.waiting).toEqual([100]);
    clock.jump(150);
    expect(clock.waiting).toEqual([-50]);
  });
});
