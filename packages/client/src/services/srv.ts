import { messageOf } from '@noctiluca/common/thrown';
import type { ParticleContext } from '../particle/context.js';
import { allowOnlyParticleOriginatedAt, type SecurityGuard } from './security-guard.js';

interface Call<T> {
  args: T;
  context: ParticleContext;
}

/** What the service needs of its client. */
export interface MarinePeer {
  getPeerId(): string;
  registerMarineService(wasm: Uint8Array, serviceId: string): Promise<void>;
  removeMarineService(serviceId: string): Promise<void>;
}

/** The service `single_module_srv`: scripts of the client itself start and remove Marine services on it. */
export class Srv {
  securityGuard_create: SecurityGuard;
  securityGuard_remove: SecurityGuard;
  readonly #peer: MarinePeer;
  readonly #services = new Set<string>();

  constructor(peer: MarinePeer) {
    this.#peer = peer;
    this.securityGuard_create = allowOnlyParticleOriginatedAt(peer.getPeerId());
    this.securityGuard_remove = allowOnlyParticleOriginatedAt(peer.getPeerId());
  }

  /** @param args base64 of a module; of a failure js-client says `success` too, with the reason */
  async create({ args: [wasmContent], context }: Call<[string]>) {
    if (!this.securityGuard_create(context)) {
      const error = ['Marine services could be registered on %init_peer_id% only'];
      return { success: false, error, service_id: null };
    }
    try {
      const serviceId = crypto.randomUUID();
      const wasm = Uint8Array.from(atob(wasmContent), (char) => char.codePointAt(0) ?? 0);
      await this.#peer.registerMarineService(wasm, serviceId);
      this.#services.add(serviceId);
      return { success: true, service_id: [serviceId], error: null };
    } catch (cause) {
      return { success: true, service_id: null, error: [messageOf(cause)] };
    }
  }

  async remove({ args: [serviceId], context }: Call<[string]>) {
    if (!this.securityGuard_remove(context)) {
      const error = ['Marine services could be remove on %init_peer_id% only'];
      return { success: false, error, service_id: null };
    }
    if (!this.#services.has(serviceId)) {
      return { success: false, error: [`Service with id ${serviceId} not found`] };
    }
    await this.#peer.removeMarineService(serviceId);
    this.#services.delete(serviceId);
    return { success: true, error: null };
  }

  list(): string[] {
    return [...this.#services];
  }
}
