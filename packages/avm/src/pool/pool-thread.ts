import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import type { MarineModule } from '@noctiluca/marine';
import type { AvmLimits } from '../avm.js';
import { decodeCallRequests } from '../call-requests.js';
import {
  MAX_MESSAGE_BYTES,
  MAX_THREAD_FAILURES,
  STARTUP_DEADLINE_MS,
  THREAD_RESOURCE_LIMITS,
  THREAD_WINDOW,
} from '../constants.js';
import { AvmError, type AvmErrorCode, messageOf } from '../errors.js';
import { type AvmThreadData, packRequests, type ThreadFailure, unpackAnswer } from '../thread/messages.js';
import { Progress } from '../thread/progress.js';
import type { Job } from './job.js';
import { JobQueue } from './job-queue.js';
import type { AvmLog } from './log.js';

const ENTRY = '@noctiluca/avm/avm-thread';
const MAX_SEQ = 0x7fff_ffff;

export interface PoolThreadSettings {
  readonly index: number;
  readonly module: MarineModule;
  readonly limits: AvmLimits;
  readonly recycleAboveBytes: number;
  readonly deadlineMs: number;
  readonly log: AvmLog;
}

/** Counts since the pool started. */
export interface ThreadCounts {
  invocations: number;
  traps: number;
  deadlines: number;
  recycles: number;
  rebuilds: number;
}

/**
 * One worker thread seen from the main one: a queue, a window of requests sent ahead, and the watch over the deadline.
 * The worker is made when it is first needed and made anew when it died.
 */
export class PoolThread {
  readonly counts: ThreadCounts = { invocations: 0, traps: 0, deadlines: 0, recycles: 0, rebuilds: 0 };
  readonly #settings: PoolThreadSettings;
  readonly #waiting = new JobQueue();
  readonly #sent = new Map<number, Job>();
  #worker: Worker | undefined;
  #progress = new Progress();
  #seq = 0;
  #pumping = false;
  #timer: NodeJS.Timeout | undefined;
  #aliveAt = 0;
  #memorySizeBytes = 0;
  /** The request whose deadline passed; the worker is being ended for it. */
  #expired: number | undefined;
  #dying = false;
  #failures = 0;
  #lastError: unknown;
  #closed = false;

  constructor(settings: PoolThreadSettings) {
    this.#settings = settings;
  }

  get busy(): boolean {
    return this.#sent.size > 0 || this.#waiting.length > 0;
  }

  get queued(): number {
    return this.#waiting.length;
  }

  get running(): boolean {
    return this.#worker !== undefined;
  }

  /** Linear memory of the instance after its last invocation. */
  get memorySizeBytes(): number {
    return this.#memorySizeBytes;
  }

  /** Make the worker before it is needed; resolves when its instance is warm, or when it died trying. */
  warmUp(): Promise<void> {
    const worker = this.#spawn(true);
    return new Promise((resolve) => {
      worker.once('message', () => resolve());
      worker.once('exit', () => resolve());
    });
  }

  submit(job: Job): void {
    this.#waiting.push(job);
    if (this.#pumping) return;
    this.#pumping = true;
    queueMicrotask(() => {
      this.#pumping = false;
      this.#pump();
    });
  }

  /** Ends the worker at once; what it had not answered fails with `AVM_CLOSED`. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#rejectAll(
      () => new AvmError('AVM_CLOSED', 'the AquaVM pool was stopped before it ran this request'),
    );
    await this.#worker?.terminate();
  }

  /** Sends what the window has room for, as one message. While the thread is busy, sends wait until they are worth it. */
  #pump(): void {
    if (this.#closed || this.#dying || this.#waiting.length === 0 || this.#sent.size > THREAD_WINDOW / 2)
      return;
    const batch: { seq: number; request: Job['request'] }[] = [];
    let sizeBytes = 0;
    for (let job = this.#waiting.peek(); job !== undefined; job = this.#waiting.peek()) {
      sizeBytes += job.sizeBytes;
      if (this.#sent.size >= THREAD_WINDOW || (sizeBytes > MAX_MESSAGE_BYTES && this.#sent.size > 0)) break;
      this.#waiting.shift();
      const seq = this.#nextSeq();
      this.#sent.set(seq, job);
      batch.push({ seq, request: job.request });
    }
    if (batch.length > 0) this.#send(batch);
  }

  #send(batch: { seq: number; request: Job['request'] }[]): void {
    const worker = this.#worker ?? this.#spawn(false);
    const message = packRequests(batch);
    worker.postMessage(message, [message.buffer]);
    if (this.#timer === undefined) this.#watch(this.#settings.deadlineMs);
  }

  #nextSeq(): number {
    this.#seq = (this.#seq % MAX_SEQ) + 1;
    return this.#seq;
  }

  #spawn(warmUp: boolean): Worker {
    const { module, limits, recycleAboveBytes, index } = this.#settings;
    this.#progress = new Progress();
    const data: AvmThreadData = {
      module,
      limits,
      recycleAboveBytes,
      progress: this.#progress.buffer,
      warmUp,
    };
    const worker = new Worker(createRequire(import.meta.url).resolve(ENTRY), {
      name: `avm-${index}`,
      workerData: data,
      env: {},
      execArgv: [],
      resourceLimits: THREAD_RESOURCE_LIMITS,
    });
    this.#worker = worker;
    this.#aliveAt = performance.now();
    worker.on('message', (message: Uint8Array | 'ready') => this.#onMessage(message));
    worker.on('error', (error) => {
      this.#lastError = error;
    });
    worker.once('exit', () => this.#onExit());
    return worker;
  }

  #onMessage(message: Uint8Array | 'ready'): void {
    this.#aliveAt = performance.now();
    if (message === 'ready') return;
    const { seq, memorySizeBytes, recycled, result } = unpackAnswer(message);
    this.#failures = 0;
    this.#memorySizeBytes = memorySizeBytes;
    this.counts.invocations += 1;
    if (recycled) this.counts.recycles += 1;
    const job = this.#sent.get(seq);
    this.#sent.delete(seq);
    if (job !== undefined) this.#settle(job, result);
    this.#pump();
  }

  #settle(job: Job, result: ReturnType<typeof unpackAnswer>['result']): void {
    if ('code' in result) {
      this.#fail(job, result);
      return;
    }
    const { callRequests, ...rest } = result;
    try {
      job.resolve({ ...rest, callRequests: decodeCallRequests(callRequests) });
    } catch (error) {
      job.reject(error instanceof Error ? error : new Error(String(error)));
    }
  }

