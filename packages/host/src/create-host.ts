import { resolve } from 'node:path';
import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import type { ServiceRunner } from '@noctiluca/marine';
import type { KeyPair } from '@noctiluca/particle';
import type { BlobStore, Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import { Access } from './access/access.js';
import { type BuiltinsComponents, defaultBuiltins } from './builtins/default-builtins.js';
import { BuiltinDispatcher } from './builtins/dispatcher.js';
import { CALL_DEADLINE_MS, RESTORE_CONCURRENCY } from './constants.js';
import type { HostDirectories } from './files/directories.js';
import type { HostConnectivity, ServiceGate } from './host.js';
import { createHostMetrics } from './metrics.js';
import { type HostExtension, PeerHost, type PeerHostInit } from './peer/peer-host.js';
import { StateMark } from './peer/state-mark.js';
import { type PeerInfo, UNKNOWN_PEER_INFO } from './ports/peer-info.js';
import { KnownSubnets, NO_SUBNETS, type Subnets } from './ports/subnets.js';
import { Quotas, type QuotasInit } from './quotas.js';
import { NativeServices } from './services/calls/native-service.js';
import { ServiceCalls } from './services/calls/service-calls.js';
import { ServiceDirectories } from './services/instances/service-directories.js';
import { ServiceInstances } from './services/instances/service-instances.js';
import { BlueprintRepository } from './services/modules/blueprint-repository.js';
import type { EffectorRules } from './services/modules/effector-rules.js';
import { ModuleRepository } from './services/modules/module-repository.js';
import { type ServiceRecord, scopeOfRecord } from './services/registry/records.js';
import { ServiceRegistry } from './services/registry/service-registry.js';
import { Services } from './services/services.js';
import { ParticleTokens } from './vault/particle-token.js';
import { ParticleVaults, type ParticleVaultsComponents } from './vault/particle-vaults.js';
import { WorkerDirectory } from './workers/worker-directory.js';
import { WorkerKeys } from './workers/worker-keys.js';
import { Workers } from './workers/workers.js';

export interface HostInit extends EffectorRules, HostExtension {
  /** Peer that administers this one: adds modules, creates services, gives aliases. @default only the host itself does */
  readonly managementPeerId?: string;
  /** Further peers with the same rights, for instance the key of the node's deployer. @default [] */
  readonly trustedPeerIds?: readonly string[];
  /** What `peer.identify` answers; asked at each call. @default empty texts and lists */
  readonly identify?: () => PeerInfo;
  /** What calls to services of the host wait for. @default nothing */
  readonly gate?: ServiceGate;
  /** Whether any peer may create workers: for development. @default false: the host and its management */
  readonly openWorkers?: boolean;
  /** What seals the secret keys of workers in the store. @default none: they are plain, in files of this user alone */
  readonly workerKeyPassphrase?: string;
  /** Longest service call, in milliseconds; a particle's end comes first. @default 60000 */
  readonly callDeadlineMs?: number;
  /** Where files of services and particles are kept. @default none: services have no files, and nobody has a vault */
  readonly directories?: HostDirectories;
  /** Bounds of what is kept. @default see `QuotasInit` */
  readonly quotas?: QuotasInit;
  /**
   * Memory a service may have, all its modules together, in bytes: upstream's `default_service_memory_limit`.
   * @default none, as upstream; a module has at most 4 GiB
   */
  readonly serviceMemoryLimitBytes?: number;
  /** Whether `stat.service_stat` answers. @default true */
  readonly serviceStats?: boolean;
  /** Environment of every module of those services `servicesEnvsFor` names, besides `service_id`. @default {} */
  readonly servicesEnvs?: Readonly<Record<string, string>>;
  /**
   * Who gets `servicesEnvs`, which may hold secrets of the node: services of the node itself, that is of the host and
   * `trustedPeerIds`, or all as upstream does (spec/nox.md §9.2 no. 22). @default 'own'
   */
  readonly servicesEnvsFor?: 'own' | 'all';
  /** Persisted services started at the same time after a restart; 0 starts each at its first call. @default 2 */
  readonly restoreConcurrency?: number;
}

export interface HostComponents {
  /** Identity of the peer; particle tokens and `sig` use it. */
  readonly keyPair: KeyPair;
  readonly store: Store;
  readonly blobs: BlobStore;
  /** Where services run. The host is its only user and closes it when it stops. */
  readonly runner: ServiceRunner;
  readonly connectivity: HostConnectivity;
  /** Who knows the workers of deals on other peers. @default nobody: `subnet.resolve` says so */
  readonly subnets?: Subnets;
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
  /** Clock that particles live by, milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
  /** What `peer.timestamp_ms` answers: a virtual clock may be ahead. @default `now` */
  readonly timestamp?: () => number;
}

/**
 * Builds the part of a peer that answers calls: directories of what is there first, then who looks at them. Nothing is
 * read or started before `start`; it depends on the store and the blob store.
 * @throws HostError `DUPLICATE_BUILTIN`
 */
export function createHost(init: HostInit, components: HostComponents): PeerHost {
  const { keyPair, store, blobs, runner, now = Date.now } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'host' });
  const hostPeerId = keyPair.peerId;
  const metrics = createHostMetrics(components.registry);
  const quotas = new Quotas(init.quotas ?? {}, { metrics });
  const tokens = new ParticleTokens(keyPair);
  const keys = new WorkerKeys({ passphrase: init.workerKeyPassphrase }, { store, logger });
  const scopes = new WorkerDirectory({ keyPair, keys });
  const registry = new ServiceRegistry({ store });
  const access = new Access(
    { hostPeerId, managementPeerIds: managersOf(init) },
    { services: registry, scopes },
  );
  const blueprints = new BlueprintRepository({ store, registry, quotas });
  const modules = new ModuleRepository(init, { store, blobs, blueprints, quotas });
  const natives = new NativeServices();
  const files = createFiles(init, hostPeerId, { tokens, quotas, metrics, logger });
  const { directories, vaults } = files;
  const instances = new ServiceInstances(
    {
      envsOf: (record) => (mayHaveEnvs(init, hostPeerId, record) ? (init.servicesEnvs ?? {}) : {}),
      memoryLimitBytes: init.serviceMemoryLimitBytes,
    },
    { runner, modules, blueprints, directories, quotas, metrics, now },
  );
  const calls = new ServiceCalls(
    { hostPeerId, callDeadlineMs: init.callDeadlineMs ?? CALL_DEADLINE_MS },
    { registry, instances, natives, tokens, vaults, metrics, now },
  );
  const services = new Services({
    ...{ access, registry, modules, blueprints, instances, natives, calls, scopes, directories, quotas },
    metrics,
  });
  const workers = new Workers(
    { hostPeerId, open: init.openWorkers ?? false },
    { store, keys, directory: scopes, services, access, quotas, metrics, logger },
  );
  const dispatcher = new BuiltinDispatcher({ access });
  const subnets = new KnownSubnets(components.subnets ?? NO_SUBNETS);
  const upstream = { access, scopes, services, workers, vaults, subnets, hostPeerId, logger };
  for (const table of defaultBuiltins(builtinsComponents(init, components, upstream))) {
    dispatcher.add(table, 'builtin');
  }
  const state = new StateMark({ store, blobs, directories });
  const host = new PeerHost(peerHostInit(init, components), {
    ...{ dispatcher, state, access, registry, instances, services, natives, workers, directories, vaults },
    ...{ scopes, subnets, metrics, logger },
  });
  host.extend(init);
  return host;
}

