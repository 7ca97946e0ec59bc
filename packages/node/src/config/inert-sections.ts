import { z } from 'zod';
import { count, flag, inert, integer, list, port } from './fields.js';
import { duration, size } from './units.js';

const NO_PROOFS = 'no proofs of capacity are made here';
const NO_VM = 'this peer runs no virtual machines';
const V8 = 'WebAssembly runs in V8, which has no such setting';

/** Upstream's `[.wasm_backend]` of services and of AquaVM (spec/nox.md §7.2). */
export const wasmBackend = () =>
  inert(
    z.strictObject({
      debug_info: flag().optional(),
      wasm_backtrace: flag().optional(),
      async_wasm_stack: size().optional(),
      max_wasm_stack: size().optional(),
      epoch_interruption_duration: duration().optional(),
    }),
    'How upstream compiles WebAssembly.',
    V8,
  );

/** `[vm]`. */
export const vm = () =>
  inert(
    z.strictObject({
      libvirt_uri: z.string().optional(),
      allow_gpu: flag().optional(),
      network: z
        .strictObject({
          interface: z.string().optional(),
          bridge_name: z.string().optional(),
          public_ip: z.string(),
          vm_ip: z.string().optional(),
          host_ssh_port: port().optional(),
          vm_ssh_port: port().optional(),
          port_range: z.strictObject({ start: port(), end: port() }).optional(),
        })
        .optional(),
    }),
    'Virtual machines.',
    NO_VM,
  );

const IN_STORE = 'this peer keeps it in its store, below `persistent_base_dir`';
const CORES = 'threads are placed by the operating system, not pinned to cores';

/** Single keys of upstream that do nothing here, with the reason. */
export const inertKeys = {
  max_pending_outgoing: inert(
    count(),
    'Outgoing connections being set up.',
    'sends bound how many are dialled',
  ),
  max_established_outgoing: inert(
    count(),
    'Outgoing connections.',
    '`max_established` bounds both directions',
  ),
  particle_processor_parallelism: inert(
    count(),
    'Particles processed at a time.',
    'AquaVM threads bound it: see `aquavm_pool_size`',
  ),
  effects_queue_buffer: inert(
    count(),
    'Effects waiting.',
    'effects wait in bounded lanes: see docs/limits.md',
  ),
  workers_queue_buffer: inert(count(), 'Worker events waiting.', 'events of workers are told at once'),
  particle_execution_timeout: inert(duration(), 'Unused upstream too.', 'see `noctiluca.avm_deadline`'),
  max_builtin_metrics_storage_size: inert(count(), 'Calls kept in statistics of a service.', 'five are kept'),
  metrics_timer_resolution: inert(
    duration(),
    'How often upstream gathers metrics.',
    'they are read when asked for',
  ),
  tokio_metrics_enabled: inert(flag(), 'Metrics of the tokio runtime.', 'there is no tokio here'),
  tokio_metrics_poll_histogram_enabled: inert(flag(), 'The same.', 'there is no tokio here'),
  cpus_range: inert(z.union([z.string(), z.number()]), 'Cores upstream takes, `"1-8"`.', CORES),
  system_cpu_count: inert(integer(0), 'Cores upstream keeps for itself.', CORES),
  allowed_binaries: inert(list(), 'Unused upstream too.', 'see `effectors` and `dev_mode`'),
  root_weights: inert(z.record(z.string(), integer(0)), 'Unused upstream too.', 'nothing reads it'),
  bootstrap_config: inert(z.record(z.string(), z.unknown()), 'Unused upstream too.', 'nothing reads it'),
  air_interpreter_path: inert(
    z.string(),
    'Where AquaVM is written to.',
    'AquaVM is read from its npm package',
  ),
  spell_base_dir: inert(z.string(), 'Where spells are kept.', IN_STORE),
  keypairs_base_dir: inert(z.string(), 'Where keys of workers are kept.', IN_STORE),
  workers_base_dir: inert(z.string(), 'Where workers are kept.', IN_STORE),
  cc_events_dir: inert(z.string(), 'Where proofs are tracked.', NO_PROOFS),
  core_state_path: inert(z.string(), 'Where cores are assigned.', CORES),
  vm: vm(),
  services: inert(z.strictObject({ wasm_backend: wasmBackend() }), 'How services are compiled.', V8),
} as const;
