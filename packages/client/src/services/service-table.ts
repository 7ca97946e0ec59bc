import type { GenericCallServiceHandler } from './calls.js';

type Handlers = Map<string, GenericCallServiceHandler>;

/** Who answers which call: for one particle, or else for all. */
export class ServiceTable {
  readonly #common: Handlers = new Map();
  readonly #ofParticles = new Map<string, Handlers>();
  readonly #serviceIds = new Set<string>();

  common(serviceId: string, fnName: string, handler: GenericCallServiceHandler): void {
    this.#serviceIds.add(serviceId);
    this.#common.set(keyOf(serviceId, fnName), handler);
  }

  forParticle(
    particleId: string,
    serviceId: string,
    fnName: string,
    handler: GenericCallServiceHandler,
  ): void {
    const handlers: Handlers = this.#ofParticles.get(particleId) ?? new Map();
    this.#ofParticles.set(particleId, handlers);
    handlers.set(keyOf(serviceId, fnName), handler);
  }

  /** Drops what was registered for a particle. */
  forget(particleId: string): void {
    this.#ofParticles.delete(particleId);
  }

  hasService(serviceId: string): boolean {
    return this.#serviceIds.has(serviceId);
  }

  find(serviceId: string, fnName: string, particleId: string): GenericCallServiceHandler | undefined {
    const key = keyOf(serviceId, fnName);
    return this.#ofParticles.get(particleId)?.get(key) ?? this.#common.get(key);
  }
}

function keyOf(serviceId: string, fnName: string): string {
  return `${serviceId}/${fnName}`;
}
