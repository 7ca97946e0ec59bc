import { firstOf, type Logger } from '@noctiluca/lifecycle';
import type { KeyPair } from '@noctiluca/particle';
import type { Access } from '../access/access.js';
import { meantService } from '../access/spell-particle.js';
import type { BuiltinDispatcher } from '../builtins/dispatcher.js';
import type { BuiltinService } from '../builtins/table.js';
import { HostError } from '../errors.js';
import type { CallContext, FunctionCall, FunctionOutcome, Host, PeerScope, ServiceGate } from '../host.js';
import type { HostMetrics } from '../metrics.js';
import type { ScopeDirectory } from '../ports/scope-directory.js';
import type { KnownSubnets, Subnets } from '../ports/subnets.js';
import type { NativeService, NativeServices } from '../services/calls/native-service.js';
import { type RestoreFailure, restoreServices } from '../services/instances/restore.js';
import type { ServiceDirectories } from '../services/instances/service-directories.js';
import type { ServiceInstances } from '../services/instances/service-instances.js';
import type { ServiceRecord } from '../services/registry/records.js';
import type { ServiceRegistry } from '../services/registry/service-registry.js';
import type { Services } from '../services/services.js';
import type { ParticleVaults } from '../vault/particle-vaults.js';
import type { Workers } from '../workers/workers.js';
import { checkResultSize, errorOutcome, NOT_DEFINED, okOutcome } from './outcome.js';
import type { StateMark } from './state-mark.js';

export interface PeerHostInit {
  readonly hostPeerId: string;
  readonly dependsOn: readonly string[];
  readonly restoreConcurrency: number;
  readonly devMode: boolean;
  readonly gate: ServiceGate | undefined;
}

export interface PeerHostComponents {
  readonly state: StateMark;
  readonly dispatcher: BuiltinDispatcher;
  readonly access: Access;
  readonly registry: ServiceRegistry;
  readonly instances: ServiceInstances;
  readonly services: Services;
  readonly natives: NativeServices;
  readonly workers: Workers;
  /** Undefined: no files. */
  readonly directories: ServiceDirectories | undefined;
  readonly vaults: ParticleVaults | undefined;
  readonly scopes: ScopeDirectory;
  readonly subnets: KnownSubnets;
  readonly metrics: HostMetrics;
  readonly logger: Logger;
}

/** What a part of a peer adds to what particles can call. */
export interface HostExtension {
  /** Tables of built-in functions. @default [] */
  readonly builtins?: readonly BuiltinService[];
  /** Kinds of services written in TypeScript. @default [] */
  readonly nativeServices?: readonly NativeService[];
  /** Who is asked for the workers of a deal, and may ask those who were asked before. @default they are */
  readonly subnets?: (before: Subnets) => Subnets;
}

/** Service whose functions are protected on the host scope, unless in dev mode (spec/nox.md §3.8). */
const PROTECTED_SERVICE = 'aqua-ipfs';

/** The host: what particles call on it, and `services` for the node's own parts. */
export class PeerHost implements Host {
  readonly name = 'host';
  readonly dependsOn: readonly string[];
  readonly hostPeerId: string;
  readonly services: Services;
  readonly workers: Workers;
  readonly access: Access;
  readonly scopeOf: (peerId: string) => PeerScope | undefined;
  /** Key of the host, or of a worker that is here. */
  readonly keyPairOf: (scope: PeerScope) => KeyPair | undefined;
  readonly #init: PeerHostInit;
  readonly #components: PeerHostComponents;
  readonly #ending = new AbortController();
  #begun = false;
  #running = false;
  #restoring: Promise<void> = Promise.resolve();
  #failures: readonly RestoreFailure[] = [];

  constructor(init: PeerHostInit, components: PeerHostComponents) {
    this.#init = init;
    this.#components = components;
    this.dependsOn = init.dependsOn;
    this.hostPeerId = init.hostPeerId;
    this.services = components.services;
    this.workers = components.workers;
    this.access = components.access;
    const { scopes } = components;
    this.scopeOf = (peerId) => scopes.scopeOf(peerId);
    this.keyPairOf = (scope) => scopes.keyPairOf(scope);
  }

  /** Every table of built-in functions, the user's included: see `describeBuiltins` and `renderBuiltins`. */
  get builtins(): readonly BuiltinService[] {
    return this.#components.dispatcher.tables;
  }

