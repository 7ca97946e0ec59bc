import { randomInt } from 'node:crypto';
import { availableParallelism } from 'node:os';
import type { MarineModule } from '@noctiluca/marine';
import type {
  AvmCapacity,
  AvmLimits,
  AvmOutcome,
  AvmRequest,
  AvmRunner,
  AvmRunOptions,
  InvokeRequest,
} from '../avm.js';
import {
  DEFAULT_DEADLINE_MS,
  DEFAULT_IDLE_MS,
  DEFAULT_LIMITS,
  DEFAULT_MAX_QUEUED,
  DEFAULT_MAX_QUEUED_BYTES,
  DEFAULT_RECYCLE_ABOVE_BYTES,
  PATIENCE_MS,
  SLOW_THREADS,
  THREAD_WINDOW,
} from '../constants.js';
import { AvmError } from '../errors.js';
import { loadAvmModule } from '../instance/avm-module.js';
import { decodeCallRequests } from '../run/call-requests.js';
import { encodeCallResults } from '../run/call-results.js';
import type { RawOutcome } from '../run/outcome.js';
import { checkRequest } from '../run/run-parameters.js';
import { threadOf } from './affinity.js';
import { createJob, type Job } from './job.js';
import { type AvmLog, silentLog } from './log.js';
import { PoolThread } from './pool-thread.js';

export interface AvmPoolInit {
  /** Worker threads; made when first needed. @default one less than the machine's cores, at least 1 */
  readonly threads?: number;
  /** Longest invocation, ms, counted from when the thread begins it. @default 10000 */
  readonly deadlineMs?: number;
  /** How long others wait behind an invocation that may be broken off, ms. @default 100 */
  readonly patienceMs?: number;
  /** Time without work after which a thread other than the first is ended, ms. @default 60000 */
  readonly idleMs?: number;
  /** @default 16, 64 and 32 MiB, soft */
  readonly limits?: Partial<AvmLimits>;
  /** Linear memory above which an instance is replaced, bytes. @default 64 MiB */
  readonly recycleAboveBytes?: number;
  /** Unanswered requests of all threads. @default 10000 */
  readonly maxQueued?: number;
  /** Bytes of unanswered requests of all threads. @default 256 MiB */
  readonly maxQueuedBytes?: number;
  /** avm.wasm of version 0.62.0. @default the one in the installed `@fluencelabs/avm` */
  readonly wasmPath?: string;
  /** See `AvmModuleOptions`. @default false */
  readonly nativeSignatures?: boolean;
}

export interface AvmPoolComponents {
  /** @default silent */
  readonly logger?: AvmLog;
}

/** Counts since the start, and the state now. */
export interface AvmPoolStats {
  readonly threads: number;
  /** Threads without work, running or not yet made. */
  readonly free: number;
  readonly busy: number;
  /** Threads that were made, each with an instance. */
  readonly running: number;
  /** Requests not yet answered. */
  readonly pending: number;
  readonly pendingBytes: number;
  readonly invocations: number;
  readonly traps: number;
  readonly deadlines: number;
  /** Instances replaced because their memory had grown. */
  readonly recycles: number;
  /** Threads replaced after they were ended or died. */
  readonly rebuilds: number;
  /** Invocations broken off because others waited. */
  readonly preempted: number;
  /** Requests refused with `AVM_QUEUE_FULL`. */
  readonly refused: number;
  /** Linear memory of all instances. */
  readonly memorySizeBytes: number;
}

/** {@link AvmRunner} with the life of a node's part (`NodeService` of `@noctiluca/lifecycle`). */
export interface AvmPool extends AvmRunner {
  readonly name: 'avm';
  /** Compiles AquaVM and brings the first thread up. @throws AvmError `AVM_MODULE`, `AVM_THREAD`; the signal's reason */
  start(signal: AbortSignal): Promise<void>;
  /**
   * As `run`, for a host that writes call results and reads call requests in AquaVM's encoding itself, as js-client does.
   * @throws AvmError as `run`
   */
  runEncoded(request: InvokeRequest, callResults: Uint8Array, affinity: string): Promise<RawOutcome>;
  /** Answers what is pending, unless `signal` aborts first, then ends the threads. */
  stop(signal: AbortSignal): Promise<void>;
  describe(): Record<string, unknown>;
  stats(): AvmPoolStats;
}

