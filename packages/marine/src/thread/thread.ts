import { createRequire } from 'node:module';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { MarineError } from '../errors.js';
import type { ModuleLogSink } from '../service-runner.js';
import type { ThreadAnswer, ThreadData, ThreadMessage, ThreadRequest } from './protocol.js';

/** Worker entries are found through the package's exports, so that sources under test and a bundle find the same file. */
const ENTRY = createRequire(import.meta.url).resolve('@noctiluca/marine/service-thread');

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: MarineError) => void;
}

/** One life of a service's thread. It answers one request at a time and never lives again once it ended. */
export class Thread {
  readonly #worker: Worker;
  readonly #serviceId: string;
  readonly #ready: Promise<ThreadAnswer>;
  #waiting: Waiting | undefined;
  #ended: MarineError | undefined;

  constructor(data: ThreadData, log: ModuleLogSink, resourceLimits: ResourceLimits) {
    this.#serviceId = data.serviceId;
    this.#worker = new Worker(ENTRY, { workerData: data, env: {}, execArgv: [], resourceLimits });
    this.#worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'log') log(message.log);
      else this.#settle(message);
    });
    this.#worker.on('error', (error) => this.#end('THREAD_FAILED', `thread failed: ${error.message}`));
    this.#worker.on('messageerror', (error) => this.#end('THREAD_FAILED', `message lost: ${error.message}`));
    this.#worker.on('exit', (code) => this.#end('THREAD_FAILED', `thread ended with code ${code}`));
    this.#ready = this.#wait();
    this.#ready.catch(() => {});
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** The thread's first answer: `ready`, or the `error` that kept the service from starting. */
  get ready(): Promise<ThreadAnswer> {
    return this.#ready;
  }

  /** @throws MarineError `THREAD_FAILED` when the thread ends first, or the code given to `terminate` */
  request(request: ThreadRequest): Promise<ThreadAnswer> {
    const answer = this.#wait();
    if (!this.#ended) this.#worker.postMessage(request);
    return answer;
  }

  /** Ends the thread wherever it is; what waits for an answer fails with `reason`. */
  async terminate(reason: MarineError): Promise<void> {
    this.#fail(reason);
    await this.#worker.terminate();
  }

  #wait(): Promise<ThreadAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) reject(this.#ended);
      else this.#waiting = { resolve, reject };
    });
  }

  #settle(answer: ThreadAnswer): void {
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.resolve(answer);
  }

  #end(code: 'THREAD_FAILED', what: string): void {
    this.#fail(new MarineError(code, `service ${this.#serviceId}: ${what}`));
  }

  #fail(reason: MarineError): void {
    this.#ended ??= reason;
    const waiting = this.#waiting;
    this.#waiting = undefined;
    waiting?.reject(reason);
  }
}
