import type { AvmPoolInit } from '@noctiluca/avm';
import type { HostInit } from '@noctiluca/host';
import type { NetworkInit } from '@noctiluca/network';
import type { SpellsInit } from '@noctiluca/spells';
import type { NodeConfig } from './node-config.js';
import type { ParsedConfig } from './schema.js';

/** Settings of the network part. */
export function networkInit(config: NodeConfig): NetworkInit {
  const { settings } = config;
  const connections = settings.max_established;
  return {
    keyPair: config.keyPair,
    listen: config.listenAddresses,
    announce: config.announceAddresses,
    networkId: config.networkId,
    bootstrapNodes: config.bootstrapNodes,
    allowLocalAddresses: settings.allow_local_addresses,
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

/** Settings of the AquaVM pool. */
export function avmInit(settings: ParsedConfig): AvmPoolInit {
  const { avm_config: limits, aquavm_pool_size: threads } = settings;
  return {
    deadlineMs: settings.noctiluca.avm_deadline,
    limits: {
      airSizeBytes: limits.air_size_limit,
      particleSizeBytes: limits.particle_size_limit,
      callResultSizeBytes: limits.call_result_size_limit,
      hard: limits.hard_limit_enabled,
    },
    ...(threads === undefined ? {} : { threads }),
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
    servicesEnvs: settings.services_envs,
    directories: {
      storage: directories.services,
      ephemeral: directories.servicesEphemeral,
      vault: directories.vault,
    },
  };
}
