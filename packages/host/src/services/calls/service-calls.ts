import { randomUUID } from 'node:crypto';
import { type CallParameters, type CallParticle, type JsonValue, printJson } from '@noctiluca/marine';
import { type Particle, remainingMs } from '@noctiluca/particle';
import { NON_ALIASED_LABEL } from '../../constants.js';
import { HostError } from '../../errors.js';
import type { CallContext, PeerScope } from '../../host.js';
import type { HostMetrics } from '../../metrics.js';
import type { ParticleTokens } from '../../vault/particle-token.js';
import type { ParticleVaults } from '../../vault/particle-vaults.js';
import type { ServiceInstances } from '../instances/service-instances.js';
import { type ServiceRecord, scopeOfRecord } from '../registry/records.js';
import type { ServiceRegistry } from '../registry/service-registry.js';
import type { NativeServices } from './native-service.js';
import type { ServiceCall } from './service-call.js';

export interface ServiceCallsInit {
  readonly hostPeerId: string;
  /** Milliseconds a call may take at most. */
  readonly callDeadlineMs: number;
}

export interface ServiceCallsComponents {
  readonly registry: ServiceRegistry;
  readonly instances: ServiceInstances;
  readonly natives: NativeServices;
  readonly tokens: ParticleTokens;
  /** Undefined: particles have no vault. */
  readonly vaults: ParticleVaults | undefined;
  readonly metrics: HostMetrics;
  readonly now: () => number;
}

/** A call the node makes without a particle (spec/nox.md §4.8). */
export interface HostCall {
  readonly functionName: string;
  readonly args: readonly JsonValue[];
  /** Peer the service sees as the particle's author. */
  readonly initPeerId: string;
  /** @default a random uuid */
  readonly particleId?: string;
  /** Milliseconds. @default the longest a call may take */
  readonly ttlMs?: number;
}

/** Whom a call is made for. */
interface CallOrigin {
  readonly particle: CallParticle;
  readonly leftMs: number;
  /** Of a particle; the node's own calls have none, and no vault. */
  readonly context?: CallContext;
}

/** Token of calls that the node makes itself (spec/nox.md §4.8). */
const HOST_CALL_TOKEN = 'host_call';

const NO_BYTES = new Uint8Array(0);

/** Calls functions of Marine services (spec/nox.md §4.8). */
export class ServiceCalls {
  readonly #init: ServiceCallsInit;
  readonly #components: ServiceCallsComponents;

  constructor(init: ServiceCallsInit, components: ServiceCallsComponents) {
    this.#init = init;
    this.#components = components;
  }

  /**
   * Calls on behalf of a particle, until the particle expires or the limit for calls is reached.
   * @returns JSON text of the result @throws HostError, MarineError
   */
  callForParticle(record: ServiceRecord, call: ServiceCall, context: CallContext): Promise<string> {
    const { particle, signal } = context;
    const leftMs = remainingMs(particle, this.#components.now());
    if (signal.aborted || leftMs === 0) {
      const reason = `Particle ${particle.id} expired before service '${record.serviceId}' was called`;
      return Promise.reject(new HostError('ABORTED', reason));
    }
    return this.#call(record, call, { particle: this.#particleOf(particle), leftMs, context });
  }

  /**
   * Calls on behalf of the node.
   * @returns JSON text of the result @throws HostError `NOT_FOUND` and others, MarineError
   */
  async callAsHost(scope: PeerScope, idOrAlias: string, call: HostCall): Promise<string> {
    const record = this.#components.registry.require(scope, idOrAlias);
    const { initPeerId, particleId = randomUUID(), ttlMs = this.#init.callDeadlineMs } = call;
    const particle: CallParticle = {
      id: particleId,
      initPeerId,
      timestamp: this.#components.now(),
      ttl: ttlMs,
      script: '',
      signature: NO_BYTES,
      token: HOST_CALL_TOKEN,
    };
    return this.#call(record, { ...call, tetraplets: [] }, { particle, leftMs: ttlMs });
  }

  async #call(record: ServiceRecord, call: ServiceCall, origin: CallOrigin): Promise<string> {
    const { metrics } = this.#components;
    const labels = { service_type: record.aliases[0] ?? NON_ALIASED_LABEL };
    const startedAt = performance.now();
    try {
      const result = await this.#run(record, call, origin);
      metrics.callSuccesses.inc(labels);
      return result;
    } catch (error) {
      metrics.callFailures.inc(labels);
      throw error;
    } finally {
      metrics.callTime.observe(labels, performance.now() - startedAt);
    }
  }

  async #run(
    record: ServiceRecord,
    call: ServiceCall,
    { particle, leftMs, context }: CallOrigin,
  ): Promise<string> {
    const { instances, natives, vaults } = this.#components;
    const native = natives.of(record);
    if (native !== undefined) {
      return printJson(await native.call(record, call, this.#parameters(record, particle, call.tetraplets)));
    }
    // Asked for before anything is awaited: a service that is removed meanwhile is not started again.
    const instance = await instances.get(record);
    const run = () =>
      instance.call({
        functionName: call.functionName,
        argsJson: printJson(call.args),
        parameters: this.#parameters(record, particle, call.tetraplets),
        deadlineMs: Math.min(leftMs, this.#init.callDeadlineMs),
      });
    if (vaults === undefined || context === undefined || !instance.usesFiles) return run();
    return vaults.visit(context, run);
  }

  #parameters(
    record: ServiceRecord,
    particle: CallParticle,
    tetraplets: CallParameters['tetraplets'],
  ): CallParameters {
    const { hostPeerId } = this.#init;
    const scope = scopeOfRecord(record);
    return {
      particle,
      serviceId: record.serviceId,
      serviceCreatorPeerId: record.ownerId,
      hostId: hostPeerId,
      workerId: scope.kind === 'worker' ? scope.workerId : hostPeerId,
      tetraplets,
    };
  }

  #particleOf(particle: Particle): CallParticle {
    const { id, initPeerId, timestamp, ttl, script, signature } = particle;
    return { id, initPeerId, timestamp, ttl, script, signature, token: this.#components.tokens.of(particle) };
  }
}
