import { z } from 'zod';
import { duration, size } from './units.js';

const port = z.coerce.number().int().min(0).max(65_535);
const count = z.coerce.number().int().min(1);

/** Either a list or, from the environment, a comma-separated text. */
const list = z.union([
  z.array(z.string()),
  z.string().transform((text) =>
    text
      .split(',')
      .map((item) => item.trim())
      .filter(Boolean),
  ),
]);
const flag = z.union([z.boolean(), z.enum(['true', 'false']).transform((text) => text === 'true')]);

const keyPair = z.strictObject({
  format: z.literal('ed25519').default('ed25519'),
  path: z.string().optional(),
  value: z.string().optional(),
  secret_key: z.string().optional(),
  generate_on_absence: flag.default(false),
});

const networkId = z.union([
  z.enum(['dar', 'stage', 'kras']),
  z.strictObject({ custom: z.string().regex(/^[0-9a-f]{64}$/i) }),
]);

/**
 * The configuration of a peer as written in TOML, the environment or arguments: nox's names and defaults
 * (spec/nox.md §7.2), ours under `[noctiluca]`. Durations become milliseconds, sizes bytes.
 */
export const configSchema = z.strictObject({
  root_key_pair: keyPair.optional(),
  management_peer_id: z.string().optional(),
  tcp_port: port.default(977),
  websocket_port: port.default(999),
  http_port: port.default(918),
  listen_ip: z.string().default('0.0.0.0'),
  socket_timeout: duration().default(20_000),
  max_established_per_peer: count.default(5),
  max_established: count.optional(),
  max_established_incoming: count.optional(),
  max_pending_incoming: count.optional(),
  connection_idle_timeout: duration().default(180_000),
  local: flag.default(false),
  bootstrap_nodes: list.default([]),
  external_address: z.string().optional(),
  external_multiaddresses: list.default([]),
  allow_local_addresses: flag.default(false),
  network: networkId.default('dar'),
  aquavm_pool_size: count.optional(),
  particle_queue_buffer: count.default(128),
  metrics_enabled: flag.default(true),
  health_check_enabled: flag.default(true),
  base_dir: z.string().default('.fluence/v1'),
  persistent_base_dir: z.string().optional(),
  ephemeral_base_dir: z.string().optional(),
  protocol_config: z
    .strictObject({
      upgrade_timeout: duration().default(10_000),
      outbound_substream_timeout: duration().default(10_000),
    })
    .prefault({}),
  avm_config: z
    .strictObject({
      air_size_limit: size().default(16 * 1024 ** 2),
      particle_size_limit: size().default(64 * 1024 ** 2),
      call_result_size_limit: size().default(32 * 1024 ** 2),
      hard_limit_enabled: flag.default(false),
    })
    .prefault({}),
  kademlia: z
    .strictObject({
      query_timeout: duration().default(3_000),
      peer_fail_threshold: count.default(3),
      ban_cooldown: duration().default(60_000),
    })
    .prefault({}),
  noctiluca: z
    .strictObject({
      /** Longest life a particle may claim. */
      max_particle_ttl: duration().default(24 * 3_600_000),
      /** How far ahead of this peer's clock a particle may be dated. */
      max_clock_ahead: duration().default(5 * 60_000),
      /** How long one AquaVM invocation may run before its thread is ended. */
      avm_deadline: duration().default(10_000),
      /** How long stopping waits for particles that are being executed. */
      grace_period: duration().default(5_000),
      log_level: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
    })
    .prefault({}),
});

/** What a user may write. */
export type RawConfig = z.input<typeof configSchema>;
/** The same, complete: defaults filled in, units resolved. */
export type ParsedConfig = z.output<typeof configSchema>;
