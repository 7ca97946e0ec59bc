import {
  AVM_COST_GUESS_US,
  AVM_DEBT_HALVES_MS,
  MAX_AVM_STRIKES,
  SLOW_AUTHORS_OF_CONNECTION,
  SLOW_COST_US,
  SLOW_FOR_MS,
  SLOW_FOR_TIMES,
  STRIKE_LASTS_MS,
} from '../constants.js';

/** What one author, or one connection, took of the AVM's time. */
export class AvmTime {
  /** Place in the order of turns, µs: grows with what is used; see `FairQueue`. */
  place = 0;
  /** What a run of it costs lately, µs. */
  costUs = AVM_COST_GUESS_US;
  /** What was used lately, µs; halves in time. */
  #usedUs = 0;
  #usedAtMs = 0;
  #slowUntilMs = 0;
  #strikes = 0;
  #struckAtMs = 0;
  #slowAuthors = 0;

  /** Has it pay for a run that begins, by a guess, and for the difference when it ended. */
  charge(us: number, nowMs: number): void {
    this.place += us;
    const usedUs = this.usedUs(nowMs);
    if (usedUs === 0 || usedUs !== this.#usedUs) this.#usedAtMs = nowMs;
    this.#usedUs = Math.max(0, usedUs + us);
  }

  /** A run ended. @param us what it took */
  ran(us: number): void {
    // Up at once, down by and by.
    this.costUs += (us - this.costUs) / (us > this.costUs ? 2 : 4);
  }

  usedUs(nowMs: number): number {
    const sinceMs = nowMs - this.#usedAtMs;
    // Most are asked for again at once.
    return sinceMs < AVM_DEBT_HALVES_MS / 1000
      ? this.#usedUs
      : this.#usedUs * 0.5 ** (sinceMs / AVM_DEBT_HALVES_MS);
  }

  /** Whether its runs are to keep out of the others' way. */
  isSlow(nowMs: number): boolean {
    return nowMs < this.#slowUntilMs;
  }

  /** Whether its runs are long on average; of a connection that says nothing, since it has many authors. */
  get isCostly(): boolean {
    return this.costUs > SLOW_COST_US;
  }

  /** A run of it was long: it keeps out of the way for a multiple of that. @returns whether that is news */
  wasSlow(ranMs: number, nowMs: number): boolean {
    const isNews = !this.isSlow(nowMs);
    this.#slowUntilMs = nowMs + Math.min(ranMs * SLOW_FOR_TIMES, SLOW_FOR_MS);
    return isNews;
  }

  /** A run of it was short. */
  wasFast(): void {
    this.#slowUntilMs = 0;
  }

  /** Of a connection: one more author that came through it was slow. With several the connection is. */
  hadSlowAuthor(nowMs: number): void {
    if (this.#slowAuthors++ === 0) this.#struckAtMs = nowMs;
    if (nowMs - this.#struckAtMs > SLOW_FOR_MS) {
      this.#slowAuthors = 1;
      this.#struckAtMs = nowMs;
    }
    if (this.#slowAuthors >= SLOW_AUTHORS_OF_CONNECTION) this.wasSlow(SLOW_FOR_MS, nowMs);
  }

  /** A run of it went past the deadline. */
  strike(nowMs: number): void {
    this.#strikes = Math.min(this.strikes(nowMs) + 1, MAX_AVM_STRIKES);
    this.#struckAtMs = nowMs;
  }

  /** Runs that lately went past the deadline: each halves the time of the next. */
  strikes(nowMs: number): number {
    return Math.max(0, this.#strikes - Math.floor((nowMs - this.#struckAtMs) / STRIKE_LASTS_MS));
  }

  /** Nothing of it is worth remembering. */
  isForgotten(nowMs: number): boolean {
    return !this.isSlow(nowMs) && this.strikes(nowMs) === 0 && this.usedUs(nowMs) < AVM_COST_GUESS_US;
  }
}
