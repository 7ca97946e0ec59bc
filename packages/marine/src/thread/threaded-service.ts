import type { ResourceLimits } from 'node:worker_threads';
import type { CallParameters } from '../call-parameters.js';
import { MarineError } from '../errors.js';
import type { ServiceInterface } from '../interface.js';
import type { ModuleLogSink, ModuleMemory, RunningService } from '../service-runner.js';
import { CallQueue } from './call-queue.js';
import type { ThreadAnswer, ThreadData, ThreadRequest } from './protocol.js';
import { Thread } from './thread.js';

/** Settings of one threaded service, complete. */
export interface ThreadedServiceInit {
  readonly callDeadlineMs: number;
  readonly startDeadlineMs: number;
  readonly maxQueuedCalls: number;
  readonly resourceLimits: ResourceLimits;
  readonly log: ModuleLogSink;
  /** Told once, when the service stopped. */
  readonly onStop: () => void;
}

const MEMORY_DEADLINE_MS = 10_000;

/** A service on a thread of its own. A thread that was ended for a deadline is replaced before the next call. */
export class ThreadedService implements RunningService {
  readonly serviceId: string;
  readonly #data: ThreadData;
  readonly #init: ThreadedServiceInit;
  readonly #queue: CallQueue;
  #thread: Thread | undefined;
  #interface: ServiceInterface = { function_signatures: [], record_types: [] };
  #stopped: MarineError | undefined;

  constructor(data: ThreadData, init: ThreadedServiceInit) {
    this.serviceId = data.serviceId;
    this.#data = data;
    this.#init = init;
    this.#queue = new CallQueue(init.maxQueuedCalls);
  }

  get interface(): ServiceInterface {
    return this.#interface;
  }

  /** @throws MarineError whatever kept the modules from starting; `START_FAILED` when it took too long */
  async start(): Promise<void> {
    await this.#startedThread();
  }

  async call(
    functionName: string,
    argsJson: string,
    parameters: CallParameters,
    options: { deadlineMs?: number } = {},
  ): Promise<string> {
    const deadlineMs = options.deadlineMs ?? this.#init.callDeadlineMs;
    const answer = await this.#request({ kind: 'call', functionName, argsJson, parameters }, deadlineMs);
    return answer.kind === 'result' ? answer.result : unexpected(answer);
  }

  async memory(): Promise<ModuleMemory[]> {
    const answer = await this.#request({ kind: 'memory' }, MEMORY_DEADLINE_MS);
    return answer.kind === 'memory' ? answer.memory : unexpected(answer);
  }

  async stop(): Promise<void> {
    if (!this.#stopped) {
      this.#stopped = new MarineError('SERVICE_STOPPED', `service ${this.serviceId} was stopped`);
      this.#queue.close(this.#stopped);
      this.#init.onStop();
    }
    const thread = this.#thread;
    this.#thread = undefined;
    await thread?.terminate(this.#stopped);
  }

  /** A call may wait `deadlineMs` for its turn and then run as long: one that waited must not cost others their state. */
  #request(request: ThreadRequest, deadlineMs: number): Promise<ThreadAnswer> {
    return this.#queue.add(async () => {
      const thread = await this.#startedThread();
      const answer = await this.#within(
        thread,
        thread.request(request),
        deadlineMs,
        () =>
          new MarineError(
            'CALL_DEADLINE',
            `service ${this.serviceId} took more than ${deadlineMs} ms: its thread was ended and its state is lost`,
          ),
      );
      return answer.kind === 'error' ? raise(answer) : answer;
    }, deadlineMs);
  }

  async #startedThread(): Promise<Thread> {
    if (this.#stopped) throw this.#stopped;
    if (this.#thread && !this.#thread.ended) return this.#thread;
    const { startDeadlineMs, log, resourceLimits } = this.#init;
    const thread = new Thread(this.#data, log, resourceLimits);
    this.#thread = thread;
    const first = await this.#within(
      thread,
      thread.ready,
      startDeadlineMs,
      () =>
        new MarineError(
          'START_FAILED',
          `service ${this.serviceId} did not start within ${startDeadlineMs} ms`,
        ),
    );
    if (first.kind === 'ready') {
      this.#interface = first.interface;
      return thread;
    }
    this.#thread = undefined;
    const error = first.kind === 'error' ? new MarineError(first.code, first.message) : unexpected(first);
    await thread.terminate(error);
    throw error;
  }

  /** Ends the thread when the answer does not come in time. */
  async #within(
    thread: Thread,
    answer: Promise<ThreadAnswer>,
    ms: number,
    late: () => MarineError,
  ): Promise<ThreadAnswer> {
    const timer = setTimeout(() => void thread.terminate(late()), ms);
    try {
      return await answer;
    } finally {
      clearTimeout(timer);
    }
  }
}

function raise(answer: ThreadAnswer & { kind: 'error' }): never {
  throw new MarineError(answer.code, answer.message);
}

function unexpected(answer: ThreadAnswer): never {
  throw new MarineError('THREAD_FAILED', `the service's thread answered '${answer.kind}' out of turn`);
}
