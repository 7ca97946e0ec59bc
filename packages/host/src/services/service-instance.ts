import type { CallParameters, ModuleMemory, RunningService } from '@noctiluca/marine';
import { MEMORY_SAMPLE_INTERVAL_MS } from '../constants.js';
import { ServiceStats, type ServiceStatsView } from './service-stats.js';

export interface InstanceCall {
  readonly functionName: string;
  /** JSON text of the array of arguments. */
  readonly argsJson: string;
  readonly parameters: CallParameters;
  readonly deadlineMs: number;
}

/**
 * A service that is up, with its statistics. Memory is measured at most once per `MEMORY_SAMPLE_INTERVAL_MS`, beside the
 * calls and not within them; the growth found is booked on the call that ends next.
 */
export class ServiceInstance {
  readonly #running: RunningService;
  readonly #stats: ServiceStats;
  readonly #now: () => number;
  #memoryBytes: number | undefined;
  #memoryGrowth = 0;
  #memoryAtMs = Number.NEGATIVE_INFINITY;

  constructor(running: RunningService, now: () => number) {
    this.#running = running;
    this.#now = now;
    this.#stats = new ServiceStats(running.interface.function_signatures.map(({ name }) => name));
  }

  /** @returns JSON text of the result @throws MarineError */
  async call({ functionName, argsJson, parameters, deadlineMs }: InstanceCall): Promise<string> {
    const startedAt = performance.now();
    let ok = false;
    try {
      const result = await this.#running.call(functionName, argsJson, parameters, { deadlineMs });
      ok = true;
      return result;
    } finally {
      this.#record(functionName, ok, performance.now() - startedAt);
    }
  }

  memory(): Promise<ModuleMemory[]> {
    return this.#running.memory();
  }

  stats(): ServiceStatsView | undefined {
    return this.#stats.view();
  }

  stop(): Promise<void> {
    return this.#running.stop();
  }

  #record(functionName: string, ok: boolean, durationMs: number): void {
    const atMs = this.#now();
    this.#stats.record({ functionName, ok, durationMs, memoryDeltaBytes: this.#memoryGrowth, atMs });
    this.#memoryGrowth = 0;
    if (atMs - this.#memoryAtMs < MEMORY_SAMPLE_INTERVAL_MS) return;
    this.#memoryAtMs = atMs;
    // A service that ended cannot be measured; the call that met its end has reported why.
    this.#sampleMemory().catch(() => {});
  }

  async #sampleMemory(): Promise<void> {
    const modules = await this.#running.memory();
    const bytes = modules.reduce((sum, { memorySizeBytes }) => sum + memorySizeBytes, 0);
    this.#memoryGrowth += bytes - (this.#memoryBytes ?? bytes);
    this.#memoryBytes = bytes;
  }
}