type BuiltParts = Pick<
  BuiltinsComponents,
  'access' | 'scopes' | 'services' | 'workers' | 'vaults' | 'subnets' | 'hostPeerId' | 'logger'
>;

function builtinsComponents(
  { identify = () => UNKNOWN_PEER_INFO, serviceStats = true }: HostInit,
  { connectivity, now = Date.now, timestamp = now }: HostComponents,
  built: BuiltParts,
): BuiltinsComponents {
  return { ...built, connectivity, identify, now, timestamp, serviceStats };
}

function peerHostInit(init: HostInit, { keyPair, store, blobs }: HostComponents): PeerHostInit {
  return {
    hostPeerId: keyPair.peerId,
    dependsOn: [store.name, blobs.name],
    restoreConcurrency: init.restoreConcurrency ?? RESTORE_CONCURRENCY,
    devMode: init.devModeBinaries !== undefined,
    gate: init.gate,
  };
}

interface FileParts {
  readonly vaults: ParticleVaults | undefined;
  readonly directories: ServiceDirectories | undefined;
}

/** The parts that keep files; none without directories to keep them in. */
function createFiles(
  { directories }: HostInit,
  hostPeerId: string,
  components: ParticleVaultsComponents,
): FileParts {
  if (directories === undefined) return { vaults: undefined, directories: undefined };
  const { quotas, metrics, logger } = components;
  const vaults = new ParticleVaults({ dir: resolve(directories.vault) }, components);
  const scopePeerOf = (record: ServiceRecord) => {
    const scope = scopeOfRecord(record);
    return scope.kind === 'worker' ? scope.workerId : hostPeerId;
  };
  const ofScopes = {
    pathOf: (record: ServiceRecord) => vaults.scopePath(scopePeerOf(record)),
    prepare: (record: ServiceRecord) => vaults.scopeDirectory(scopePeerOf(record)),
  };
  const ofServices = { storage: resolve(directories.storage), ephemeral: resolve(directories.ephemeral) };
  return {
    vaults,
    directories: new ServiceDirectories(ofServices, { vaults: ofScopes, quotas, metrics, logger }),
  };
}

function mayHaveEnvs(init: HostInit, hostPeerId: string, { ownerId }: ServiceRecord): boolean {
  const { servicesEnvsFor = 'own', trustedPeerIds = [] } = init;
  return servicesEnvsFor === 'all' || ownerId === hostPeerId || trustedPeerIds.includes(ownerId);
}

function managersOf({ managementPeerId, trustedPeerIds = [] }: HostInit): string[] {
  return managementPeerId === undefined ? [...trustedPeerIds] : [managementPeerId, ...trustedPeerIds];
}
