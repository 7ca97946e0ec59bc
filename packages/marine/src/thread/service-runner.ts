import type { ResourceLimits } from 'node:worker_threads';
import { LOG_LINES_PER_SEC, MAX_QUEUED_CALLS, START_DEADLINE_MS } from '../constants.js';
import { MarineError } from '../errors.js';
import { type BinaryInit, binaryEnvironment } from '../host-api/run-binary.js';
import {
  compileModule,
  compileModuleSync,
  type MarineModule,
  meteredModule,
} from '../module/marine-module.js';
import type { ServiceConfig } from '../module-config.js';
import { checkConfig } from '../service/check-config.js';
import type { CreateOptions, ModuleLogSink, RunningService, ServiceRunner } from '../service-runner.js';
import { ThreadPool } from './thread-pool.js';
import { ThreadedService } from './threaded-service.js';

/** Options of a runner. */
export interface ServiceRunnerInit {
  /** Receives log lines of all services. @default lines are dropped */
  readonly log?: ModuleLogSink;
  /** Time a call may run, and wait before that, when it names none; ms. @default 60000 */
  readonly callDeadlineMs?: number;
  /** Time compiled modules may take to instantiate and start, ms. @default 30000 */
  readonly startDeadlineMs?: number;
  /** Calls that may wait for one service. @default 1024 */
  readonly maxQueuedCalls?: number;
  /** Log lines of one service that pass per second; a line tells how many did not. @default 1000 */
  readonly logLinesPerSec?: number;
  /** Threads that services share. @default as many as the machine runs at once, two at least */
  readonly threads?: number;
  /** Limits of each thread's JavaScript heap and stack; WebAssembly memory is not counted. @default Node's */
  readonly resourceLimits?: ResourceLimits;
  /** Limits and environment of mounted binaries. @default those of `BinaryInit` */
  readonly binaries?: BinaryInit;
}

const DEFAULTS = {
  callDeadlineMs: 60_000,
  startDeadlineMs: START_DEADLINE_MS,
  maxQueuedCalls: MAX_QUEUED_CALLS,
  logLinesPerSec: LOG_LINES_PER_SEC,
};

/** Runs services on shared worker threads: a call past its deadline is ended without harm to others. */
class ThreadedServiceRunner implements ServiceRunner {
  readonly #init: ServiceRunnerInit;
  readonly #services = new Set<ThreadedService>();
  readonly #pool: ThreadPool;
  #created = 0;
  #closed = false;

  constructor(init: ServiceRunnerInit) {
    this.#init = init;
    this.#pool = new ThreadPool(
      {
        logLinesPerSec: init.logLinesPerSec ?? DEFAULTS.logLinesPerSec,
        // The threads have no environment of their own.
        binaries: { env: binaryEnvironment(), ...init.binaries },
        log: init.log ?? (() => {}),
        resourceLimits: init.resourceLimits ?? {},
      },
      init.threads,
    );
  }

  async create(config: ServiceConfig, options: CreateOptions = {}): Promise<RunningService> {
    const { signal, onRefused = () => {} } = options;
    signal?.throwIfAborted();
    checkConfig(config);
    const modules = await Promise.all(
      config.modules.map(async ({ config: module, wasm }) => ({
        config: module,
        wasm: await toModule(wasm, module.name),
      })),
    );
    signal?.throwIfAborted();
    if (this.#closed) throw new MarineError('SERVICE_STOPPED', 'the runner of services is closed');

    const service = new ThreadedService(
      { ...config, modules, workingDir: config.workingDir ?? process.cwd() },
      {
        number: this.#created++,
        callDeadlineMs: this.#init.callDeadlineMs ?? DEFAULTS.callDeadlineMs,
        startDeadlineMs: this.#init.startDeadlineMs ?? DEFAULTS.startDeadlineMs,
        maxQueuedCalls: this.#init.maxQueuedCalls ?? DEFAULTS.maxQueuedCalls,
        onRefused,
        onStop: () => this.#services.delete(service),
      },
      this.#pool,
    );
    this.#services.add(service);
    const abort = (): void => void service.stop();
    signal?.addEventListener('abort', abort, { once: true });
    try {
      await service.start();
      signal?.throwIfAborted();
      return service;
    } catch (error) {
      await service.stop();
      throw signal?.aborted ? signal.reason : error;
    } finally {
      signal?.removeEventListener('abort', abort);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    await Promise.all([...this.#services].map((service) => service.stop()));
    await this.#pool.close(new MarineError('SERVICE_STOPPED', 'the runner of services is closed'));
  }
}

/** Runner of services on worker threads. Nothing starts before `create`. */
export function createServiceRunner(init: ServiceRunnerInit = {}): ServiceRunner {
  return new ThreadedServiceRunner(init);
}

async function toModule(
  source: ServiceConfig['modules'][number]['wasm'],
  name: string,
): Promise<MarineModule> {
  if ('program' in source) return meteredModule(source);
  if (source instanceof WebAssembly.Module) return compileModuleSync(source, name);
  return compileModule(source, name, { metered: true });
}
