import { type Aquamarine, createAquamarine } from '@noctiluca/aquamarine';
import { createAvmPool } from '@noctiluca/avm';
import { createHost, type HostExtension, type HostInit, type PeerHost } from '@noctiluca/host';
import { createServiceRunner } from '@noctiluca/marine';
import { createNetwork } from '@noctiluca/network';
import { createVirtualClock, type VirtualClock } from '@noctiluca/spells';
import { createBlobStore, createStore } from '@noctiluca/store';
import { registerAvmMetrics } from '../avm-metrics.js';
import { aquamarineBounds, avmInit, hostInit, networkInit } from '../config/inits.js';
import type { NodeConfig } from '../config/node-config.js';
import { logModules } from '../module-logs.js';
import type { NodeOptions, NodeParts } from '../node.js';
import { peerInfo } from '../peer-info.js';
import type { NodeTools } from './node-tools.js';

/** What the host stands on. */
interface Ground extends NodeTools, Pick<NodeParts, 'store' | 'blobs' | 'avm' | 'network'> {
  readonly config: NodeConfig;
  readonly options: NodeOptions;
  /** Undefined: the system's. */
  readonly clock: VirtualClock | undefined;
}

/** What a peer is made of before it has any capability, and what capabilities are built on. */
export interface PeerCore extends Ground, Pick<NodeParts, 'host' | 'aquamarine'> {
  /** Adds to what the host answers; a host that the user brought has all that it wants. */
  extendHost(extension: HostExtension): void;
}

/** What the host is told of those that are built on it. */
export type HostRules = Pick<HostInit, 'effectors' | 'gate'>;

/** Builds the parts through which particles go: each knows only those before it. */
export function createCore(
  config: NodeConfig,
  options: NodeOptions,
  tools: NodeTools,
  rules: HostRules,
): PeerCore {
  const { settings, directories } = config;
  const { replace = {} } = options;
  const { logger, registry, trace } = tools;
  const store = replace.store ?? createStore({ dir: directories.store }, { logger });
  const blobs = replace.blobs ?? createBlobStore({ dir: directories.modules }, { logger });
  const avm = replace.avm ?? createAvmPool(avmInit(settings), { logger: logger.child({ module: 'avm' }) });
  registerAvmMetrics(registry, avm);
  const network = replace.network ?? createNetwork(networkInit(config), { logger, registry, trace });
  const clock = settings.noctiluca.virtual_clock ? createVirtualClock({}, { store }) : undefined;
  const ground: Ground = { ...tools, config, options, clock, store, blobs, avm, network };
  const host = replace.host ?? coreHost(ground, rules);
  const aquamarine = replace.aquamarine ?? coreAquamarine(ground, host);
  const extendHost = (extension: HostExtension) => {
    if (replace.host === undefined) host.extend(extension);
  };
  return { ...ground, host, aquamarine, extendHost };
}

function coreHost(ground: Ground, { effectors, ...rules }: HostRules): PeerHost {
  const { config, options, store, blobs, network, clock, logger, registry } = ground;
  const { subnets } = options;
  const ofConfig = hostInit(config);
  return createHost(
    {
      ...ofConfig,
      ...rules,
      effectors: { ...ofConfig.effectors, ...effectors },
      identify: () => peerInfo(config, network),
    },
    {
      keyPair: config.keyPair,
      store,
      blobs,
      runner: createServiceRunner({ log: logModules(logger.child({ module: 'marine' })) }),
      connectivity: network,
      ...(subnets === undefined ? {} : { subnets }),
      ...(clock === undefined ? {} : { timestamp: () => clock.nowMs() }),
      logger,
      registry,
    },
  );
}

function coreAquamarine(ground: Ground, host: PeerHost): Aquamarine {
  const { config, avm, network, trace, recordings, logger, registry } = ground;
  const { settings, keyPair, managementPeerId } = config;
  const {
    max_particle_ttl: maxTtlMs,
    max_clock_ahead: maxAheadMs,
    grace_period: graceMs,
  } = settings.noctiluca;
  return createAquamarine(
    {
      keyPair,
      managementPeerId,
      limits: { maxTtlMs, maxAheadMs },
      graceMs,
      bounds: aquamarineBounds(settings),
    },
    { avm, host, network, workers: host.workers, trace, recordings, logger, registry },
  );
}
