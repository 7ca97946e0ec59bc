import { randomUUID } from 'node:crypto';
import { type Aquamarine, createAquamarine, createTraceRing, Recordings } from '@noctiluca/aquamarine';
import { type AvmRunner, createAvmPool } from '@noctiluca/avm';
import { type PackageDistro, withReplacements } from '@noctiluca/deployment';
import {
  createWorkerDeployments,
  deploymentBuiltins,
  type WorkerDeployments,
  type WorkerDeploymentsComponents,
} from '@noctiluca/deployment/peer';
import { type BuiltinService, createHost, type PeerHost, type Subnets } from '@noctiluca/host';
import { createKuboClient } from '@noctiluca/ipfs/kubo-client';
import {
  type CompositeService,
  createCompositeService,
  type Logger,
  type NodeService,
} from '@noctiluca/lifecycle';
import { createServiceRunner } from '@noctiluca/marine';
import { createNetwork, type Network } from '@noctiluca/network';
import { createSpells, createVirtualClock, type Spells } from '@noctiluca/spells';
import { type BlobStore, createBlobStore, createStore, type Store } from '@noctiluca/store';
import {
  createSystemServices,
  defaultPackages,
  effectorsOf,
  ReadinessGate,
  type SystemServices,
  systemServicesBuiltins,
} from '@noctiluca/system-services';
import { registerAvmMetrics } from './avm-metrics.js';
import {
  aquamarineBounds,
  avmInit,
  hostInit,
  httpAccess,
  networkInit,
  packagesSettings,
  peerSettings,
  recordingsInit,
  spellsInit,
  systemServicesInit,
} from './config/inits.js';
import type { NodeConfig } from './config/node-config.js';
import { printConfig } from './config/print.js';
import { SPAN_EXPORT_TIMEOUT_MS } from './constants.js';
import { healthOf } from './health.js';
import { createHttpServer, type HttpServer } from './http/server.js';
import { workerFacts } from './http/worker-facts.js';
import { createLogger } from './logger.js';
import { countClosedConnections, createNodeRegistry } from './metrics.js';
import { logModules } from './module-logs.js';
import { peerInfo } from './peer-info.js';
import { createTracing } from './tracing/create-tracing.js';
import { VERSIONS } from './version.js';

/** The default parts of a peer, by name; a user may replace each with one of the same shape. */
export interface NodeParts {
  readonly store: Store;
  readonly blobs: BlobStore;
  readonly avm: AvmRunner & NodeService;
  readonly network: Network;
  readonly host: PeerHost;
  readonly aquamarine: Aquamarine;
  readonly spells: Spells;
  /** Lets spells run when it has done its first work; what replaces it must do that too. */
  readonly systemServices: SystemServices;
  readonly http: HttpServer;
}

/** What a user may bring (ADR 069): own parts beside or instead of the defaults. */
export interface NodeOptions {
  /** One replacement per default at most; it must not be running yet. */
  readonly replace?: Partial<NodeParts>;
  /** Started after the defaults, stopped before them; none may be running yet. */
  readonly extra?: readonly NodeService[];
  /** Packages of system services instead of the defaults of their names, or besides them. */
  readonly systemPackages?: readonly PackageDistro[];
  /** Tables of built-in functions besides those of upstream. */
  readonly builtins?: readonly BuiltinService[];
  /** Who knows the workers of deals on other peers: a local network, or a chain. @default nobody */
  readonly subnets?: Subnets;
  /** @default a JSON log on standard error at the configured level */
  readonly logger?: Logger;
}

/** One peer: a composite of its parts. */
export interface Node extends CompositeService {
  readonly peerId: string;
  readonly parts: NodeParts;
  /** Address of the HTTP endpoints; empty while stopped. */
  readonly httpUrl: string;
}

/**
 * Composes a peer; every part is built here, by name and in order. Reads no file and opens no port: `start` does.
 * @throws LifecycleError when a rule for `replace` or `extra` is broken
 */
