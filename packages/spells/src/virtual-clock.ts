import type { NodeService } from '@noctiluca/lifecycle';
import type { Store } from '@noctiluca/store';
import { type SpellClock, systemClock } from './clock.js';

export interface VirtualClockInit {
  /** What it runs along with. @default the system's */
  readonly base?: SpellClock;
}

export interface VirtualClockComponents {
  /** Remembers how far it is ahead, so that time does not go back when the peer restarts. @default nothing does */
  readonly store?: Store;
}

/** A clock that runs along with another and can be advanced: what falls due on the way happens at its own time. */
export interface VirtualClock extends SpellClock, NodeService {
  readonly name: string;
  /** How far it is ahead, milliseconds. */
  readonly offsetMs: number;
  track(work: Promise<unknown>): void;
  /**
   * Goes on by so many milliseconds. Timers run in the order of their times, each at its time and after all work that
   * earlier ones began is done; meanwhile it stands. In the end it is ahead by just so much more, whatever that took, so
   * that clocks which are advanced alike stay together.
   * @returns the time it is then @throws the signal's reason; what was reached by then stays
   */
  advance(ms: number, signal?: AbortSignal): Promise<number>;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
  cancel: (() => void) | undefined;
}

export function createVirtualClock(
  init: VirtualClockInit = {},
  { store }: VirtualClockComponents = {},
): VirtualClock {
  const base = init.base ?? systemClock;
  const remembered = store?.table<number>('virtual-clock');
  const timers = new Set<Timer>();
  const work = new Set<Promise<unknown>>();
  let offsetMs = 0;
  /** The time while it is being advanced. */
  let standsAtMs: number | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const nowMs = () => standsAtMs ?? base.nowMs() + offsetMs;

  function arm(timer: Timer): void {
    timer.cancel = base.schedule(
      () => {
        // A base that cannot wait as long wakes up early.
        if (nowMs() < timer.atMs) return arm(timer);
        timers.delete(timer);
        timer.run();
      },
      Math.max(0, timer.atMs - nowMs()),
    );
  }

  function stand(): void {
    standsAtMs = nowMs();
    for (const timer of timers) timer.cancel?.();
  }

  /** Whatever the way took, it is not behind where it would have been by itself. @param reachedMs how far ahead it is now */
  function goOn(reachedMs: number): void {
    offsetMs = Math.max(reachedMs, nowMs() - base.nowMs());
    standsAtMs = undefined;
    for (const timer of timers) arm(timer);
  }

  async function settled(): Promise<void> {
    while (work.size > 0) await Promise.all(work);
  }

  async function walk(ms: number, signal: AbortSignal | undefined): Promise<number> {
    stand();
    let reachedMs = offsetMs;
    try {
      const endMs = nowMs() + ms;
      await settled();
      for (let timer = first(timers, endMs); timer !== undefined; timer = first(timers, endMs)) {
        signal?.throwIfAborted();
        standsAtMs = Math.max(nowMs(), timer.atMs);
        timers.delete(timer);
        timer.run();
        await settled();
      }
      standsAtMs = endMs;
      reachedMs += ms;
    } finally {
      goOn(reachedMs);
      await store?.transaction(() => remembered?.put('offsetMs', offsetMs));
    }
    return nowMs();
  }

  return {
    name: 'virtual-clock',
    ...(store === undefined ? {} : { dependsOn: [store.name] }),
    async start() {
      offsetMs = remembered?.get('offsetMs') ?? 0;
    },
    async stop() {
      for (const timer of timers) timer.cancel?.();
      timers.clear();
    },
    describe: () => ({ offsetMs }),
    nowMs,
    get offsetMs() {
      return offsetMs;
    },
    schedule(run, delayMs) {
      const timer: Timer = { atMs: nowMs() + Math.max(0, delayMs), run, cancel: undefined };
      timers.add(timer);
      if (standsAtMs === undefined) arm(timer);
      return () => {
        timers.delete(timer);
        timer.cancel?.();
      };
    },
    track(one) {
      work.add(one);
      void one.finally(() => work.delete(one));
    },
    advance(ms, signal) {
      const advanced = last.then(() => walk(ms, signal));
      // Whoever asked hears of a failure; the next one goes on from where this ended.
      last = advanced.catch(() => {});
      return advanced;
    },
  };
}

/** The earliest of those due, and of equal ones the one scheduled first. */
function first(timers: ReadonlySet<Timer>, untilMs: number): Timer | undefined {
  let found: Timer | undefined;
  for (const timer of timers) {
    if (timer.atMs <= untilMs && (found === undefined || timer.atMs < found.atMs)) found = timer;
  }
  return found;
}
