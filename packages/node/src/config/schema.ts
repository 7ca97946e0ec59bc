import { MAX_ACTORS, RECORDING_MAX_BYTES, STOP_GRACE_MS } from '@noctiluca/aquamarine/defaults';
import { DEFAULT_DEADLINE_MS, DEFAULT_LIMITS, PATIENCE_MS } from '@noctiluca/avm/defaults';
import { STORAGE_MAX_BYTES, TMP_MAX_BYTES } from '@noctiluca/host/defaults';
import {
  BOOTSTRAP_FREQUENCY,
  DEFAULT_NETWORK_ID,
  IDLE_TIMEOUT_MS,
  INBOUND_QUEUE_SIZE,
  KAD_BAN_COOLDOWN_MS,
  KAD_FAIL_THRESHOLD,
  KAD_QUERY_TIMEOUT_MS,
  MAX_CONNECTIONS_PER_PEER,
  SOCKET_TIMEOUT_MS,
  UPGRADE_TIMEOUT_MS,
} from '@noctiluca/network/defaults';
import { DEFAULT_MAX_AHEAD_MS, DEFAULT_MAX_TTL_MS } from '@noctiluca/particle/defaults';
import { AWAY_WAIT_MS, MAX_CONCURRENT_RUNS, PARTICLE_TTL_MS } from '@noctiluca/spells/defaults';
import { REGISTRY_CLOCK_SKEW_SEC, REGISTRY_MAX_CLOCK_SKEW_SEC } from '@noctiluca/system-services/defaults';
import { z } from 'zod';
import { chainConfig, chainListenerConfig } from './chain.js';
import { about, count, flag, inert, integer, list, port, ratio, texts } from './fields.js';
import { inertKeys, wasmBackend } from './inert-sections.js';
import { systemServices } from './system-services.js';
import { duration, formatDuration, formatSize, size } from './units.js';

const MAX_U32 = 0xffff_ffff;

/** A duration or a size with its default as a person writes it, or as the package says whose setting it is. */
const time = (byDefault: string | number, description: string, maxMs?: number) => {
  const text = typeof byDefault === 'number' ? formatDuration(byDefault) : byDefault;
  return about(duration(maxMs).prefault(text), description, { unit: 'duration' });
};
const bytes = (byDefault: string | number, description: string) => {
  const text = typeof byDefault === 'number' ? formatSize(byDefault) : byDefault;
  return about(size().prefault(text), description, { unit: 'size' });
};

const keyPair = (description: string) =>
  about(
    z
      .strictObject({
        format: about(
          z.literal('ed25519', { error: 'only "ed25519" keys are served' }).default('ed25519'),
          'Kind of key.',
        ),
        path: about(z.string().optional(), 'File that holds the key; relative to the working directory.'),
        value: about(z.string().optional(), 'The key or key pair, base64 or base58.', { secret: true }),
        secret_key: about(z.string().optional(), 'The secret key, base64.', { secret: true }),
        generate_on_absence: about(flag().default(false), 'Make the key when its file is absent.'),
      })
      .optional(),
    description,
  );

const networkId = z.union(
  [
    z.enum(['dar', 'stage', 'kras']),
    z.strictObject({ custom: about(z.string().regex(/^[0-9a-f]{64}$/i), '64 hexadecimal digits.') }),
  ],
  { error: 'write "dar", "stage", "kras" or { custom = "<64 hexadecimal digits>" }' },
);

const transport = z.literal('Network', {
  error: 'only "Network" is served; for tests without sockets set every port to 0 and listen_ip to 127.0.0.1',
});

/** Effector that upstream allows by default (spec/nox.md §4.2). */
const CURL_EFFECTOR = {
  curl: {
    wasm_cid: 'bafkreids22lgia5bqs63uigw4mqwhsoxvtnkpfqxqy5uwyyerrldsr32ce',
    allowed_binaries: { curl: '/usr/bin/curl' },
  },
};

const effector = z.strictObject({
  wasm_cid: about(z.string().min(1), 'CID of the module.'),
  allowed_binaries: about(texts(), 'Name of an import to the path of the executable it runs.'),
});

