import { type Logger, silentLogger } from '@noctiluca/lifecycle';
import type { ServiceRunner } from '@noctiluca/marine';
import type { KeyPair } from '@noctiluca/particle';
import type { BlobStore, Store } from '@noctiluca/store';
import type { Registry } from 'prom-client';
import { Access } from './access.js';
import { defaultBuiltins } from './builtins/default-builtins.js';
import { BuiltinDispatcher } from './builtins/dispatcher.js';
import type { BuiltinService } from './builtins/table.js';
import { CALL_DEADLINE_MS, RESTORE_CONCURRENCY } from './constants.js';
import type { HostConnectivity, PeerScope } from './host.js';
import { createServiceMetrics } from './metrics.js';
import { ParticleTokens } from './particle-token.js';
import { PeerHost } from './peer-host.js';
import { type PeerInfo, UNKNOWN_PEER_INFO } from './peer-info.js';
import { HOST_SCOPE } from './peer-scope.js';
import { BlueprintRepository } from './services/blueprint-repository.js';
import type { EffectorRules } from './services/effector-rules.js';
import { ModuleRepository } from './services/module-repository.js';
import { ServiceCalls } from './services/service-calls.js';
import { ServiceInstances } from './services/service-instances.js';
import { ServiceRegistry } from './services/service-registry.js';
import { Services } from './services/services.js';

export interface HostInit extends EffectorRules {
  /** Peer that administers this one: adds modules, creates services, gives aliases. @default only the host itself does */
  readonly managementPeerId?: string;
  /** Further peers with the same rights, for instance the key of the node's deployer. @default [] */
  readonly trustedPeerIds?: readonly string[];
  /** What `peer.identify` answers; asked at each call. @default empty texts and lists */
  readonly identify?: () => PeerInfo;
  /** Tables of built-in functions besides those of upstream. @default [] */
  readonly builtins?: readonly BuiltinService[];
  /** Longest service call, in milliseconds; a particle's end comes first. @default 60000 */
  readonly callDeadlineMs?: number;
  /** Environment of every module of every service, besides `service_id`. @default {} */
  readonly servicesEnvs?: Readonly<Record<string, string>>;
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
  /** @default silent */
  readonly logger?: Logger;
  /** @default a fresh one */
  readonly registry?: Registry;
  /** Clock, milliseconds since the epoch. @default Date.now */
  readonly now?: () => number;
}

/**
 * Builds the part of a peer that answers calls. Nothing is read or started before `start`; it depends on the store and
 * the blob store.
 * @throws HostError `DUPLICATE_BUILTIN`
 */
export function createHost(init: HostInit, components: HostComponents): PeerHost {
  const { keyPair, store, blobs, runner, connectivity, now = Date.now } = components;
  const logger = (components.logger ?? silentLogger).child({ module: 'host' });
  const hostPeerId = keyPair.peerId;
  const scopeOf = (peerId: string): PeerScope | undefined => (peerId === hostPeerId ? HOST_SCOPE : undefined);
  const keyOf = (scope: PeerScope) => (scope.kind === 'host' ? keyPair : undefined);

  const metrics = createServiceMetrics(components.registry);
  const registry = new ServiceRegistry({ store });
  const modules = new ModuleRepository(init, { store, blobs });
  const blueprints = new BlueprintRepository({ store });
  const access = new Access({ hostPeerId, managementPeerIds: managersOf(init) }, { registry, scopeOf });
  const instances = new ServiceInstances(
    { envs: init.servicesEnvs ?? {} },
    { runner, modules, blueprints, now },
  );
  const calls = new ServiceCalls(
    { hostPeerId, callDeadlineMs: init.callDeadlineMs ?? CALL_DEADLINE_MS },
    { registry, instances, tokens: new ParticleTokens(keyPair), metrics, now },
  );
  const services = new Services({ access, registry, modules, blueprints, instances, calls, metrics });

  const { identify = () => UNKNOWN_PEER_INFO } = init;
  const builtins = [
    ...defaultBuiltins({ connectivity, identify, now, access, scopeOf, keyOf, services, hostPeerId, logger }),
    ...(init.builtins ?? []),
  ];
  return new PeerHost(
    {
      hostPeerId,
      dependsOn: [store.name, blobs.name],
      restoreConcurrency: init.restoreConcurrency ?? RESTORE_CONCURRENCY,
      devMode: init.devModeBinaries !== undefined,
    },
    {
      builtins,
      dispatcher: new BuiltinDispatcher(builtins, access),
      access,
      registry,
      instances,
      services,
      scopeOf,
      metrics,
      logger,
    },
  );
}

function managersOf({ managementPeerId, trustedPeerIds = [] }: HostInit): string[] {
  return managementPeerId === undefined ? [...trustedPeerIds] : [managementPeerId, ...trustedPeerIds];
}
