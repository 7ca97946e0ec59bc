import type { InvokeRequest } from '../avm.js';
import {
  DEFAULT_DEADLINE_MS,
  DEFAULT_LIMITS,
  DEFAULT_RECYCLE_ABOVE_BYTES,
  STARTUP_DEADLINE_MS,
} from '../constants.js';
import { AvmError } from '../errors.js';
import type { RawOutcome } from '../run/outcome.js';
import type { WorkerAnswer, WorkerRequest, WorkerSetup } from './worker-messages.js';

export interface AvmWorkerInit extends Partial<WorkerSetup> {
  /** Of `loadAvmModule`. */
  readonly module: WorkerSetup['module'];
  /** Time one invocation may take; then the worker is ended and made anew. Milliseconds. @default 10000 */
  readonly deadlineMs?: number;
}

interface Waiting extends WorkerRequest {
  resolve(outcome: RawOutcome): void;
  reject(error: AvmError): void;
}

/** AquaVM on a worker of a browser: what comes in is run in its order, and an endless script ends. */
export class AvmWorker {
  readonly #setup: WorkerSetup;
  readonly #deadlineMs: number;
  /** What was sent and is not answered, oldest first. */
  #waiting: Waiting[] = [];
  #worker: Worker | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  private constructor({ module, deadlineMs = DEFAULT_DEADLINE_MS, ...init }: AvmWorkerInit) {
    this.#setup = { module, limits: DEFAULT_LIMITS, recycleAboveBytes: DEFAULT_RECYCLE_ABOVE_BYTES, ...init };
    this.#deadlineMs = deadlineMs;
  }

  /** Resolves when the worker runs AquaVM. @throws AvmError `AVM_THREAD` where no worker can be made */
  static async start(init: AvmWorkerInit): Promise<AvmWorker> {
    const worker = new AvmWorker(init);
    await worker.#start();
    return worker;
  }

  /** @param callResults encoded @throws AvmError as `AvmPool.run` */
  runEncoded(request: InvokeRequest, callResults: Uint8Array): Promise<RawOutcome> {
    return new Promise((resolve, reject) => {
      if (this.#worker === undefined) return reject(closed());
      const waiting = { request, callResults, resolve, reject };
      this.#waiting.push(waiting);
      this.#post(waiting);
      if (this.#waiting.length === 1) this.#watch();
    });
  }

  async stop(): Promise<void> {
    this.#end(closed());
  }

  async #start(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    try {
      await new Promise<void>((resolve, reject) => {
        const failed = (reason: string) =>
          reject(new AvmError('AVM_THREAD', `no worker for AquaVM: ${reason}`));
        timer = setTimeout(() => failed('it does not start'), STARTUP_DEADLINE_MS);
        this.#worker = this.#make(resolve, failed);
      });
    } catch (error) {
      this.#end(closed());
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }

  #make(ready: () => void, failed: (reason: string) => void): Worker {
    const worker = new Worker(new URL('./avm-worker.js', import.meta.url), { type: 'module' });
    worker.onmessage = ({ data }: MessageEvent<WorkerAnswer>) =>
      data.kind === 'ready' ? ready() : this.#answered(data);
    worker.onerror = (event) => {
      event.preventDefault();
      const reason = event.message ?? 'it cannot be loaded';
      failed(reason);
      if (this.#worker === worker)
        this.#end(new AvmError('AVM_THREAD', `the worker of AquaVM broke: ${reason}`));
    };
    worker.postMessage(this.#setup);
    return worker;
  }

  #post({ request, callResults }: Waiting): void {
    this.#worker?.postMessage({ request, callResults });
  }

  #answered(answer: Exclude<WorkerAnswer, { kind: 'ready' }>): void {
    const waiting = this.#waiting.shift();
    this.#watch();
    if (answer.kind === 'outcome') waiting?.resolve(answer.outcome);
    else waiting?.reject(AvmError.fromObject(answer.error));
  }

  /** The time of the oldest request begins, now that those before it are answered. */
  #watch(): void {
    clearTimeout(this.#timer);
    if (this.#waiting.length > 0) this.#timer = setTimeout(() => this.#overdue(), this.#deadlineMs);
  }

  /** Ends the worker; a new one gets what waited behind the request that took too long. */
  #overdue(): void {
    const [late, ...others] = this.#waiting;
    this.#waiting = others;
    this.#worker?.terminate();
    const text = `the invocation took longer than ${this.#deadlineMs} ms and was ended`;
    late?.reject(new AvmError('AVM_DEADLINE', text));
    this.#worker = this.#make(
      () => this.#watch(),
      () => {},
    );
    for (const waiting of others) this.#post(waiting);
  }

  #end(error: AvmError): void {
    clearTimeout(this.#timer);
    this.#worker?.terminate();
    this.#worker = undefined;
    for (const { reject } of this.#waiting.splice(0)) reject(error);
  }
}

const closed = (): AvmError => new AvmError('AVM_CLOSED', 'the worker of AquaVM was stopped');
