const RUNNING = 0;
const STARTED_AT = 1;
const THREAD = 2;
const SLOTS = 3;

/**
 * What a thread is doing, in memory both sides see: the number of the request it runs (0: none) and when it began, and
 * which thread it is.
 * The deadline of a request counts from there, not from when it was sent. All threads of a process share one clock.
 */
export class Progress {
  readonly buffer: SharedArrayBuffer;
  readonly #slots: BigInt64Array;

  constructor(buffer = new SharedArrayBuffer(SLOTS * BigInt64Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.#slots = new BigInt64Array(buffer);
  }

  /** Called by the thread. @param threadNumber see `cpu-time.ts` */
  announce(threadNumber: number): void {
    Atomics.store(this.#slots, THREAD, BigInt(threadNumber));
  }

  /** 0 when it is not known. */
  get threadNumber(): number {
    return Number(Atomics.load(this.#slots, THREAD));
  }

  /** Called by the thread. The time is written first: who sees the number sees its time. */
  begin(seq: number): void {
    Atomics.store(this.#slots, STARTED_AT, process.hrtime.bigint());
    Atomics.store(this.#slots, RUNNING, BigInt(seq));
  }

  /** Called by the thread. */
  end(): void {
    Atomics.store(this.#slots, RUNNING, 0n);
  }

  /** The request being run and for how long, ms. */
  running(): { seq: number; elapsedMs: number } | undefined {
    const seq = Atomics.load(this.#slots, RUNNING);
    const startedAt = Atomics.load(this.#slots, STARTED_AT);
    // Between the two reads the thread may have gone on to another request; then this one is over.
    if (seq === 0n || Atomics.load(this.#slots, RUNNING) !== seq) return undefined;
    return { seq: Number(seq), elapsedMs: Number(process.hrtime.bigint() - startedAt) / 1e6 };
  }
}
