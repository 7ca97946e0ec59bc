import type { CallParameters, ModuleMemory, RunningService } from '@noctiluca/marine';
import { MEMORY_SAMPLE_INTERVAL_MS } from '../../constants.js';
import type { HostMetrics } from '../../metrics.js';
import { ServiceStats, type ServiceStatsView } from './service-stats.js';

export interface InstanceCall {
  readonly functionName: string;
  /** JSON text of the array of arguments. */
  readonly argsJson: string;
  readonly parameters: CallParameters;
  readonly deadlineMs: number;
}

export interface ServiceInstanceInit {
  /** Value of the metrics' label: the service's alias. */
  readonly label: string;
  /** Whether one of its modules can reach a file. */
  readonly usesFiles: boolean;
}

export interface ServiceInstanceComponents {
  readonly running: RunningService;
  readonly metrics: HostMetrics;
  readonly now: () => number;
}

/**
 * A service that is up, with its statistics. Each call's answer tells the memory of the whole service, so its growth is
 * booked on the call that used it; of which module it is, is measured for the metrics at most once per
 * `MEMORY_SAMPLE_INTERVAL_MS`, beside the calls and not within them.
 */
export class ServiceInstance {
  readonly usesFiles: boolean;
  readonly #label: string;
  readonly #running: RunningService;
  readonly #metrics: HostMetrics;
  readonly #stats: ServiceStats;
  readonly #now: () => number;
  /** What the last call left. */
  #calledBytes: number;
  /** What the metrics were told. */
  #memoryBytes: number | undefined;
  #memoryAtMs = Number.NEGATIVE_INFINITY;
  /** When the call before the present one ended. */
  #lastEndedAt = 0;
  #stopped = false;
  readonly #calls = new Set<Promise<string>>();

  constructor({ label, usesFiles }: ServiceInstanceInit, components: ServiceInstanceComponents) {
    const { running, metrics, now } = components;
    this.#label = label;
    this.usesFiles = usesFiles;
    this.#running = running;
    this.#metrics = metrics;
    this.#now = now;
    this.#calledBytes = running.memoryBytes;
    this.#stats = new ServiceStats(running.interface.function_signatures.map(({ name }) => name));
  }

  /** @returns JSON text of the result @throws MarineError */
  async call({ functionName, argsJson, parameters, deadlineMs }: InstanceCall): Promise<string> {
    const startedAt = performance.now();
    let ok = false;
    try {
      const answer = this.#running.call(functionName, argsJson, parameters, { deadlineMs });
      this.#calls.add(answer);
      const result = await answer.finally(() => this.#calls.delete(answer));
      ok = true;
      return result;
    } finally {
      this.#waited(startedAt);
      this.#record(functionName, ok, performance.now() - startedAt);
    }
  }

  memory(): Promise<ModuleMemory[]> {
    return this.#running.memory();
  }

  stats(): ServiceStatsView | undefined {
    return this.#stats.view();
  }

  /** Resolves when the calls under way have ended, well or not. */
  async idle(): Promise<void> {
    await Promise.allSettled(this.#calls);
  }

  stop(): Promise<void> {
    this.#stopped = true;
    this.#metrics.totalMemory.dec(this.#memoryBytes ?? 0);
    this.#memoryBytes = undefined;
    return this.#running.stop();
  }

  /** Calls are answered one by one in their order: until the one before has ended, a call waits. */
  #waited(startedAt: number): void {
    const waitedMs = Math.max(0, this.#lastEndedAt - startedAt);
    this.#lastEndedAt = performance.now();
    this.#metrics.lockWaitTime.observe({ service_type: this.#label }, waitedMs / 1000);
  }

  #record(functionName: string, ok: boolean, durationMs: number): void {
    const atMs = this.#now();
    this.#stats.record({ functionName, ok, durationMs, memoryDeltaBytes: this.#grown(), atMs });
    if (atMs - this.#memoryAtMs < MEMORY_SAMPLE_INTERVAL_MS) return;
    this.#memoryAtMs = atMs;
    // A service that ended cannot be measured; the call that met its end has reported why.
    this.#sampleMemory().catch(() => {});
  }

  /** Bytes since the call before ended; fewer than none when the service was built anew meanwhile. */
  #grown(): number {
    const { memoryBytes } = this.#running;
    const delta = memoryBytes - this.#calledBytes;
    this.#calledBytes = memoryBytes;
    return delta;
  }

  async #sampleMemory(): Promise<void> {
    const modules = await this.#running.memory();
    if (this.#stopped) return;
    const bytes = modules.reduce((sum, { memorySizeBytes }) => sum + memorySizeBytes, 0);
    const labels = { service_type: this.#label };
    for (const module of modules) this.#metrics.moduleMemory.observe(labels, module.memorySizeBytes);
    this.#metrics.memory.observe(labels, bytes);
    this.#metrics.totalMemory.inc(bytes - (this.#memoryBytes ?? 0));
    this.#memoryBytes = bytes;
  }
}
