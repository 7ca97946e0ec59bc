import type { MarineModule, ModuleConfig, ServiceRunner } from '@noctiluca/marine';
import { NON_ALIASED_LABEL } from '../../constants.js';
import { ConvertedError } from '../../errors.js';
import type { HostMetrics } from '../../metrics.js';
import type { Quotas } from '../../quotas.js';
import type { BlueprintRepository } from '../modules/blueprint-repository.js';
import type { ModuleRepository } from '../modules/module-repository.js';
import type { ServiceRecord } from '../registry/records.js';
import type { MappedDirectories, ServiceDirectories } from './service-directories.js';
import { ServiceInstance } from './service-instance.js';
import { usesFiles } from './uses-files.js';

export interface ServiceInstancesInit {
  /** Environment of every module of a service, besides `service_id`. */
  readonly envsOf: (record: ServiceRecord) => Readonly<Record<string, string>>;
  /** Bytes of memory a service may have, all its modules together; undefined: the runner's own bound. */
  readonly memoryLimitBytes: number | undefined;
}

export interface ServiceInstancesComponents {
  readonly runner: ServiceRunner;
  readonly modules: ModuleRepository;
  readonly blueprints: BlueprintRepository;
  /** Undefined: services have no files. */
  readonly directories: ServiceDirectories | undefined;
  readonly quotas: Quotas;
  readonly metrics: HostMetrics;
  readonly now: () => number;
}

/** Services that are up or coming up. Each is instantiated once, however many callers wait for it. */
export class ServiceInstances {
  readonly #init: ServiceInstancesInit;
  readonly #components: ServiceInstancesComponents;
  readonly #instances = new Map<string, Promise<ServiceInstance>>();
  /** Who comes after the services that are just being replaced. */
  readonly #handovers = new Map<string, Promise<ServiceRecord>>();
  #life: AbortSignal | undefined;

  constructor(init: ServiceInstancesInit, components: ServiceInstancesComponents) {
    this.#init = init;
    this.#components = components;
  }

  /** Instances made from now on end with this signal. */
  open(life: AbortSignal): void {
    this.#life = life;
  }

  /** The instance of a service; one that failed to start is tried again. @throws HostError, MarineError */
  get(record: ServiceRecord): Promise<ServiceInstance> {
    const handover = this.#handovers.get(record.serviceId);
    if (handover !== undefined) return handover.then((successor) => this.get(successor));
    return this.#instances.get(record.serviceId) ?? this.#begin(record);
  }

  #begin(record: ServiceRecord): Promise<ServiceInstance> {
    const starting = this.#start(record);
    this.#instances.set(record.serviceId, starting);
    starting.catch(() => {
      if (this.#instances.get(record.serviceId) === starting) this.#instances.delete(record.serviceId);
    });
    return starting;
  }

  /** Ends the instance of a service if there is one. Statistics go with it. */
  async drop(serviceId: string): Promise<void> {
    const instance = this.#instances.get(serviceId);
    this.#instances.delete(serviceId);
    // One that failed to start has nothing to stop, and told those who waited for it.
    const running = await instance?.catch(() => undefined);
    await running?.stop();
  }

  /**
   * Puts one service in the place of another, which is ended first: calls under way are waited for, further ones wait for
   * whoever comes after. When `exchange` rejects, or the successor does not start, that is the former service.
   * @param exchange records the successor in the place of the former, in one transaction
   * @throws HostError, MarineError; what `exchange` throws
   */
  async handOver(
    former: ServiceRecord,
    successor: ServiceRecord,
    exchange: () => Promise<void>,
  ): Promise<void> {
    const { serviceId } = former;
    if (this.#handovers.has(serviceId)) {
      throw new ConvertedError('IN_USE', `Service '${serviceId}' is being replaced already`);
    }
    const exchanged = this.#exchange(former, successor, exchange);
    const next = exchanged.then(
      () => successor,
      () => former,
    );
    this.#handovers.set(serviceId, next);
    try {
      await exchanged;
    } finally {
      this.#handovers.delete(serviceId);
    }
  }

  async #exchange(
    { serviceId }: ServiceRecord,
    successor: ServiceRecord,
    exchange: () => Promise<void>,
  ): Promise<void> {
    const running = await this.peek(serviceId);
    await running?.idle();
    await this.drop(serviceId);
    try {
      await this.#begin(successor);
      await exchange();
    } catch (error) {
      await this.drop(successor.serviceId);
      throw error;
    }
  }

  /** The instance of a service that is up already, without starting it. */
  async peek(serviceId: string): Promise<ServiceInstance | undefined> {
    return this.#instances.get(serviceId)?.catch(() => undefined);
  }

  get size(): number {
    return this.#instances.size;
  }

  async close(): Promise<void> {
    this.#life = undefined;
    await Promise.all([...this.#instances.keys()].map((serviceId) => this.drop(serviceId)));
    await this.#components.runner.close();
  }

  async #start(record: ServiceRecord): Promise<ServiceInstance> {
    const signal = this.#life;
    if (signal === undefined || signal.aborted) {
      throw new ConvertedError(
        'NOT_RUNNING',
        `The host is not running: service '${record.serviceId}' cannot start`,
      );
    }
    const modules = await this.#modulesOf(record);
    const { runner, directories, quotas, metrics, now } = this.#components;
    const { memoryLimitBytes } = this.#init;
    const running = await runner.create(
      {
        serviceId: record.serviceId,
        modules,
        directoryQuotas: directories?.quotasOf(record) ?? [],
        ...(memoryLimitBytes === undefined ? {} : { totalMemoryLimitBytes: memoryLimitBytes }),
      },
      { signal, onRefused: (refusals) => quotas.refused(refusals) },
    );
    return new ServiceInstance(
      { label: record.aliases[0] ?? NON_ALIASED_LABEL, usesFiles: modules.some(usesFiles) },
      { running, metrics, now },
    );
  }

  async #modulesOf(record: ServiceRecord): Promise<{ config: ModuleConfig; wasm: MarineModule }[]> {
    const { blueprints, modules, directories } = this.#components;
    const { dependencies } = blueprints.get(record.blueprintId);
    const loaded = await Promise.all(
      dependencies.map(async (cid) => ({ cid, ...(await modules.load(cid)) })),
    );
    const names = loaded.map(({ module }) => module.name);
    const mapped = await directories?.prepare(record, names);
    const envs = { ...this.#init.envsOf(record), service_id: record.serviceId };
    return loaded.map(({ cid, module, compiled }) => {
      const { name, loggerEnabled } = module;
      const mountedBinaries = modules.binariesOf(cid, module, compiled);
      const mappedDirs: MappedDirectories = mapped?.get(name) ?? {};
      return { config: { name, loggerEnabled, envs, mountedBinaries, mappedDirs }, wasm: compiled };
    });
  }
}
