import type { CallParameters } from '../call-parameters.js';
import type { DirectoryRefusal } from '../directory-quota.js';
import { isMarineError, MarineError } from '../errors.js';
import type { ServiceInterface } from '../interface.js';
import type { MarineModule } from '../module/marine-module.js';
import type { ModuleConfig } from '../module-config.js';
import type { ModuleMemory, RunningService } from '../service-runner.js';
import { CallQueue } from './call-queue.js';
import type { ServiceData, ThreadAnswer, ThreadRequest } from './protocol.js';
import type { Thread } from './thread.js';
import type { ThreadPool } from './thread-pool.js';

/** What a service is made of. */
export interface ServiceSource extends Omit<ServiceData, 'modules'> {
  readonly modules: readonly { readonly config: ModuleConfig; readonly wasm: MarineModule }[];
}

/** Settings of one service, complete. */
export interface ThreadedServiceInit {
  /** The runner's number of this service. */
  readonly number: number;
  readonly callDeadlineMs: number;
  readonly startDeadlineMs: number;
  readonly maxQueuedCalls: number;
  /** Told after each call in which quotas of directories refused something. */
  readonly onRefused: (refusals: readonly DirectoryRefusal[]) => void;
  /** Told once, when the service stopped. */
  readonly onStop: () => void;
}

const MEMORY_DEADLINE_MS = 10_000;
/** Threads that services which ran past a deadline get to themselves; beyond, they share again. Our own bound. */
const MAX_OWN_THREADS = 8;

/**
 * A service on a thread of the pool. Metered code ends by itself at its deadline; code without metering has a thread of
 * its own, which is ended. A service that ran past a deadline loses its memory anyway and is rebuilt on a thread of its
 * own, where it is in nobody's way the next time.
 */
export class ThreadedService implements RunningService {
  readonly serviceId: string;
  readonly #source: ServiceSource;
  readonly #init: ThreadedServiceInit;
  readonly #pool: ThreadPool;
  readonly #queue: CallQueue;
  readonly #metered: boolean;
  #own: boolean;
  #thread: Thread | undefined;
  #interface: ServiceInterface = { function_signatures: [], record_types: [] };
  #memoryBytes = 0;
  #stopped: MarineError | undefined;

  constructor(source: ServiceSource, init: ThreadedServiceInit, pool: ThreadPool) {
    this.serviceId = source.serviceId;
    this.#source = source;
    this.#init = init;
    this.#pool = pool;
    this.#queue = new CallQueue(init.maxQueuedCalls);
    this.#metered = source.modules.every(({ wasm }) => wasm.metered);
    // A program of the host blocks the thread that waits for it.
    const mounts = source.modules.some(({ config }) => Object.keys(config.mountedBinaries ?? {}).length > 0);
    this.#own = mounts || !this.#metered;
  }

  get interface(): ServiceInterface {
    return this.#interface;
  }