const spells = z.strictObject({
  catch_up: about(
    z.enum(['none', 'once', 'all']).default('none'),
    'Periods of spells that passed while the peer was down: left out as upstream does, made up for by one run, or by all (the last 100).',
  ),
  overlap: about(
    z.enum(['skip', 'coalesce', 'allow']).default('skip'),
    "What a spell's clock does while a run of it is under way on this peer: nothing, one more run afterwards, or a run beside it as upstream does. A run that left for other peers holds nothing back, unless it came back.",
  ),
  jitter: time('0s', 'Spreads spells over this time after they are due, each by an amount of its own.'),
  away_wait: time(
    AWAY_WAIT_MS,
    'How long a run that left for other peers is followed when it does not come back: whether it is here again counts for `overlap` so long, and `is_running` of `spell.info` is true.',
  ),
  max_concurrent_runs: about(
    count().default(MAX_CONCURRENT_RUNS),
    'Runs at work at a time, all spells together.',
  ),
});

const shares = z.strictObject({
  max_memory: about(
    size().optional(),
    "What particles may hold in memory, all together; at it those of whoever holds most give way. 1 GiB, or a quarter of what JavaScript's heap may become if that is less, when left out.",
    { unit: 'size' },
  ),
  max_actors: about(
    count().default(MAX_ACTORS),
    'Particles alive at a time; at it those of whoever has most give way.',
  ),
  local_addresses: about(
    flag().default(false),
    'Whether addresses of this machine and of private networks count for bounds of prefixes and for shares. Behind one there may be anybody, a proxy for instance; those of the open internet always count.',
  ),
  connections_per_prefix: about(
    count().optional(),
    'Incoming connections from one address prefix (a /24 of IPv4, a /64 of IPv6; twice as many from a /48). A quarter of `max_established_incoming` when left out.',
  ),
  pending_per_prefix: about(
    count().optional(),
    'Incoming connections being set up from one address prefix. A quarter of `max_pending_incoming` when left out.',
  ),
});

const registry = z.strictObject({
  clock_skew: time(
    REGISTRY_CLOCK_SKEW_SEC * 1000,
    "How far the clocks of clients and other peers may be ahead of this peer's in what they register, 10 minutes at most.",
    REGISTRY_MAX_CLOCK_SKEW_SEC * 1000,
  ),
  record_signature: about(
    z.enum(['bound', 'upstream']).default('bound'),
    "What the registry signs providers' records with; both are accepted. `upstream`: a constant, as nox peers do, which refuse all else. A network with nox peers in it has it on every peer.",
  ),
});

const recording = z.strictObject({
  enabled: about(
    flag().default(false),
    'Keep, in memory, what AquaVM was given for the last particles: their runs can be looked at and made again. Values of scripts are in it.',
  ),
  one_in: about(
    count().default(1),
    'Of one particle in so many, chosen by their ids: one is recorded on all peers that say the same, or on none. 1 for all.',
  ),
  max_memory: bytes(RECORDING_MAX_BYTES, 'How much; beyond it the oldest particles of whoever has most go.'),
});

const noctiluca = z.strictObject({
  max_particle_ttl: time(DEFAULT_MAX_TTL_MS, 'Longest life a particle may claim.', MAX_U32),
  max_clock_ahead: time(
    DEFAULT_MAX_AHEAD_MS,
    "How far ahead of this peer's clock a particle may be dated.",
    MAX_U32,
  ),
  avm_deadline: time(DEFAULT_DEADLINE_MS, 'How long one AquaVM run may take before its thread is ended.'),
  avm_patience: time(
    PATIENCE_MS,
    'How long others wait behind one AquaVM run before it is begun again where it keeps nobody waiting.',
  ),
  shares: about(shares.prefault({}), 'What is dealt out among the authors of particles.'),
  native_signatures: about(
    flag().default(true),
    "Whether AquaVM's signatures are made and checked outside of its WebAssembly, which costs it most of its time. Only the release that is known is changed so.",
  ),
  grace_period: time(STOP_GRACE_MS, 'How long stopping waits for particles that are being executed.'),
  websocket_origins: about(
    z.enum(['any', 'loopback']).default('any'),
    'Whose web pages may connect: of any site, or only those that this machine serves.',
  ),
  http_api: about(
    z.enum(['loopback', 'any']).default('loopback'),
    'Who is answered `/config` and `/api` over HTTP: this machine, or everybody as upstream does.',
  ),
  http_token: about(
    z
      .string()
      .regex(/^[\w.~+/=-]{16,1024}$/, { error: 'write 16 to 1024 letters, digits and -._~+/=' })
      .optional(),
    'Whoever sends it, as `Authorization: Bearer <token>`, is answered `/config` and `/api` from elsewhere too.',
    { secret: true },
  ),
  http_hosts: about(
    z.array(z.string().min(1)).max(64).default([]),
    'Names by which HTTP is asked for, besides addresses, names without a dot, those of private networks and `external_address`; `*` for any. Others are refused: a web page may have its own name point here.',
  ),
  service_storage_limit: bytes(
    STORAGE_MAX_BYTES,
    'How much a service may keep in `/storage`, lengths of all files together. Upstream has no bound.',
  ),
  service_tmp_limit: bytes(
    TMP_MAX_BYTES,
    'How much a service may keep in `/tmp`, vaults left out. Upstream has no bound.',
  ),
  disk_reserve: bytes(
    '64 MiB',
    'Free space on the disks of `persistent` and `ephemeral` below which `disk` of `/health` fails.',
  ),
  worker_key_passphrase: about(
    z.string().min(1).optional(),
    'Seals the secret keys of workers in the store; plain when left out.',
    { secret: true },
  ),
  spells: about(spells.prefault({}), 'When spells run.'),
  recording: about(recording.prefault({}), 'What is kept of particles, to be looked at.'),
  registry: about(registry.prefault({}), 'How the registry of this peer makes records.'),
  docker_hosts: about(
    flag().default(false),
    "Whether `chain-rpc` and `ipfs`, the names of containers of upstream's local network in files of its command line, are this machine.",
  ),
  virtual_clock: about(
    flag().default(false),
    'For development only: what triggers spells and what scripts read as the time can be advanced, with `POST /api/clock/advance`.',
  ),
  log_level: about(
    z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    'What is logged.',
  ),
});