  /**
   * What a part that is built on the host adds to it, before the start.
   * @throws HostError `DUPLICATE_BUILTIN`; `INVALID` once the host was started
   */
  extend({ builtins = [], nativeServices = [], subnets }: HostExtension): void {
    if (this.#begun) throw new HostError('INVALID', 'The host was started: what it answers is settled');
    const { dispatcher, natives } = this.#components;
    for (const table of builtins) dispatcher.add(table, undefined);
    for (const native of nativeServices) natives.add(native);
    if (subnets !== undefined) this.#components.subnets.extend(subnets);
  }

  async start(signal: AbortSignal): Promise<void> {
    this.#begun = true;
    const life = firstOf(signal, this.#ending.signal);
    const { state, registry, instances, services, natives, workers, directories, vaults, metrics } =
      this.#components;
    const all = registry.all();
    const records = all.filter((record) => natives.of(record) === undefined);
    await state.require(this.hostPeerId, all.length === 0 && services.modules.list().length === 0);
    await workers.start();
    await vaults?.start();
    await directories?.start(records);
    await services.modules.sweep();
    signal.throwIfAborted();
    for (const { serviceType } of all) metrics.count.inc({ service_type: serviceType });
    instances.open(life);
    this.#running = true;
    // Beside the start: a call to a service that is not up yet brings it up at once.
    this.#restoring = this.#restore(records, life);
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#ending.abort(new HostError('NOT_RUNNING', 'The host is stopping'));
    await this.#components.instances.close();
    await this.#components.vaults?.stop();
    await this.#restoring;
  }

  /** Resolves when every persisted service was tried after the start. @returns those that did not come up */
  async restored(): Promise<readonly RestoreFailure[]> {
    await this.#restoring;
    return this.#failures;
  }

  describe(): Record<string, unknown> {
    return {
      hostPeerId: this.hostPeerId,
      servicesUp: this.#components.instances.size,
      servicesNotRestored: this.#failures,
      workers: this.workers.list().map(({ workerId, dealId, active }) => ({ workerId, dealId, active })),
      workersNotRestored: this.workers.broken,
    };
  }

  async call(call: FunctionCall, context: CallContext): Promise<FunctionOutcome> {
    if (!this.#running) return errorOutcome(notRunning(this.hostPeerId));
    const builtin = this.#components.dispatcher.find(call);
    const functionKind = builtin === undefined ? 'service' : builtin.functionKind;
    try {
      if (builtin === undefined) return await this.#callService(call, context);
      const value = await this.#components.dispatcher.call(builtin.row, call, context);
      return checkResultSize(okOutcome(value, functionKind), call);
    } catch (error) {
      this.#log(error, call, context);
      return errorOutcome(error, functionKind);
    }
  }

  async #callService(call: FunctionCall, context: CallContext): Promise<FunctionOutcome> {
    const { scope } = context;
    const isProtected = call.serviceId === PROTECTED_SERVICE && scope.kind === 'host' && !this.#init.devMode;
    if (isProtected) this.#components.access.requireProtected(context);
    const opened = scope.kind === 'host' ? this.#init.gate?.opened(call.serviceId) : undefined;
    if (opened !== undefined) await untilOpen(opened, call, context);
    const record = this.services.resolve(scope, meantService(call.serviceId, context.particle));
    if (record === undefined) return this.#missing(call, context);
    const json = await this.services.calls.callForParticle(record, call, context);
    return { kind: 'ok', json, functionKind: 'service' };
  }

  #missing({ serviceId }: FunctionCall, { scope }: CallContext): FunctionOutcome {
    const reason = scope.kind === 'host' ? this.#init.gate?.reason(serviceId) : undefined;
    if (reason === undefined) return NOT_DEFINED;
    throw new HostError('NOT_READY', reason);
  }

  async #restore(records: readonly ServiceRecord[], life: AbortSignal): Promise<void> {
    const { restoreConcurrency } = this.#init;
    this.#failures = await restoreServices(records, restoreConcurrency, this.#components, life);
    const { logger } = this.#components;
    if (records.length > 0 && restoreConcurrency > 0 && !life.aborted) {
      logger.info({ services: records.length, failed: this.#failures.length }, 'Services restored');
    }
  }

  #log(error: unknown, call: FunctionCall, { particle }: CallContext): void {
    const { serviceId, functionName } = call;
    const fields = { particleId: particle.id, serviceId, functionName, err: error };
    const { logger } = this.#components;
    if (isExpected(error)) logger.debug(fields, 'Call failed');
    else logger.error(fields, 'Call failed with an unforeseen error');
  }
}

/** @throws HostError `ABORTED` when the particle ends first */
function untilOpen(
  opened: Promise<void>,
  call: FunctionCall,
  { particle, signal }: CallContext,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      const reason = `Particle ${particle.id} ended before service '${call.serviceId}' was ready`;
      reject(new HostError('ABORTED', reason));
    };
    if (signal.aborted) return end();
    signal.addEventListener('abort', end, { once: true });
    void opened.then(() => {
      signal.removeEventListener('abort', end);
      resolve();
    });
  });
}

/** Our packages' errors carry a code; whatever else is thrown is a defect, here or in a table of the user. */
function isExpected(error: unknown): boolean {
  return error instanceof Error && 'code' in error;
}

function notRunning(hostPeerId: string): HostError {
  return new HostError('NOT_RUNNING', `Peer ${hostPeerId} is not running`);
}
