/** Version of the files that recordings are exported to. */
export const FILE_VERSION = 1;
export const FILE_FORMAT = 'noctiluca-recording';
/** Steps of a particle, over all peers, and peers: more are no recording of ours. */
export const MAX_STEPS = 100_000;
export const MAX_PEERS = 10_000;
/** Runs of AquaVM when a particle is run anew. */
export const MAX_SIMULATED_STEPS = 10_000;
/** Levels of a script's instructions inside each other. */
export const MAX_SCRIPT_DEPTH = 10_000;
