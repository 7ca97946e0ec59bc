import { BEGIN_MS, FakeClock, flush } from '@noctiluca/testing';
import { describe, expect, it } from 'vitest';
import { createVirtualClock } from '../src/index.js';

function world() {
  const base = new FakeClock();
  const clock = createVirtualClock({ base });
  const seen: number[] = [];
  const note = () => seen.push(clock.nowMs() - BEGIN_MS);
  return { base, clock, seen, note };
}

describe('a virtual clock', () => {
  it('runs along with the clock below it', () => {
    const { base, clock, seen, note } = world();
    clock.schedule(note, 1_000);
    base.advance(999);
    expect(seen).toEqual([]);
    base.advance(1);
    expect(seen).toEqual([1_000]);
    expect(clock.nowMs()).toBe(BEGIN_MS + 1_000);
  });

  it('runs what falls due on the way, each at its time, also what comes up on the way', async () => {
    const { clock, seen, note } = world();
    const again = () => {
      note();
      clock.schedule(again, 1_000);
    };
    clock.schedule(again, 1_000);
    clock.schedule(note, 2_500);
    expect(await clock.advance(4_000)).toBe(BEGIN_MS + 4_000);
    expect(seen).toEqual([1_000, 2_000, 2_500, 3_000, 4_000]);
    expect(clock.offsetMs).toBe(4_000);
  });

  it('goes on only when the work that a timer began is done', async () => {
    const { base, clock, seen, note } = world();
    let finish = () => {};
    clock.schedule(() => {
      note();
      clock.track(
        new Promise<void>((resolve) => {
          finish = resolve;
        }),
      );
    }, 1_000);
    clock.schedule(note, 2_000);
    const advanced = clock.advance(5_000);
    await flush();
    base.advance(60_000);
    expect(seen).toEqual([1_000]);
    expect(clock.nowMs()).toBe(BEGIN_MS + 1_000);
    finish();
    // A minute has passed meanwhile.
    expect(await advanced).toBe(BEGIN_MS + 65_000);
    expect(seen).toEqual([1_000, 2_000]);
  });

  it('is together with another that is advanced alike, however long the way of each took', async () => {
    const { base, clock } = world();
    const quick = createVirtualClock({ base });
    clock.schedule(() => clock.track(Promise.resolve().then(() => base.jump(7_000))), 1_000);
    await Promise.all([clock.advance(5_000), quick.advance(5_000)]);
    expect(clock.nowMs()).toBe(quick.nowMs());
  });

  it('goes on with the clock below it afterwards', async () => {
    const { base, clock, seen, note } = world();
    clock.schedule(note, 10_000);
    await clock.advance(9_000);
    base.advance(999);
    expect(seen).toEqual([]);
    base.advance(1);
    expect(seen).toEqual([10_000]);
  });

  it('advances one request after another', async () => {
    const { clock } = world();
    const both = await Promise.all([clock.advance(1_000), clock.advance(2_000)]);
    expect(both).toEqual([BEGIN_MS + 1_000, BEGIN_MS + 3_000]);
  });

  it('stops where it is when it is told to, and can go on', async () => {
    const { clock, note, seen } = world();
    const life = new AbortController();
    clock.schedule(() => {
      note();
      life.abort(new Error('enough'));
    }, 1_000);
    clock.schedule(note, 2_000);
    await expect(clock.advance(5_000, life.signal)).rejects.toThrow('enough');
    expect(clock.nowMs()).toBe(BEGIN_MS + 1_000);
    await clock.advance(1_000);
    expect(seen).toEqual([1_000, 2_000]);
  });

  it('forgets a timer that is cancelled, before and while it is advanced', async () => {
    const { base, clock, seen, note } = world();
    clock.schedule(note, 1_000)();
    const cancel = clock.schedule(note, 2_000);
    clock.schedule(() => cancel(), 1_500);
    await clock.advance(5_000);
    base.advance(5_000);
    expect(seen).toEqual([]);
    expect(base.pendingTimers).toBe(0);
  });
});
