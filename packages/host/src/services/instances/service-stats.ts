import { STATS_SERIES_LENGTH } from '../../constants.js';

/** One measured quantity: the last values, and the sum and mean of all. */
export interface Series {
  readonly series: readonly number[];
  readonly total: number;
  readonly avg: number;
}

/** Statistics of one function, or of a service as a whole (spec/nox.md §3.8). */
export interface CallStats {
  readonly successes: number;
  readonly failures: number;
  readonly memoryDeltasBytes: Series;
  readonly callTimeSec: Series;
  /** Seconds since the epoch of the calls in the series. */
  readonly timestampsSec: readonly number[];
}

/** One finished call. */
export interface MeasuredCall {
  readonly functionName: string;
  readonly ok: boolean;
  readonly durationMs: number;
  /** Growth of the service's memory since it was measured before. */
  readonly memoryDeltaBytes: number;
  readonly atMs: number;
}

export interface ServiceStatsView {
  readonly total: CallStats;
  readonly functions: readonly { readonly name: string; readonly stats: CallStats }[];
}

/** Statistics of one service since it was instantiated. */
export class ServiceStats {
  readonly #total = new Tally();
  readonly #functions = new Map<string, Tally>();
  readonly #names: ReadonlySet<string>;

  /** @param functionNames functions of the service's interface; calls of others count in the total only */
  constructor(functionNames: Iterable<string>) {
    this.#names = new Set(functionNames);
  }

  record(call: MeasuredCall): void {
    this.#total.add(call);
    if (!this.#names.has(call.functionName)) return;
    const tally = this.#functions.get(call.functionName) ?? new Tally();
    this.#functions.set(call.functionName, tally);
    tally.add(call);
  }

  /** Undefined while nothing was called. */
  view(): ServiceStatsView | undefined {
    const total = this.#total.view();
    if (total.successes + total.failures === 0) return undefined;
    return { total, functions: [...this.#functions].map(([name, tally]) => ({ name, stats: tally.view() })) };
  }
}

class Tally {
  #successes = 0;
  #failures = 0;
  #memory = new RunningSeries();
  #time = new RunningSeries();
  #timestamps: number[] = [];

  add({ ok, durationMs, memoryDeltaBytes, atMs }: MeasuredCall): void {
    if (ok) this.#successes += 1;
    else this.#failures += 1;
    this.#memory.add(memoryDeltaBytes);
    this.#time.add(durationMs / 1000);
    this.#timestamps = appended(this.#timestamps, Math.floor(atMs / 1000));
  }

  view(): CallStats {
    return {
      successes: this.#successes,
      failures: this.#failures,
      memoryDeltasBytes: this.#memory.view(),
      callTimeSec: this.#time.view(),
      timestampsSec: this.#timestamps,
    };
  }
}

class RunningSeries {
  #series: number[] = [];
  #total = 0;
  #count = 0;

  add(value: number): void {
    this.#series = appended(this.#series, value);
    this.#total += value;
    this.#count += 1;
  }

  view(): Series {
    return {
      series: this.#series,
      total: this.#total,
      avg: this.#count === 0 ? 0 : this.#total / this.#count,
    };
  }
}

function appended(series: readonly number[], value: number): number[] {
  return [...series, value].slice(-STATS_SERIES_LENGTH);
}
