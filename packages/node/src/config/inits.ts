import type { Bounds, RecordingsInit } from '@noctiluca/aquamarine';
import type { AvmPoolInit } from '@noctiluca/avm';
import type { HostInit } from '@noctiluca/host';
import type { JsonValue } from '@noctiluca/marine';
import type { NetworkInit } from '@noctiluca/network';
import type { SpellsInit } from '@noctiluca/spells';
import type { DefaultPackagesSettings, PeerSettings, SystemServicesInit } from '@noctiluca/system-services';
import type { HttpAccess } from '../http/access.js';
import type { NodeConfig } from './node-config.js';
import type { ParsedConfig } from './schema.js';

/** Settings of the network part. */
export function networkInit(config: NodeConfig): NetworkInit {
  const { settings } = config;
  const connections = settings.max_established;
  const { local_addresses: isLocalShared, ...shares } = settings.noctiluca.shares;
  return {
    keyPair: config.keyPair,
    listen: config.listenAddresses,
    announce: config.announceAddresses,
    networkId: config.networkId,
    bootstrapNodes: config.bootstrapNodes,
    allowLocalAddresses: settings.allow_local_addresses,
    webSocketOrigins: settings.noctiluca.websocket_origins,
    sharedAddresses: isLocalShared ? 'all' : 'global',
    limits: {
      connectionsPerPeer: settings.max_established_per_peer,
      inboundQueue: settings.particle_queue_buffer,
      ...(connections === undefined ? {} : { connections }),
      ...(settings.max_established_incoming === undefined
        ? {}
        : { inboundConnections: settings.max_established_incoming }),
      ...(settings.max_pending_incoming === undefined
        ? {}
        : { pendingInbound: settings.max_pending_incoming }),
      ...(shares.connections_per_prefix === undefined
        ? {}
        : { connectionsPerPrefix: shares.connections_per_prefix }),
      ...(shares.pending_per_prefix === undefined ? {} : { pendingPerPrefix: shares.pending_per_prefix }),
    },
    timeouts: {
      upgradeMs: settings.protocol_config.upgrade_timeout,
      // nox gives a send twice the upgrade timeout (spec/nox.md §1.5)
      sendMs: 2 * settings.protocol_config.upgrade_timeout,
      socketMs: settings.socket_timeout,
      idleMs: settings.connection_idle_timeout,
    },
    kademlia: {
      queryTimeoutMs: settings.kademlia.query_timeout,
      failThreshold: settings.kademlia.peer_fail_threshold,
      banCooldownMs: settings.kademlia.ban_cooldown,
    },
    bootstrap: { frequency: settings.bootstrap_frequency },
  };
}

/** Who is answered over HTTP. */
export function httpAccess({ noctiluca, external_address: own }: ParsedConfig): HttpAccess {
  const hosts = [...noctiluca.http_hosts, ...(own === undefined ? [] : [own])];
  const { http_api: api, http_token: token } = noctiluca;
  return { api, hosts, ...(token === undefined ? {} : { token }) };
}

/** Settings of the AquaVM pool. */
export function avmInit(settings: ParsedConfig): AvmPoolInit {
  const { avm_config: limits, aquavm_pool_size: threads } = settings;
  return {
    deadlineMs: settings.noctiluca.avm_deadline,
    patienceMs: settings.noctiluca.avm_patience,
    nativeSignatures: settings.noctiluca.native_signatures,
    limits: {
      airSizeBytes: limits.air_size_limit,
      particleSizeBytes: limits.particle_size_limit,
      callResultSizeBytes: limits.call_result_size_limit,
      hard: limits.hard_limit_enabled,
    },
    ...(threads === undefined ? {} : { threads }),
  };
}

/** What is kept of particles; undefined: nothing. */
export function recordingsInit({ noctiluca }: ParsedConfig): RecordingsInit | undefined {
  const { enabled, one_in: oneIn, max_memory: maxBytes } = noctiluca.recording;
  return enabled ? { maxBytes, oneIn } : undefined;
}

/** What particles may take of this peer, where the configuration says. */
export function aquamarineBounds({ avm_config: limits, noctiluca }: ParsedConfig): Partial<Bounds> {
  const { max_memory: memory, max_actors: maxActors } = noctiluca.shares;
  return {
    maxScriptBytes: limits.air_size_limit,
    maxParticleDataBytes: limits.particle_size_limit,
    maxCallResultBytes: limits.call_result_size_limit,
    maxActors,
    ...(memory === undefined ? {} : { maxDataBytes: memory }),
  };
}

/** Settings of spells. */
export function spellsInit(settings: ParsedConfig): SpellsInit {
  const { spells } = settings.noctiluca;
  return {
    particleTtlMs: settings.max_spell_particle_ttl,
    catchUp: spells.catch_up,
    overlap: spells.overlap,
    jitterMs: spells.jitter,
    awayMs: spells.away_wait,
    maxConcurrentRuns: spells.max_concurrent_runs,
  };
}

