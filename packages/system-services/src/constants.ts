/** Longest call of an initialisation or a migration, milliseconds: `DEPLOYER_TTL` (spec/nox.md §6.2). */
export const CALL_TIMEOUT_MS = 60_000;

/** Pause after the first failure of a package, milliseconds; it doubles with each further one. Ours: upstream gives up. */
export const RETRY_DELAY_MS = 1000;
/** Longest such pause, milliseconds. Ours. */
export const MAX_RETRY_DELAY_MS = 60_000;

/** Time the first deployment may take when the start of the node waits for it (`fail_fast`), milliseconds. Ours. */
export const FAIL_FAST_START_MS = 600_000;
/** Time for the step under way when the node stops, milliseconds: a call cannot be cut off from outside. Ours. */
export const STOP_MS = 10_000;

/** Time the peer leaves its packages alone after a remote deployer noted a step, milliseconds: the life of a script. Ours. */
export const REMOTE_HOLD_MS = 120_000;

/** Longest text of an error kept in the status, in characters. Ours. */
export const SHOWN_ERROR_LENGTH = 1000;

/** Trust-graph's root and the longest chain below it (spec/nox.md §6.3). */
export const TRUST_GRAPH_ROOT = '12D3KooWNbZKaPWRZ8wgjGvrxdJFz9Fq5uVwkR6ERV1f74HhPdyB';
export const TRUST_GRAPH_MAX_CHAIN_LEN = 5;

/** How far the clocks of others may be ahead of a peer's, for its registry. Seconds. */
export const REGISTRY_CLOCK_SKEW_SEC = 120;
/** The most that the registry takes for it (`MAX_CLOCK_SKEW_SEC` in its limits.rs). Seconds. */
export const REGISTRY_MAX_CLOCK_SKEW_SEC = 600;
/** Periods of the registry's spell and what it does, seconds (spec/nox.md §6.1). */
export const REGISTRY_PERIOD_SEC = 3600;
export const REGISTRY_EXPIRED_PERIOD_SEC = 86_400;
export const REGISTRY_RENEW_PERIOD_SEC = 43_200;
export const REGISTRY_REPLICATE_PERIOD_SEC = 3600;

/** Periods of the decider and of the spell that each worker of a deal has, seconds (spec/nox.md §6.1). */
export const DECIDER_PERIOD_SEC = 120;
export const WORKER_PERIOD_SEC = 900;

/**
 * API of the IPFS daemon. Ours: a daemon's own default. Upstream's was a public host that is gone, and whoever takes its
 * name would be given what services put into IPFS.
 */
export const IPFS_MULTIADDR = '/ip4/127.0.0.1/tcp/5001';
/** Executable of IPFS (spec/nox.md §6.1). */
export const IPFS_BINARY_PATH = '/usr/bin/ipfs';
