import type { Worker } from 'node:worker_threads';
import { messageOf } from '@noctiluca/common/thrown';
import type { MarineModule } from '@noctiluca/marine';
import type { AvmLimits } from '../avm.js';
import { MAX_MESSAGE_BYTES, MAX_THREAD_FAILURES, STARTUP_DEADLINE_MS, THREAD_WINDOW } from '../constants.js';
import { AvmError } from '../errors.js';
import { threadCpuMs } from '../thread/cpu-time.js';
import {
  isFailure,
  packRequests,
  type SequencedRequest,
  type ThreadAnswer,
  unpackAnswers,
} from '../thread/messages.js';
import { Progress } from '../thread/progress.js';
import type { Job } from './job.js';
import { JobQueue } from './job-queue.js';
import type { AvmLog } from './log.js';
import { spawnWorker } from './spawn-worker.js';

/** How often a thread is looked at while others may have to wait behind what it runs. */
const LOOKS_IN_PATIENCE = 4;
const MAX_SEQ = 0x7fff_ffff;

export interface PoolThreadSettings {
  readonly index: number;
  readonly module: MarineModule;
  readonly limits: AvmLimits;
  readonly recycleAboveBytes: number;
  readonly nativeSignatures: boolean;
  readonly deadlineMs: number;
  /** How long others wait behind an invocation that may be broken off, ms. */
  readonly patienceMs: number;
  /** For long invocations. */
  readonly isSlow: boolean;
  /** Time without work after which the worker is ended, ms; it is made anew when needed. Infinity: never. */
  readonly idleMs: number;
  readonly log: AvmLog;
}

/** Counts since the pool started. */
export interface ThreadCounts {
  invocations: number;
  traps: number;
  deadlines: number;
  recycles: number;
  rebuilds: number;
  preempted: number;
}

/** Why this side ends a worker. */
type Ending =
  | { readonly why: 'deadline' | 'patience'; readonly seq: number; readonly ranMs: number }
  | { readonly why: 'idle' | 'silent' };

/**
 * One worker thread seen from the main one: a queue, a window of requests sent ahead, and the watch over the deadline.
 * The worker is made when it is first needed and made anew when it died.
 */
export class PoolThread {
  readonly counts: ThreadCounts = {
    invocations: 0,
    traps: 0,
    deadlines: 0,
    recycles: 0,
    rebuilds: 0,
    preempted: 0,
  };
  readonly #settings: PoolThreadSettings;
  readonly #waiting = new JobQueue();
  readonly #sent = new Map<number, Job>();
  #worker: Worker | undefined;
  #progress = new Progress();
  #seq = 0;
  #pumping = false;
  #timer: NodeJS.Timeout | undefined;
  #heardAt = 0;
  #memorySizeBytes = 0;
  #ending: Ending | undefined;
  /** The invocation that was looked at last, and the thread's processor time when that was first seen. */
  #seen: { readonly seq: number; readonly cpuMs: number } | undefined;
  /** Deaths of workers that nobody could be blamed for, since the last answer. */
  #failures = 0;
  #lastError: unknown;
  #closed = false;

  constructor(settings: PoolThreadSettings) {
    this.#settings = settings;
  }

  get busy(): boolean {
    return this.#sent.size > 0 || this.#waiting.length > 0;
  }

  get running(): boolean {
    return this.#worker !== undefined;
  }

  /** Linear memory of the instance after its last invocation. */
  get memorySizeBytes(): number {
    return this.#memorySizeBytes;
  }