class WorkerAvmPool implements AvmPool {
  readonly name = 'avm';
  readonly #init: AvmPoolInit;
  readonly #log: AvmLog;
  readonly #maxQueued: number;
  readonly #maxQueuedBytes: number;
  readonly #seed = randomInt(0x1_0000_0000);
  #threads: PoolThread[] = [];
  /** For long invocations. */
  #slow: PoolThread[] = [];
  #state: 'new' | 'running' | 'stopping' | 'stopped' = 'new';
  #pending = 0;
  #pendingBytes = 0;
  #refused = 0;
  #onDrained: (() => void) | undefined;

  constructor(init: AvmPoolInit, components: AvmPoolComponents) {
    this.#init = init;
    this.#log = components.logger ?? silentLog;
    this.#maxQueued = init.maxQueued ?? DEFAULT_MAX_QUEUED;
    this.#maxQueuedBytes = init.maxQueuedBytes ?? DEFAULT_MAX_QUEUED_BYTES;
  }

  async start(signal: AbortSignal): Promise<void> {
    if (this.#state !== 'new')
      throw new AvmError('AVM_CLOSED', `the AquaVM pool is ${this.#state}; build a new one`);
    this.#state = 'running';
    const { wasmPath, nativeSignatures = false } = this.#init;
    const module = await loadAvmModule(wasmPath, { nativeSignatures });
    signal.throwIfAborted();
    if (this.#state !== 'running') throw this.#closedError();
    signal.addEventListener('abort', () => void this.#end(), { once: true });
    const { threads } = this.capacity;
    this.#threads = Array.from({ length: threads }, (_, index) => this.#createThread(module, index, false));
    this.#slow = Array.from({ length: SLOW_THREADS }, (_, i) =>
      this.#createThread(module, threads + i, true),
    );
    await this.#threads[0]?.warmUp();
  }

  get capacity(): AvmCapacity {
    const threads = this.#init.threads ?? Math.max(1, availableParallelism() - 1);
    const deadlineMs = this.#init.deadlineMs ?? DEFAULT_DEADLINE_MS;
    return { threads, window: 2 * threads * THREAD_WINDOW, slow: SLOW_THREADS, deadlineMs };
  }

  run(request: AvmRequest, affinity: string, options: AvmRunOptions = {}): Promise<AvmOutcome> {
    let callResults: Uint8Array;
    try {
      callResults = encodeCallResults(request.callResults);
    } catch (error) {
      return Promise.reject(error);
    }
    return this.#run(request, callResults, affinity, decoded, options);
  }

  runEncoded(request: InvokeRequest, callResults: Uint8Array, affinity: string): Promise<RawOutcome> {
    return this.#run(request, callResults, affinity, (outcome) => outcome);
  }

  #run<T>(
    request: InvokeRequest,
    callResults: Uint8Array,
    affinity: string,
    read: (outcome: RawOutcome, runUs: number) => T,
    options: AvmRunOptions = {},
  ): Promise<T> {
    const threads = options.isSlow === true ? this.#slow : this.#threads;
    const thread = threads[threadOf(affinity, threads.length, this.#seed)];
    if (this.#state !== 'running' || thread === undefined) return Promise.reject(this.#closedError());
    try {
      checkRequest(request);
    } catch (error) {
      return Promise.reject(error);
    }
    const { job, outcome } = createJob({ request, callResults, options }, read, (settled) =>
      this.#onSettled(settled),
    );
    if (this.#pending >= this.#maxQueued || this.#pendingBytes + job.sizeBytes > this.#maxQueuedBytes) {
      return Promise.reject(this.#refuse(request));
    }
    this.#pending += 1;
    this.#pendingBytes += job.sizeBytes;
    thread.submit(job);
    return outcome;
  }

  async stop(signal: AbortSignal): Promise<void> {
    if (this.#state === 'running') this.#state = 'stopping';
    if (this.#pending > 0 && !signal.aborted) {
      await new Promise<void>((resolve) => {
        this.#onDrained = resolve;
        signal.addEventListener('abort', () => resolve(), { once: true });
      });
    }
    await this.#end();
  }

  describe(): Record<string, unknown> {
    return { state: this.#state, ...this.stats() };
  }

  stats(): AvmPoolStats {
    const threads = this.#threads;
    const busy = threads.filter((thread) => thread.busy).length;
    const sum = (pick: (thread: PoolThread) => number): number =>
      [...threads, ...this.#slow].reduce((total, thread) => total + pick(thread), 0);
    return {
      threads: threads.length,
      free: threads.length - busy,
      busy,
      running: threads.filter((thread) => thread.running).length,
      pending: this.#pending,
      pendingBytes: this.#pendingBytes,
      invocations: sum(({ counts }) => counts.invocations),
      traps: sum(({ counts }) => counts.traps),
      deadlines: sum(({ counts }) => counts.deadlines),
      recycles: sum(({ counts }) => counts.recycles),
      rebuilds: sum(({ counts }) => counts.rebuilds),
      preempted: sum(({ counts }) => counts.preempted),
      refused: this.#refused,
      memorySizeBytes: sum((thread) => thread.memorySizeBytes),
    };
  }

  #createThread(module: MarineModule, index: number, isSlow: boolean): PoolThread {
    const init = this.#init;
    // The first thread stays warm: a particle after a quiet hour is answered as fast as any.
    const idleMs = index === 0 ? Number.POSITIVE_INFINITY : (init.idleMs ?? DEFAULT_IDLE_MS);
    return new PoolThread({
      module,
      index,
      isSlow,
      idleMs,
      limits: { ...DEFAULT_LIMITS, ...init.limits },
      recycleAboveBytes: init.recycleAboveBytes ?? DEFAULT_RECYCLE_ABOVE_BYTES,
      nativeSignatures: init.nativeSignatures ?? false,
      deadlineMs: this.capacity.deadlineMs,
      patienceMs: Math.min(init.patienceMs ?? PATIENCE_MS, this.capacity.deadlineMs),
      log: this.#log,
    });
  }

  #onSettled(job: Job): void {
    this.#pending -= 1;
    this.#pendingBytes -= job.sizeBytes;
    if (this.#pending === 0) this.#onDrained?.();
  }

  async #end(): Promise<void> {
    this.#state = 'stopped';
    await Promise.all([...this.#threads, ...this.#slow].map((thread) => thread.close()));
  }

  #refuse(request: InvokeRequest): AvmError {
    this.#refused += 1;
    const { particleId } = request;
    const load = `${this.#pending} requests of ${this.#pendingBytes} bytes are waiting`;
    this.#log.warn(
      { particleId, pending: this.#pending, pendingBytes: this.#pendingBytes },
      'AquaVM queue is full',
    );
    return new AvmError(
      'AVM_QUEUE_FULL',
      `particle ${particleId} was not run: ${load}; send less or give more threads`,
    );
  }

  #closedError(): AvmError {
    return new AvmError('AVM_CLOSED', `the AquaVM pool takes no requests: it is ${this.#state}`);
  }
}

function decoded(raw: RawOutcome, runUs: number): AvmOutcome {
  return {
    retCode: raw.retCode,
    errorMessage: raw.errorMessage,
    data: raw.data,
    nextPeerIds: raw.nextPeerIds,
    callRequests: decodeCallRequests(raw.callRequests, true),
    exceeded: raw.exceeded,
    runMs: runUs / 1000,
  };
}

/**
 * A pool of threads running AquaVM, to be started before use. One pool can serve several nodes of a process, as long as
 * their affinities differ.
 */
export function createAvmPool(init: AvmPoolInit = {}, components: AvmPoolComponents = {}): AvmPool {
  return new WorkerAvmPool(init, components);
}
