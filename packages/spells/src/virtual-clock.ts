import { systemClock } from '@noctiluca/common/clock';
import type { NodeService } from '@noctiluca/lifecycle';
import type { Store, StoreTable } from '@noctiluca/store';
import type { SpellClock } from './clock.js';

export interface VirtualClockInit {
  /** What it runs along with. @default the system's */
  readonly base?: SpellClock;
}

export interface VirtualClockComponents {
  /** Remembers how far it is ahead, so that time does not go back when the peer restarts. @default nothing does */
  readonly store?: Store;
}

interface Timer {
  readonly atMs: number;
  readonly run: () => void;
  cancel: (() => void) | undefined;
}

/** A clock that runs along with another and can be advanced: what falls due on the way happens at its own time. */
export class VirtualClock implements SpellClock, NodeService {
  readonly name = 'virtual-clock';
  readonly dependsOn?: readonly string[];
  readonly #base: SpellClock;
  readonly #store: Store | undefined;
  readonly #remembered: StoreTable<number> | undefined;
  readonly #timers = new Set<Timer>();
  readonly #work = new Set<Promise<unknown>>();
  #offsetMs = 0;
  /** The time while it is being advanced. */
  #standsAtMs: number | undefined;
  #last: Promise<unknown> = Promise.resolve();

  constructor({ base = systemClock }: VirtualClockInit, { store }: VirtualClockComponents) {
    this.#base = base;
    this.#store = store;
    this.#remembered = store?.table<number>('virtual-clock');
    if (store !== undefined) this.dependsOn = [store.name];
  }

  async start(): Promise<void> {
    this.#offsetMs = this.#remembered?.get('offsetMs') ?? 0;
  }

  async stop(): Promise<void> {
    for (const timer of this.#timers) timer.cancel?.();
    this.#timers.clear();
  }

  describe(): Record<string, unknown> {
    return { offsetMs: this.#offsetMs };
  }

  /** How far it is ahead, milliseconds. */
  get offsetMs(): number {
    return this.#offsetMs;
  }

  nowMs(): number {
    return this.#standsAtMs ?? this.#base.nowMs() + this.#offsetMs;
  }

  schedule(run: () => void, delayMs: number): () => void {
    const timer: Timer = { atMs: this.nowMs() + Math.max(0, delayMs), run, cancel: undefined };
    this.#timers.add(timer);
    if (this.#standsAtMs === undefined) this.#arm(timer);
    return () => {
      this.#timers.delete(timer);
      timer.cancel?.();
    };
  }

  track(work: Promise<unknown>): void {
    this.#work.add(work);
    void work.finally(() => this.#work.delete(work));
  }

  /**
   * Goes on by so many milliseconds. Timers run in the order of their times, each at its time and after all work that
   * earlier ones began is done; meanwhile it stands. In the end it is ahead by just so much more, whatever that took, so
   * that clocks which are advanced alike stay together.
   * @returns the time it is then @throws the signal's reason; what was reached by then stays
   */
  advance(ms: number, signal?: AbortSignal): Promise<number> {
    const advanced = this.#last.then(() => this.#passThrough(ms, signal));
    // Whoever asked hears of a failure; the next one goes on from where this ended.
    this.#last = advanced.catch(() => {});
    return advanced;
  }

  async #passThrough(ms: number, signal: AbortSignal | undefined): Promise<number> {
    this.#stand();
    let reachedMs = this.#offsetMs;
    try {
      const endMs = this.nowMs() + ms;
      await this.#settled();
      await this.#runTimers(endMs, signal);
      this.#standsAtMs = endMs;
      reachedMs += ms;
    } finally {
      this.#goOn(reachedMs);
      await this.#store?.transaction(() => this.#remembered?.put('offsetMs', this.#offsetMs));
    }
    return this.nowMs();
  }

  async #runTimers(endMs: number, signal: AbortSignal | undefined): Promise<void> {
    const timers = this.#timers;
    for (let timer = first(timers, endMs); timer !== undefined; timer = first(timers, endMs)) {
      signal?.throwIfAborted();
      this.#standsAtMs = Math.max(this.nowMs(), timer.atMs);
      timers.delete(timer);
      timer.run();
      await this.#settled();
    }
  }

  #stand(): void {
    this.#standsAtMs = this.nowMs();
    for (const timer of this.#timers) timer.cancel?.();
  }

  /** Whatever the way took, it is not behind where it would have been by itself. @param reachedMs how far ahead it is now */
  #goOn(reachedMs: number): void {
    this.#offsetMs = Math.max(reachedMs, this.nowMs() - this.#base.nowMs());
    this.#standsAtMs = undefined;
    for (const timer of this.#timers) this.#arm(timer);
  }

  #arm(timer: Timer): void {
    const onDue = () => {
      // A base that cannot wait as long wakes up early.
      if (this.nowMs() < timer.atMs) return this.#arm(timer);
      this.#timers.delete(timer);
      timer.run();
    };
    timer.cancel = this.#base.schedule(onDue, Math.max(0, timer.atMs - this.nowMs()));
  }

  async #settled(): Promise<void> {
    while (this.#work.size > 0) await Promise.all(this.#work);
  }
}

export function createVirtualClock(
  init: VirtualClockInit = {},
  components: VirtualClockComponents = {},
): VirtualClock {
  return new VirtualClock(init, components);
}

/** The earliest of those due, and of equal ones the one scheduled first. */
function first(timers: ReadonlySet<Timer>, untilMs: number): Timer | undefined {
  let found: Timer | undefined;
  for (const timer of timers) {
    if (timer.atMs <= untilMs && (found === undefined || timer.atMs < found.atMs)) found = timer;
  }
  return found;
}