  #fail(job: Job, failure: ThreadFailure): void {
    if (failure.code === 'AVM_TRAP') this.counts.traps += 1;
    const { particleId } = job.request;
    this.#settings.log.warn({ particleId, ...failure }, 'AquaVM could not run a particle');
    job.reject(new AvmError(knownCode(failure.code), `particle ${particleId}: ${failure.message}`));
  }

  /** Looks again after `delayMs`; a look that finds nothing running looks again a whole deadline later. */
  #watch(delayMs: number): void {
    this.#timer = setTimeout(() => this.#look(), Math.ceil(delayMs));
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#closed || this.#dying || this.#sent.size === 0) return;
    const { deadlineMs } = this.#settings;
    const running = this.#progress.running();
    if (running === undefined) {
      if (performance.now() - this.#aliveAt < STARTUP_DEADLINE_MS) this.#watch(deadlineMs);
      else this.#kill(undefined);
    } else if (running.elapsedMs < deadlineMs || !this.#sent.has(running.seq)) {
      this.#watch(Math.max(deadlineMs - running.elapsedMs, 1));
    } else this.#kill(running.seq);
  }

  #kill(expired: number | undefined): void {
    this.#expired = expired;
    this.#dying = true;
    void this.#worker?.terminate();
  }

  /** All answers the thread had sent were handled before: Node.js empties the port first. */
  #onExit(): void {
    const culprit = this.#expired ?? this.#progress.running()?.seq;
    const expired = this.#expired !== undefined;
    this.#worker = undefined;
    this.#expired = undefined;
    this.#dying = false;
    this.#memorySizeBytes = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closed) return;
    this.counts.rebuilds += 1;
    const job = culprit === undefined ? undefined : this.#sent.get(culprit);
    if (culprit !== undefined && job !== undefined) {
      this.#sent.delete(culprit);
      this.#blame(job, expired);
    } else if (!expired) this.#countFailure();
    this.#waiting.putBack([...this.#sent.values()]);
    this.#sent.clear();
    this.#pump();
  }

  #blame(job: Job, expired: boolean): void {
    if (!expired) {
      this.#fail(job, { code: 'AVM_TRAP', message: `its thread died: ${messageOf(this.#lastError)}` });
      return;
    }
    this.counts.deadlines += 1;
    const { deadlineMs } = this.#settings;
    this.#fail(job, {
      code: 'AVM_DEADLINE',
      message: `the invocation took longer than ${deadlineMs} ms and was ended`,
    });
  }

  /** Nobody to blame: the thread died by itself. Building it again and again must end some time. */
  #countFailure(): void {
    this.#failures += 1;
    this.#settings.log.error({ err: this.#lastError, failures: this.#failures }, 'AquaVM thread died');
    if (this.#failures < MAX_THREAD_FAILURES) return;
    this.#failures = 0;
    const reason = `AquaVM threads die before they serve anything: ${messageOf(this.#lastError)}`;
    this.#rejectAll(() => new AvmError('AVM_THREAD', reason));
  }

  #rejectAll(makeError: () => AvmError): void {
    const jobs = [...this.#sent.values(), ...this.#waiting.takeAll()];
    this.#sent.clear();
    for (const job of jobs) job.reject(makeError());
  }
}

const KNOWN_CODES: readonly AvmErrorCode[] = [
  'AVM_DEADLINE',
  'AVM_MALFORMED_OUTCOME',
  'AVM_INVALID_REQUEST',
  'AVM_MODULE',
];

function knownCode(code: string): AvmErrorCode {
  return KNOWN_CODES.find((known) => known === code) ?? 'AVM_TRAP';
}