export function createNode(config: NodeConfig, options: NodeOptions = {}): Node {
  const { settings, keyPair, directories } = config;
  const { replace = {}, extra = [], builtins = [], systemPackages = [] } = options;
  const log = options.logger ?? createLogger({ level: settings.noctiluca.log_level, name: config.name });
  const registry = createNodeRegistry(config);
  const ring = createTraceRing();
  const whoami = { peerId: keyPair.peerId, name: config.name };
  const tracing = createTracing(settings.tracing, whoami, { inner: ring, logger: log, registry });
  const trace = tracing ?? ring;
  const recorded = recordingsInit(settings);
  const recordings = recorded && new Recordings(recorded);

  const store = replace.store ?? createStore({ dir: directories.store }, { logger: log });
  const blobs = replace.blobs ?? createBlobStore({ dir: directories.modules }, { logger: log });
  const avm = replace.avm ?? createAvmPool(avmInit(settings), { logger: log.child({ module: 'avm' }) });
  registerAvmMetrics(registry, avm);
  const network = replace.network ?? createNetwork(networkInit(config), { logger: log, registry, trace });
  const clock = settings.noctiluca.virtual_clock ? createVirtualClock({}, { store }) : undefined;
  const spells: Spells =
    replace.spells ??
    createSpells(spellsInit(settings), {
      store,
      host: () => host,
      aquamarine: () => aquamarine,
      connections: (listener) => network.onConnectionEvent(listener),
      ...(clock === undefined ? {} : { clock }),
      logger: log,
      registry,
    });
  const packages = withReplacements(defaultPackages(packagesSettings(config)), systemPackages);
  const gate = new ReadinessGate();
  const ofHost = hostInit(config);
  const host: PeerHost =
    replace.host ??
    createHost(
      {
        ...ofHost,
        effectors: { ...ofHost.effectors, ...effectorsOf(packages) },
        nativeServices: [spells.service],
        builtins: [
          ...spells.builtins,
          systemServicesBuiltins({
            system: () => systemServices,
            mayAdminister: (peerId) => host.access.isHostOrManagement(peerId),
            hasModule: (cid) => host.services.modules.get(cid) !== undefined,
            settings: () => peerSettings(config),
          }),
          deploymentBuiltins(() => deployments),
          ...builtins,
        ],
        gate,
        identify: () => peerInfo(config, network),
      },
      {
        keyPair,
        store,
        blobs,
        runner: createServiceRunner({ log: logModules(log.child({ module: 'marine' })) }),
        connectivity: network,
        ...(options.subnets === undefined ? {} : { subnets: options.subnets }),
        ...(clock === undefined ? {} : { timestamp: clock.nowMs }),
        logger: log,
        registry,
      },
    );
  const aquamarine: Aquamarine =
    replace.aquamarine ??
    createAquamarine(
      {
        keyPair,
        managementPeerId: config.managementPeerId,
        limits: {
          maxTtlMs: settings.noctiluca.max_particle_ttl,
          maxAheadMs: settings.noctiluca.max_clock_ahead,
        },
        graceMs: settings.noctiluca.grace_period,
        bounds: aquamarineBounds(settings),
      },
      { avm, host, network, workers: host.workers, trace, recordings, logger: log, registry },
    );
  const systemServices: SystemServices =
    replace.systemServices ??
    createSystemServices(
      { ...systemServicesInit(config), packages },
      {
        host,
        spells,
        store,
        gate,
        after: [aquamarine.name, network.name, spells.name],
        ...(clock === undefined ? {} : { now: () => clock.nowMs() }),
        logger: log,
        registry,
      },
    );
  const deployments: WorkerDeployments = createWorkerDeployments(
    { life: randomUUID(), ...(clock === undefined ? {} : { now: clock.nowMs }) },
    { host, spells, ...peerIpfs(config) },
  );
  network.onParticle((inbound) => aquamarine.ingest(inbound), aquamarine.shares);
  const http =
    replace.http ??
    createHttpServer(config.http, {
      peerId: keyPair.peerId,
      versions: VERSIONS,
      metrics: settings.metrics_enabled ? registry : undefined,
      health: settings.health_check_enabled ? () => healthOf(node.describe()) : undefined,
      config: () => printConfig(config),
      describe: () => ({ ...node.describe(), process: processFacts() }),
      traces: aquamarine.traces,
      recording: aquamarine.recording,
      worker: (query) => workerFacts(query, { host, spells }),
      deployment: (dealId) => deployments.observe(dealId),
      clock,
      access: httpAccess(settings),
      onConnectionClosed: countClosedConnections(registry),
    });

  const parts: NodeParts = { store, blobs, avm, network, host, aquamarine, spells, systemServices, http };
  const composite = createCompositeService({
    name: config.name,
    services: [...Object.values(parts), ...(clock === undefined ? [] : [clock])],
    extra,
    logger: log,
  });
  const node: Node = {
    name: composite.name,
    peerId: keyPair.peerId,
    parts,
    get httpUrl() {
      return http.url;
    },
    get state() {
      return composite.state;
    },
    start: (signal) => composite.start(signal),
    async stop(signal) {
      try {
        await composite.stop(signal);
      } finally {
        // Last, because every part records until it is down.
        await tracing?.stop(signal ?? AbortSignal.timeout(SPAN_EXPORT_TIMEOUT_MS));
      }
    },
    describe: () => composite.describe(),
  };
  return node;
}

/** The IPFS that this peer and its services use. */
function peerIpfs({ settings }: NodeConfig): Pick<WorkerDeploymentsComponents, 'ipfs' | 'fetch'> {
  const { local_api_multiaddr: api } = settings.system_services.aqua_ipfs;
  return {
    ipfs: () => api,
    fetch: (cid, maxBytes, signal) => createKuboClient({ api }).cat(cid, { maxBytes, signal }),
  };
}

/** Facts about the process a peer runs in, for `/api/describe`. */
function processFacts() {
  return { pid: process.pid, uptimeSec: Math.round(process.uptime()), rssBytes: process.memoryUsage.rss() };
}