/** Settings of the part that answers calls. */
export function hostInit(
  config: NodeConfig,
): Omit<HostInit, 'identify' | 'builtins' | 'nativeServices' | 'restoreConcurrency'> {
  const { settings, directories } = config;
  const passphrase = settings.noctiluca.worker_key_passphrase;
  const { effectors, dev_mode: devMode, default_service_memory_limit: memoryLimit } = settings;
  return {
    managementPeerId: config.managementPeerId,
    trustedPeerIds: [config.builtinsKeyPair.peerId],
    effectors: Object.fromEntries(
      Object.values(effectors).map(({ wasm_cid: cid, allowed_binaries: binaries }) => [cid, binaries]),
    ),
    ...(devMode.enable ? { devModeBinaries: devMode.binaries, openWorkers: true } : {}),
    ...(passphrase === undefined ? {} : { workerKeyPassphrase: passphrase }),
    ...(memoryLimit === undefined ? {} : { serviceMemoryLimitBytes: memoryLimit }),
    quotas: {
      storageBytes: settings.noctiluca.service_storage_limit,
      tmpBytes: settings.noctiluca.service_tmp_limit,
    },
    servicesEnvs: settings.services_envs,
    directories: {
      storage: directories.services,
      ephemeral: directories.servicesEphemeral,
      vault: directories.vault,
    },
  };
}

/** Settings of the deployer of system services. */
export function systemServicesInit({ settings }: NodeConfig): Omit<SystemServicesInit, 'packages'> {
  const { system_services: system } = settings;
  return {
    // Lists made for an older nox name its connector, which is no package any more.
    ...(system.enable === undefined ? {} : { enable: system.enable.filter((name) => name !== 'connector') }),
    prune: system.prune,
    failFast: system.fail_fast,
    callTimeoutMs: system.call_timeout,
    retryDelayMs: system.retry_delay,
    maxRetryDelayMs: system.max_retry_delay,
    ...(system.reconcile_period === undefined ? {} : { reconcilePeriodMs: system.reconcile_period }),
  };
}

/** What the packages of system services are made with. */
export function packagesSettings({ settings, ipfsBinary }: NodeConfig): DefaultPackagesSettings {
  const { aqua_ipfs: ipfs, trust_graph: trust, registry, decider } = settings.system_services;
  return {
    aquaIpfs: {
      externalApiMultiaddr: ipfs.external_api_multiaddr,
      localApiMultiaddr: ipfs.local_api_multiaddr,
      ipfsBinaryPath: ipfsBinary.path,
      hasBinary: ipfsBinary.isThere,
    },
    trustGraph: {
      root: trust.root,
      maxChainLen: trust.max_chain_len,
      certificates: trust.certificates,
    },
    registry: {
      registryPeriodSec: registry.registry_period_sec,
      expiredPeriodSec: registry.expired_period_sec,
      renewPeriodSec: registry.renew_period_sec,
      replicatePeriodSec: registry.replicate_period_sec,
      recordSignature: settings.noctiluca.registry.record_signature,
      clockSkewSec: Math.round(settings.noctiluca.registry.clock_skew / 1000),
    },
    ...(settings.chain_config === undefined
      ? {}
      : {
          decider: {
            deciderPeriodSec: decider.decider_period_sec,
            workerPeriodSec: decider.worker_period_sec,
            workerIpfsMultiaddr: decider.worker_ipfs_multiaddr ?? ipfs.local_api_multiaddr,
          },
        }),
  };
}

/** What a deployer elsewhere needs to plan for this peer; plain JSON. */
export function peerSettings(config: NodeConfig): JsonValue {
  const { enable, prune = true } = systemServicesInit(config);
  const settings: PeerSettings = {
    ...(enable === undefined ? {} : { enable }),
    prune,
    packages: packagesSettings(config),
  };
  return JSON.parse(JSON.stringify(settings)) as JsonValue;
}

/** What a peer is told of its chain. */
export interface ChainSettings {
  readonly httpUrl: string;
  readonly socketUrl: string;
  /** Undefined: ten seconds. */
  readonly pingMs: number | undefined;
  readonly chainId: number;
  /** 0x-hex. */
  readonly walletKey: string;
  /** Undefined: a chain for nox up to 0.23, whose peers ask the market. */
  readonly facade: string | undefined;
  readonly market: string | undefined;
  /** Wei per gas. */
  readonly baseFee: bigint | undefined;
  readonly priorityFee: bigint | undefined;
}

/** Undefined: this peer takes part in none. */
export function chainSettings({ settings }: NodeConfig): ChainSettings | undefined {
  const { chain_config: chain, chain_listener_config: listener } = settings;
  if (chain === undefined) return undefined;
  const wei = (fee: number | undefined) => (fee === undefined ? undefined : BigInt(fee));
  return {
    httpUrl: chain.http_endpoint,
    socketUrl: listener?.ws_endpoint ?? chain.http_endpoint.replace(/^http/, 'ws'),
    pingMs: listener?.ws_ping_period,
    chainId: chain.network_id,
    walletKey: chain.wallet_key,
    facade: chain.diamond_contract_address,
    market: chain.market_contract_address,
    baseFee: wei(chain.default_base_fee),
    priorityFee: wei(chain.default_priority_fee),
  };
}