  /** Makes the worker before it is needed; resolves when its instance is warm. @throws AvmError `AVM_THREAD` when it died */
  warmUp(): Promise<void> {
    const worker = this.#spawn(true);
    return new Promise((resolve, reject) => {
      worker.once('message', () => resolve());
      worker.once('exit', (code) => {
        const reason =
          this.#lastError === undefined ? `it ended with code ${code}` : messageOf(this.#lastError);
        reject(new AvmError('AVM_THREAD', `the first AquaVM thread did not come up: ${reason}`));
      });
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

  /** Sends what the window has room for as one message. While the thread is busy, that waits until it is worth it. */
  #pump(): void {
    if (this.#closed || this.#ending !== undefined || this.#waiting.length === 0) return;
    // After a death that nobody could be blamed for, requests go one by one: the next death has a culprit.
    const window = this.#failures > 0 ? 1 : THREAD_WINDOW;
    if (this.#sent.size > window / 2) return;
    const batch: SequencedRequest[] = [];
    let sizeBytes = 0;
    for (let job = this.#waiting.peek(); job !== undefined; job = this.#waiting.peek()) {
      sizeBytes += job.sizeBytes;
      if (this.#sent.size >= window || (sizeBytes > MAX_MESSAGE_BYTES && this.#sent.size > 0)) break;
      this.#waiting.shift();
      const seq = this.#nextSeq();
      this.#sent.set(seq, job);
      batch.push({ seq, request: job.request, callResults: job.callResults });
    }
    if (batch.length > 0) this.#send(batch);
  }

  #send(batch: readonly SequencedRequest[]): void {
    const worker = this.#worker ?? this.#spawn(false);
    // It had nothing to say before.
    if (this.#sent.size === batch.length) this.#heardAt = performance.now();
    const message = packRequests(batch);
    worker.postMessage(message, [message.buffer]);
    this.#watch(this.#settings.patienceMs / LOOKS_IN_PATIENCE);
  }

  #nextSeq(): number {
    this.#seq = (this.#seq % MAX_SEQ) + 1;
    return this.#seq;
  }

  #spawn(warmUp: boolean): Worker {
    const { module, limits, recycleAboveBytes, nativeSignatures, index, isSlow } = this.#settings;
    this.#progress = new Progress();
    this.#seen = undefined;
    const { buffer: progress } = this.#progress;
    const data = { module, limits, recycleAboveBytes, nativeSignatures, progress, warmUp, isSlow };
    const worker = spawnWorker(index, data);
    this.#worker = worker;
    this.#heardAt = performance.now();
    worker.on('message', (message: Uint8Array | 'ready') => this.#onMessage(message));
    worker.on('error', (error) => {
      this.#lastError = error;
    });
    worker.once('exit', () => this.#onExit());
    return worker;
  }

  #onMessage(message: Uint8Array | 'ready'): void {
    this.#heardAt = performance.now();
    if (message === 'ready') return;
    for (const answer of unpackAnswers(message)) this.#onAnswer(answer);
    this.#pump();
  }

  #onAnswer({ seq, memorySizeBytes, recycled, runUs, result }: ThreadAnswer): void {
    this.#failures = 0;
    this.#memorySizeBytes = memorySizeBytes;
    this.counts.invocations += 1;
    if (recycled) this.counts.recycles += 1;
    const job = this.#sent.get(seq);
    this.#sent.delete(seq);
    if (job !== undefined) this.#settle(job, result, runUs);
  }

  #settle(job: Job, result: ThreadAnswer['result'], runUs: number): void {
    if (isFailure(result)) {
      this.#fail(job, AvmError.fromObject(result));
      return;
    }
    try {
      job.resolve(result, runUs);
    } catch (error) {
      this.#fail(job, new AvmError('AVM_MALFORMED_OUTCOME', messageOf(error)));
    }
  }

  #fail(job: Job, failure: AvmError): void {
    const { code, message, ranMs, cause } = failure;
    if (code === 'AVM_TRAP') this.counts.traps += 1;
    const { particleId } = job.request;
    this.#settings.log.warn({ particleId, err: failure }, 'AquaVM could not run a particle');
    job.reject(new AvmError(code, `particle ${particleId}: ${message}`, { ranMs, cause }));
  }

  /** One timer serves all requests: where the thread is tells how long to wait for the next look. */
  #watch(delayMs: number): void {
    if (this.#timer?.hasRef()) return;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#look(), Math.ceil(delayMs));
  }

  #look(): void {
    this.#timer = undefined;
    if (this.#closed || this.#ending !== undefined) return;
    if (this.#sent.size === 0) {
      this.#lookAtIdle();
      return;
    }
    const { patienceMs } = this.#settings;
    const running = this.#progress.running();
    const job = running && this.#sent.get(running.seq);
    if (running === undefined || job === undefined) {
      if (performance.now() - this.#heardAt < STARTUP_DEADLINE_MS) this.#watch(patienceMs);
      else this.#end({ why: 'silent' });
      return;
    }
    const { seq, elapsedMs: ranMs } = running;
    const deadlineMs = job.options.deadlineMs ?? this.#settings.deadlineMs;
    const usedMs = this.#used(seq, ranMs);
    if (ranMs >= deadlineMs) this.#end({ why: 'deadline', seq, ranMs });
    else if (usedMs >= (job.options.patienceMs ?? patienceMs) && this.#mayPreempt(job))
      this.#end({ why: 'patience', seq, ranMs: usedMs });
    else this.#watch(Math.max(Math.min(deadlineMs - ranMs, patienceMs / LOOKS_IN_PATIENCE), 1));
  }

  /** Processor time of the invocation, as far as it is known, ms: what it took until it was first seen may be missing. */
  #used(seq: number, ranMs: number): number {
    // Most have just begun.
    if (ranMs < this.#settings.patienceMs / LOOKS_IN_PATIENCE) return ranMs;
    const cpuMs = threadCpuMs(this.#progress.threadNumber);
    if (cpuMs === undefined) return ranMs;
    if (this.#seen?.seq !== seq) this.#seen = { seq, cpuMs };
    return Math.min(ranMs, cpuMs - this.#seen.cpuMs);
  }

  /** Somebody else waits behind an invocation that may give way. */
  #mayPreempt({ options }: Job): boolean {
    return options.group !== undefined && (this.#sent.size > 1 || this.#waiting.length > 0);
  }

  #lookAtIdle(): void {
    const { idleMs } = this.#settings;
    if (!Number.isFinite(idleMs)) return;
    const leftMs = idleMs - (performance.now() - this.#heardAt);
    if (leftMs <= 0) this.#end({ why: 'idle' });
    else this.#timer = setTimeout(() => this.#look(), Math.ceil(leftMs)).unref();
  }

  #end(ending: Ending): void {
    this.#ending = ending;
    void this.#worker?.terminate();
  }

  /** All answers the thread had sent were handled before: Node.js empties the port first. */
  #onExit(): void {
    const ending = this.#ending;
    this.#worker = undefined;
    this.#ending = undefined;
    this.#memorySizeBytes = 0;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    if (this.#closed) return;
    if (ending?.why === 'deadline') this.#blame(ending.seq, overdue(ending.ranMs));
    else if (ending?.why === 'patience') this.#preempt(ending.seq, ending.ranMs);
    else if (ending?.why !== 'idle') this.#onDeath();
    if (ending?.why !== 'idle') this.counts.rebuilds += 1;
    // Among them may be requests whose answers the thread had not posted; running those again is harmless (`outbox.ts`).
    this.#waiting.putBack([...this.#sent.values()]);
    this.#sent.clear();
    this.#pump();
  }

  /** The one that ran goes back to who gave it, and so do those of its group: they are likely to be of the same kind. */
  #preempt(seq: number, ranMs: number): void {
    const culprit = this.#sent.get(seq);
    if (culprit === undefined) return;
    this.counts.preempted += 1;
    const isOfGroup = ({ options }: Job) => options.group === culprit.options.group;
    for (const [sent, job] of this.#sent) {
      if (!isOfGroup(job)) continue;
      this.#sent.delete(sent);
      job.reject(preempted(job === culprit ? ranMs : 0));
    }
    for (const job of this.#waiting.takeIf(isOfGroup)) job.reject(preempted(0));
  }

  /** A request answered in the last moment, or never sent to this worker, isn't blamed. */
  #blame(seq: number, failure: AvmError): void {
    const job = this.#sent.get(seq);
    if (job === undefined) return;
    this.#sent.delete(seq);
    if (failure.code === 'AVM_DEADLINE') this.counts.deadlines += 1;
    this.#fail(job, failure);
  }

  /** The thread died by itself, of the request it ran if it ran one. */
  #onDeath(): void {
    const reason = messageOf(this.#lastError);
    this.#settings.log.error({ err: this.#lastError }, 'AquaVM thread died');
    const failure = new AvmError('AVM_TRAP', `its thread died: ${reason}`);
    const running = this.#progress.running();
    if (running !== undefined) this.#blame(running.seq, failure);
    else if (this.#sent.size > 0) this.#onUnexplainedDeath(failure, reason);
  }

  /** Building threads again and again that die before they run anything must end some time. */
  #onUnexplainedDeath(failure: AvmError, reason: string): void {
    this.#failures += 1;
    const [onlySeq] = this.#sent.size === 1 ? this.#sent.keys() : [];
    if (onlySeq !== undefined) this.#blame(onlySeq, failure);
    if (this.#failures < MAX_THREAD_FAILURES) return;
    this.#failures = 0;
    this.#rejectAll(
      () => new AvmError('AVM_THREAD', `AquaVM threads die before they serve anything: ${reason}`),
    );
  }

  #rejectAll(makeError: () => AvmError): void {
    const jobs = [...this.#sent.values(), ...this.#waiting.takeAll()];
    this.#sent.clear();
    for (const job of jobs) job.reject(makeError());
  }
}

function overdue(ranMs: number): AvmError {
  const text = `the invocation took longer than ${Math.floor(ranMs)} ms and was ended`;
  return new AvmError('AVM_DEADLINE', text, { ranMs });
}

function preempted(ranMs: number): AvmError {
  return new AvmError('AVM_PREEMPTED', 'a long invocation was broken off: others waited behind it', {
    ranMs,
  });
}
