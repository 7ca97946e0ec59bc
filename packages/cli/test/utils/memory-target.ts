import { SpellTarget } from '../../src/workers/target/spell-target.js';
import type { SpellLog, WorkerTarget, WorkerView } from '../../src/workers/target/target.js';
import type { WantedWorker } from '../../src/workers/wanted-worker.js';
import { MemoryWorkerHost } from './memory-worker-host.js';

/** A peer in memory with a worker for each deal. */
export class MemoryTarget implements WorkerTarget {
  readonly hostId: string;
  /** It answers nothing. */
  isDown = false;
  /** It removes nothing. */
  isStubborn = false;
  readonly #deals = new Map<string, MemoryWorkerHost>();

  constructor(hostId: string) {
    this.hostId = hostId;
  }

  /** Its workers, by their ids. */
  get workers(): ReadonlyMap<string, MemoryWorkerHost> {
    const hosts = [...this.#deals.values()];
    return new Map(hosts.flatMap((host) => (host.workerId === undefined ? [] : [[host.workerId, host]])));
  }

  async look(dealId: string, wanted?: WantedWorker): Promise<WorkerView> {
    this.#answer();
    const host = this.#deals.get(dealId) ?? new MemoryWorkerHost(`w-${this.hostId}-${this.#deals.size}`);
    this.#deals.set(dealId, host);
    const init = { timeoutMs: 0, onLog: () => {} };
    return new SpellTarget(this.hostId, init, {
      scripts: async () => host,
      uploader: async () => host,
    }).look(dealId, wanted);
  }

  async logs(workerId: string, spell: string): Promise<readonly SpellLog[]> {
    this.#answer();
    return [{ timestamp: 0, message: JSON.stringify([`log of ${spell}`, workerId]) }];
  }

  async remove(workerId: string): Promise<void> {
    this.#answer();
    const worker = this.workers.get(workerId);
    if (worker === undefined) throw new Error(`Worker ${workerId} not found`);
    if (this.isStubborn) throw new Error('not by you');
    await worker.remove();
  }

  #answer(): void {
    if (this.isDown) throw new Error(`${this.hostId} does not answer`);
  }
}