const tracing = z.strictObject({
  type: about(
    z.enum(['disabled', 'stdout', 'otlp']).default('disabled'),
    'Where spans of particles go: nowhere, one JSON line each to standard output, or to an OTLP collector.',
  ),
  endpoint: about(
    z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4318'),
    'Collector, OTLP over HTTP with JSON; without a path `/v1/traces` is added. Upstream speaks gRPC, often on port 4317.',
  ),
  sample_ratio: about(
    ratio().default(1),
    'Share of particles that are traced. Chosen by the particle id, so that peers choose the same ones.',
  ),
});

/**
 * The configuration of a peer as written in TOML, the environment or arguments: nox's names and defaults
 * (spec/nox.md §7.2), ours under `[noctiluca]`. Durations become milliseconds, sizes bytes.
 */
export const configSchema = z.strictObject({
  root_key_pair: keyPair('Identity of the peer. Made and kept in the persistent directory when left out.'),
  builtins_key_pair: keyPair(
    'Second identity with the rights of the management. Made and kept when left out.',
  ),
  management_peer_id: about(
    z.string().optional(),
    'Peer that may administer this one. Made and kept when left out.',
  ),
  tcp_port: about(port().default(977), 'TCP port; 0 takes a free one.'),
  websocket_port: about(port().default(999), 'WebSocket port; 0 takes a free one.'),
  http_port: about(port().default(918), 'Port of the HTTP endpoints; 0 takes a free one.'),
  listen_ip: about(z.string().default('0.0.0.0'), 'Address to listen on, HTTP included.'),
  transport: about(transport.default('Network'), 'How peers are reached.'),
  external_address: about(z.string().optional(), 'IP address or host name that others reach this peer at.'),
  external_multiaddresses: about(list().default([]), 'Multiaddrs that others reach this peer at.'),
  allow_local_addresses: about(flag().default(false), 'Use private addresses of other peers.'),
  network: about(networkId.default(DEFAULT_NETWORK_ID), 'Network this peer belongs to; networks do not mix.'),
  local: about(flag().default(false), 'Ignore `bootstrap_nodes`.'),
  bootstrap_nodes: about(list().default([]), 'Multiaddrs of peers to join.'),
  bootstrap_frequency: about(
    count().default(BOOTSTRAP_FREQUENCY),
    'Look around in Kademlia at each n-th bootstrap connection.',
  ),
  socket_timeout: time(SOCKET_TIMEOUT_MS, 'Dialling a peer and setting the connection up.'),
  connection_idle_timeout: time(IDLE_TIMEOUT_MS, 'A connection without traffic is closed after this time.'),
  max_established_per_peer: about(count().default(MAX_CONNECTIONS_PER_PEER), 'Connections with one peer.'),
  max_established: about(count().optional(), 'Connections in all, both directions.'),
  max_established_incoming: about(count().optional(), 'Incoming connections in all.'),
  max_pending_incoming: about(count().optional(), 'Incoming connections being set up.'),
  aquavm_pool_size: about(count().optional(), 'AquaVM threads; one less than there are cores when left out.'),
  max_spell_particle_ttl: time(PARTICLE_TTL_MS, "Life of a spell's particle.", MAX_U32),
  particle_queue_buffer: about(
    count().default(INBOUND_QUEUE_SIZE),
    'Particles received and not yet taken on.',
  ),
  default_service_memory_limit: about(
    size().optional(),
    'Memory of all modules of a service together; none when left out.',
    { unit: 'size' },
  ),
  services_envs: about(
    texts().default({}),
    'Environment of the services of the host and of the built-in identity; those of others do not see it.',
    { secret: true },
  ),
  effectors: about(
    z.record(z.string(), effector).default(CURL_EFFECTOR),
    'Modules that may run executables, by any name.',
  ),
  dev_mode: about(
    z
      .strictObject({
        enable: about(
          flag().default(false),
          'Let every module run the executables below, and every peer create workers.',
        ),
        binaries: about(
          texts().default({ curl: '/usr/bin/curl', ipfs: '/usr/bin/ipfs' }),
          'Name of an import to the path of the executable.',
        ),
      })
      .prefault({}),
    'For development only: opens what is otherwise for the host and its management.',
  ),
  metrics_enabled: about(flag().default(true), 'Answer `/metrics`.'),
  health_check_enabled: about(flag().default(true), 'Answer `/health`.'),
  tracing: about(tracing.prefault({}), 'Traces for OpenTelemetry.'),
  base_dir: about(
    z.string().default('.fluence/v1'),
    'Where state is kept; relative to the working directory.',
  ),
  persistent_base_dir: about(
    z.string().optional(),
    'What must be kept; `persistent` in `base_dir` when left out.',
  ),
  ephemeral_base_dir: about(
    z.string().optional(),
    'What may be lost; `ephemeral` in `base_dir` when left out.',
  ),
  services_persistent_dir: about(
    z.string().optional(),
    'Modules and what services keep; `services` in the persistent directory when left out.',
  ),
  services_ephemeral_dir: about(
    z.string().optional(),
    'What services lose with a restart; `services` in the ephemeral directory when left out.',
  ),
  avm_base_dir: about(
    z.string().optional(),
    'Vaults of particles; `avm` in the ephemeral directory when left out.',
  ),
  no_banner: about(flag().optional(), 'Taken for the sake of upstream; there is no banner.'),
  print_config: about(flag().optional(), 'Print the configuration and end, as `--print-config`.'),
  protocol_config: about(
    z
      .strictObject({
        upgrade_timeout: time(
          UPGRADE_TIMEOUT_MS,
          'Negotiating a stream and receiving one frame; a send may take twice as long.',
        ),
        outbound_substream_timeout: inert(
          duration(),
          'Opening a stream.',
          '`upgrade_timeout` covers opening a stream too',
        ),
      })
      .prefault({}),
    'The particle protocol.',
  ),
  avm_config: about(
    z
      .strictObject({
        air_size_limit: bytes(DEFAULT_LIMITS.airSizeBytes, 'Size of a script.'),
        particle_size_limit: bytes(DEFAULT_LIMITS.particleSizeBytes, 'Size of particle data.'),
        call_result_size_limit: bytes(DEFAULT_LIMITS.callResultSizeBytes, 'Size of the result of one call.'),
        hard_limit_enabled: about(
          flag().default(DEFAULT_LIMITS.hard),
          'Refuse what exceeds the three limits; otherwise it is only counted.',
        ),
        aquavm_heap_size_limit: inert(
          size(),
          'Memory of AquaVM.',
          'an instance that has grown is replaced after its run: see docs/limits.md',
        ),
        wasm_backend: wasmBackend(),
      })
      .prefault({}),
    'AquaVM.',
  ),
  kademlia: about(
    z
      .strictObject({
        query_timeout: time(KAD_QUERY_TIMEOUT_MS, 'One query.'),
        peer_fail_threshold: about(
          count().default(KAD_FAIL_THRESHOLD),
          'Failed look-ups of a peer before it is banned.',
        ),
        ban_cooldown: time(KAD_BAN_COOLDOWN_MS, 'How long it stays banned.'),
        max_packet_size: inert(size(), 'Size of a packet.', 'libp2p bounds packets itself'),
        replication_factor: inert(
          integer(1),
          'Peers a record is kept at.',
          'no records are kept in Kademlia',
        ),
      })
      .prefault({}),
    'Finding peers.',
  ),
  system_services: systemServices(),
  chain_config: chainConfig(),
  chain_listener_config: chainListenerConfig(),
  ...inertKeys,
  noctiluca: about(noctiluca.prefault({}), 'What upstream does not have.'),
});

/** What a user may write. */
export type RawConfig = z.input<typeof configSchema>;
/** The same, complete: defaults filled in, units resolved. */
export type ParsedConfig = z.output<typeof configSchema>;
