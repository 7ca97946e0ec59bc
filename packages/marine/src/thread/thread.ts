import { createRequire } from 'node:module';
import { type ResourceLimits, Worker } from 'node:worker_threads';
import { MarineError } from '../errors.js';
import type { MarineModule } from '../module/marine-module.js';
import type { ModuleLogSink } from '../service-runner.js';
import type { ThreadAnswer, ThreadData, ThreadInput, ThreadMessage, ThreadRequest } from './protocol.js';

/** Worker entries are found through the package's exports, so that sources under test and a bundle find the same file. */
const ENTRY = createRequire(import.meta.url).resolve('@noctiluca/marine/service-thread');

/** A thread that shows no sign of life for so long while requests wait is ended: its code escaped the metering. */
const STUCK_AFTER_MS = 30_000;
/** Room for calls on top of one another, and for guests as deep as upstream lets them be (spec/marine-abi.md §3.4). */
const STACK_MB = 16;

interface Waiting {
  readonly resolve: (answer: ThreadAnswer) => void;
  readonly reject: (error: MarineError) => void;
}

export interface ThreadInit extends Omit<ThreadData, 'pulse'> {
  readonly log: ModuleLogSink;
  readonly resourceLimits: ResourceLimits;
  /** Told once, however the thread ended. */
  readonly onEnd: () => void;
}

/** One life of a thread that holds services. It answers requests in any order and never lives again once it ended. */
export class Thread {
  readonly #worker: Worker;
  readonly #onEnd: () => void;
  readonly #pulse = new Int32Array(new SharedArrayBuffer(4));
  readonly #waiting = new Map<number, Waiting>();
  readonly #modules = new Map<number, number>();
  #sequence = 0;
  #ended: MarineError | undefined;
  #watch: NodeJS.Timeout | undefined;
  #lastPulse = -1;
  /** Services placed here. */
  services = 0;

  constructor({ log, resourceLimits, onEnd, logLinesPerSec, binaries }: ThreadInit) {
    this.#onEnd = onEnd;
    const workerData: ThreadData = {
      logLinesPerSec,
      binaries,
      pulse: this.#pulse.buffer as SharedArrayBuffer,
    };
    const limits = { stackSizeMb: STACK_MB, ...resourceLimits };
    this.#worker = new Worker(ENTRY, { workerData, env: {}, execArgv: [], resourceLimits: limits });
    this.#worker.on('message', (message: ThreadMessage) => {
      if (message.kind === 'log') log(message.log);
      else this.#settle(message.sequence, message.answer);
    });
    this.#worker.on('error', (error) => this.#fail(failed(`thread failed: ${error.message}`)));
    this.#worker.on('messageerror', (error) => this.#fail(failed(`message lost: ${error.message}`)));
    this.#worker.on('exit', (code) => this.#fail(failed(`thread ended with code ${code}`)));
  }

  get ended(): boolean {
    return this.#ended !== undefined;
  }

  /** Gives the thread a module under its number, unless it has it; counted, see `dropModule`. */
  addModule(number: number, module: MarineModule): void {
    const users = this.#modules.get(number) ?? 0;
    this.#modules.set(number, users + 1);
    if (users === 0) this.#post({ kind: 'module', number, module });
  }

  dropModule(number: number): void {
    const users = (this.#modules.get(number) ?? 0) - 1;
    this.#modules.set(number, users);
    if (users > 0) return;
    this.#modules.delete(number);
    this.#post({ kind: 'forget', number });
  }

  remove(service: number): void {
    this.#post({ kind: 'remove', service });
  }

  /** @throws MarineError `THREAD_FAILED` when the thread ends first, or the reason given to `terminate` */
  request(request: ThreadRequest): Promise<ThreadAnswer> {
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(this.#ended);
        return;
      }
      const sequence = this.#sequence++;
      this.#waiting.set(sequence, { resolve, reject });
      this.#watch ??= setTimeout(() => this.#checkPulse(), STUCK_AFTER_MS);
      this.#post({ kind: 'request', sequence, request });
    });
  }

  /** Ends the thread wherever it is; what waits for an answer fails with `reason`. */
  async terminate(reason: MarineError): Promise<void> {
    this.#fail(reason);
    await this.#worker.terminate();
  }

  #post(input: ThreadInput): void {
    if (!this.#ended) this.#worker.postMessage(input);
  }

  #settle(sequence: number, answer: ThreadAnswer): void {
    const waiting = this.#waiting.get(sequence);
    this.#waiting.delete(sequence);
    waiting?.resolve(answer);
  }

  #checkPulse(): void {
    this.#watch = undefined;
    const pulse = Atomics.load(this.#pulse, 0);
    if (this.#waiting.size === 0) return;
    if (pulse === this.#lastPulse)
      void this.terminate(failed(`thread showed no sign of life for ${STUCK_AFTER_MS} ms`));
    else this.#watch = setTimeout(() => this.#checkPulse(), STUCK_AFTER_MS);
    this.#lastPulse = pulse;
  }

  #fail(reason: MarineError): void {
    if (this.#ended) return;
    this.#ended = reason;
    clearTimeout(this.#watch);
    for (const { reject } of this.#waiting.values()) reject(reason);
    this.#waiting.clear();
    this.#onEnd();
  }
}

function failed(what: string): MarineError {
  return new MarineError('THREAD_FAILED', `services' ${what}`);
}