  get memoryBytes(): number {
    return this.#memoryBytes;
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
    const service = this.#init.number;
    const answer = await this.#request(
      { kind: 'call', service, functionName, argsJson, parameters, deadlineMs },
      deadlineMs,
    );
    if (answer.kind !== 'result') return unexpected(answer);
    this.#memoryBytes = answer.memoryBytes;
    return answer.result;
  }

  async memory(): Promise<ModuleMemory[]> {
    const answer = await this.#request({ kind: 'memory', service: this.#init.number }, MEMORY_DEADLINE_MS);
    return answer.kind === 'memory' ? answer.memory : unexpected(answer);
  }

  async stop(): Promise<void> {
    if (!this.#stopped) {
      this.#stopped = new MarineError('SERVICE_STOPPED', `service ${this.serviceId} was stopped`);
      this.#queue.close(this.#stopped);
      this.#init.onStop();
    }
    await this.#leave(this.#stopped);
  }

  /** A call may wait `deadlineMs` for its turn and then run as long: one that waited must not cost others their state. */
  #request(request: ThreadRequest, deadlineMs: number): Promise<ThreadAnswer> {
    return this.#queue.add(async () => {
      const thread = await this.#startedThread();
      const answer = await this.#within(thread, thread.request(request), deadlineMs, () =>
        this.#late(deadlineMs),
      );
      if (answer.kind !== 'error') return answer;
      this.#memoryBytes = answer.memoryBytes ?? this.#memoryBytes;
      const error = MarineError.fromObject(answer.error);
      if (error.code === 'CALL_DEADLINE') await this.#isolate(error);
      throw error;
    }, deadlineMs);
  }

  #late(deadlineMs: number): MarineError {
    return new MarineError(
      'CALL_DEADLINE',
      `service ${this.serviceId} took more than ${deadlineMs} ms: its thread was ended and its state is lost`,
    );
  }

  async #isolate(reason: MarineError): Promise<void> {
    if (this.#own || this.#pool.ownThreads >= MAX_OWN_THREADS) return;
    this.#own = true;
    await this.#leave(reason);
  }

  async #leave(reason: MarineError): Promise<void> {
    const thread = this.#thread;
    if (!thread) return;
    this.#thread = undefined;
    thread.remove(this.#init.number);
    for (const { wasm } of this.#source.modules) thread.dropModule(this.#pool.numberOf(wasm));
    // What is under way on the thread has to hear of it now.
    this.#abandon?.(reason);
    await this.#pool.release(thread, reason);
  }

  #abandon: ((reason: MarineError) => void) | undefined;

  async #startedThread(): Promise<Thread> {
    if (this.#stopped) throw this.#stopped;
    if (this.#thread && !this.#thread.ended) return this.#thread;
    if (this.#thread) await this.#leave(new MarineError('THREAD_FAILED', 'the thread ended'));
    const thread = this.#pool.take(this.#own);
    this.#thread = thread;
    const { startDeadlineMs, number } = this.#init;
    try {
      await this.#place(thread, number, startDeadlineMs);
    } catch (error) {
      await this.#leave(isMarineError(error) ? error : new MarineError('THREAD_FAILED', String(error)));
      throw error;
    }
    return thread;
  }

  async #place(thread: Thread, service: number, deadlineMs: number): Promise<void> {
    const { modules, ...rest } = this.#source;
    for (const { wasm } of modules) thread.addModule(this.#pool.numberOf(wasm), wasm);
    const numbered = modules.map(({ config, wasm }) => ({ config, module: this.#pool.numberOf(wasm) }));
    const creating = thread.request({
      kind: 'create',
      service,
      data: { ...rest, modules: numbered },
      deadlineMs,
    });
    const answer = await this.#within(thread, creating, deadlineMs, () => {
      const text = `service ${this.serviceId} did not start within ${deadlineMs} ms`;
      return new MarineError('START_FAILED', text);
    });
    if (answer.kind === 'error') throw MarineError.fromObject(answer.error);
    if (answer.kind !== 'ready') return unexpected(answer);
    this.#interface = answer.interface;
    this.#memoryBytes = answer.memoryBytes;
  }

  /** The answer, or the reason for which the service left its thread; a thread without metering is ended in time. */
  async #within(
    thread: Thread,
    answer: Promise<ThreadAnswer>,
    ms: number,
    late: () => MarineError,
  ): Promise<ThreadAnswer> {
    const timer = this.#metered ? undefined : setTimeout(() => void thread.terminate(late()), ms);
    const abandoned = new Promise<never>((_, reject) => {
      this.#abandon = reject;
    });
    try {
      const settled = await Promise.race([answer, abandoned]);
      if (settled.refusals) this.#init.onRefused(settled.refusals);
      return settled;
    } finally {
      clearTimeout(timer);
      this.#abandon = undefined;
      answer.catch(() => {});
    }
  }
}

function unexpected(answer: ThreadAnswer): never {
  throw new MarineError('THREAD_FAILED', `the service's thread answered '${answer.kind}' out of turn`);
}
