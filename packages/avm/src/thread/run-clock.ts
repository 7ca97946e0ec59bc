/** Runs shorter than this are told by the wall clock, ms. */
const SHORT_MS = 20;
/** How old the last look at the processor's clock may be, ms. */
const LOOK_EVERY_MS = 250;

/**
 * Measures what runs of this thread take: their processor time as far as it is known, so that a machine that is busy with
 * something else does not make a run look long. Short ones are not looked at so closely.
 */
export class RunClock {
  readonly #cpuMs: () => number | undefined;
  readonly #wallMs: () => number;
  #lookedAtMs = Number.NEGATIVE_INFINITY;
  #cpuThenMs: number | undefined;
  /** What runs since the last look took. */
  #sinceMs = 0;

  constructor(cpuMs: () => number | undefined, wallMs: () => number = () => performance.now()) {
    this.#cpuMs = cpuMs;
    this.#wallMs = wallMs;
  }

  /** @returns what `run` gave, and what it took, µs */
  measure<T>(run: () => T): { readonly result: T; readonly runUs: number } {
    const startMs = this.#wallMs();
    if (startMs - this.#lookedAtMs > LOOK_EVERY_MS) this.#look(startMs);
    const result = run();
    const wallMs = this.#wallMs() - startMs;
    return {
      result,
      runUs: Math.round(1000 * (wallMs < SHORT_MS ? this.#short(wallMs) : this.#long(wallMs))),
    };
  }

  #short(wallMs: number): number {
    this.#sinceMs += wallMs;
    return wallMs;
  }

  #long(wallMs: number): number {
    const before = this.#cpuThenMs;
    const others = this.#sinceMs;
    this.#look(this.#wallMs());
    if (before === undefined || this.#cpuThenMs === undefined) return wallMs;
    return Math.min(wallMs, Math.max(0, this.#cpuThenMs - before - others));
  }

  #look(nowMs: number): void {
    this.#lookedAtMs = nowMs;
    this.#cpuThenMs = this.#cpuMs();
    this.#sinceMs = 0;
  }
}
