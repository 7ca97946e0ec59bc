import type { MarineModule, ModuleConfig, ServiceRunner } from '@noctiluca/marine';
import { HostError } from '../errors.js';
import type { BlueprintRepository } from './blueprint-repository.js';
import type { ModuleRepository } from './module-repository.js';
import type { ModuleRecord, ServiceRecord } from './records.js';
import { ServiceInstance } from './service-instance.js';

export interface ServiceInstancesInit {
  /** Environment of every module, besides `service_id`. */
  readonly envs: Readonly<Record<string, string>>;
}

export interface ServiceInstancesComponents {
  readonly runner: ServiceRunner;
  readonly modules: ModuleRepository;
  readonly blueprints: BlueprintRepository;
  readonly now: () => number;
}

/** Services that are up or coming up. Each is instantiated once, however many callers wait for it. */
export class ServiceInstances {
  readonly #init: ServiceInstancesInit;
  readonly #components: ServiceInstancesComponents;
  readonly #instances = new Map<string, Promise<ServiceInstance>>();
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
    const known = this.#instances.get(record.serviceId);
    if (known !== undefined) return known;
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

  /** The instance of a service that is up already, without starting it. */
  async peek(serviceId: string): Promise<ServiceInstance | undefined> {
    return this.#instances.get(serviceId)?.catch(() => undefined);
  }

  get size(): number {
    return this.#instances.size;
  }

  async close(): Promise<void> {
    this.#life = undefined;
    await this.#components.runner.close();
    this.#instances.clear();
  }

  async #start(record: ServiceRecord): Promise<ServiceInstance> {
    const signal = this.#life;
    if (signal === undefined || signal.aborted) {
      throw new HostError(
        'NOT_RUNNING',
        `The host is not running: service '${record.serviceId}' cannot start`,
      );
    }
    const modules = await this.#modulesOf(record);
    const running = await this.#components.runner.create(
      { serviceId: record.serviceId, modules },
      { signal },
    );
    return new ServiceInstance(running, this.#components.now);
  }

  #modulesOf(record: ServiceRecord): Promise<{ config: ModuleConfig; wasm: MarineModule }[]> {
    const { blueprints, modules } = this.#components;
    const envs = { ...this.#init.envs, service_id: record.serviceId };
    const { dependencies } = blueprints.get(record.blueprintId);
    return Promise.all(
      dependencies.map(async (cid) => {
        const { module, compiled } = await modules.load(cid);
        return { config: moduleConfig(module, envs), wasm: compiled };
      }),
    );
  }
}

function moduleConfig(module: ModuleRecord, envs: Record<string, string>): ModuleConfig {
  const { name, loggerEnabled, mountedBinaries } = module;
  return { name, loggerEnabled, envs, mountedBinaries };
}
