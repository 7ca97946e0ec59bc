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

/** Most bytes of a particle's vault in one scope: what `vault.put` and services leave there. Ours: upstream has no bound. */
export const VAULT_MAX_BYTES = 64 * 1024 * 1024;

/** Most files and directories of a particle's vault, in number. Ours: finding out how full it is visits each. */
export const VAULT_MAX_ENTRIES = 10_000;

/** Most bytes a service keeps in `/storage`, and in `/tmp`. Ours: upstream has no bound. */
export const STORAGE_MAX_BYTES = 1024 * 1024 * 1024;
export const TMP_MAX_BYTES = 256 * 1024 * 1024;

/** Most files, directories and links a service keeps in each. Ours: measuring it visits each. */
export const DIRECTORY_MAX_ENTRIES = 10_000;

/** Longest text `vault.cat` answers and longest description read from a vault, in bytes. Ours: a result travels in the particle. */
export const VAULT_TEXT_MAX_BYTES = 16 * 1024 * 1024;

/** Longest JSON text that a built-in function answers, in UTF-16 units. Ours: it travels in the particle and grows with each use. */
export const BUILTIN_RESULT_MAX_LENGTH = 20 * 1024 * 1024;

/** Where services find the vaults of their scope (spec/nox.md §4.4, §4.7). */
export const VAULT_GUEST_PATH = '/tmp/vault';

/** Longest particle id that goes into a directory name as it is, in characters: id, token and a dash fit 255 bytes. Ours. */
export const VAULT_ID_MAX_LENGTH = 128;

/**
 * Mode of a scope's vault directory: enter and create, but not list, so that a particle's directory is found by its
 * token only (spec/nox.md §4.7).
 */
export const VAULT_SCOPE_MODE = 0o300;

/** Mode of the peer's own directories. Upstream gives the vault's base 0733; nobody but the peer's user needs it. */
export const PRIVATE_MODE = 0o700;

/** Most bytes of wasm modules together. Ours. */
export const MODULES_MAX_TOTAL_BYTES = 4 * 1024 * 1024 * 1024;

/** Most wasm modules. Ours. */
export const MODULES_MAX_COUNT = 10_000;

/** Most blueprints. Ours. */
export const BLUEPRINTS_MAX_COUNT = 10_000;

/** Most services of one scope. Ours: 500 idle ones are to stay under 1 GB. */
export const SERVICES_MAX_PER_SCOPE = 4096;

/** Users named in the error of a removal that is refused. Ours. */
export const SHOWN_USERS = 10;

/** Longest path repeated in an error text, in characters. Ours. */
export const SHOWN_PATH_LENGTH = 300;

/** Most workers. Ours: each keeps a key in memory. */
export const WORKERS_MAX_COUNT = 1024;

/** Most compute units of a worker. Ours. */
export const MAX_CU_IDS = 1024;
