/** Milliseconds one service call may take when the particle lives longer. Upstream has no limit (spec/nox.md §9.2 no. 12). */
export const CALL_DEADLINE_MS = 60_000;

/** `count` of `kad.*` when left out (spec/nox.md §8). */
export const KAD_COUNT = 20;

/** Largest `count` of `kad.*` that is honoured; more is cut to it. Ours. */
export const KAD_MAX_COUNT = 1000;

/** Longest digest a multihash wraps without hashing, in bytes (spec/nox.md §3.2). */
export const MAX_WRAPPED_DIGEST_BYTES = 64;

/** Longest value converted to or from base58, in bytes: the conversion is quadratic and blocks the thread. Ours. */
export const BASE58_MAX_BYTES = 4096;

/** Calls kept per series of the statistics: `max_builtin_metrics_storage_size` (spec/nox.md §8). */
export const STATS_SERIES_LENGTH = 5;

/** Milliseconds between two measurements of a service's memory for the statistics. Ours: each is a trip to its thread. */
export const MEMORY_SAMPLE_INTERVAL_MS = 1000;

/** Longest name of a module, a blueprint or an alias, in UTF-8 bytes. Ours: names become store keys and directories. */
export const NAME_MAX_BYTES = 255;

/** Most modules in one blueprint. Ours. */
export const MAX_BLUEPRINT_DEPENDENCIES = 64;

/** Largest wasm module, in bytes: a particle frame holds no more (spec/nox.md §8). */
export const MODULE_MAX_BYTES = 100 * 1024 * 1024;

/** Persisted services instantiated at the same time after a start. Ours. */
export const RESTORE_CONCURRENCY = 2;

/** Aliases nobody may take (spec/nox.md §4.5). */
export const RESERVED_ALIASES: readonly string[] = ['spell', 'self'];

/** Alias only the host and its management may give, and which makes a spell privileged (spec/nox.md §3.0, §4.5). */
export const WORKER_SPELL_ALIAS = 'worker-spell';

/** Label of calls to services without an alias (spec/nox.md §4.8). */
export const NON_ALIASED_LABEL = 'non-aliased-services';

/** Longest delay of a Node.js timer, in milliseconds. */
export const MAX_TIMER_MS = 2 ** 31 - 1;
