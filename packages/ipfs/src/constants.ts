/** Bytes of a leaf, and leaves of a node, as `ipfs add` has them: CIDs are those of Kubo (spec/nox.md §4.1). */
export const CHUNK_BYTES = 262_144;
export const MAX_CHILDREN = 174;

/** Largest request body, in bytes. Ours: a module is at most as large. */
export const MAX_BODY_BYTES = 128 * 1024 * 1024;

/** Largest contents that the client takes from a daemon, in bytes. */
export const MAX_CONTENTS_BYTES = 128 * 1024 * 1024;

/** Files in one `add`. Ours. */
export const MAX_PARTS = 1024;

/** Requests served at the same time; a further one gets 503. Ours. */
export const MAX_REQUESTS = 64;

/** Pins that are kept. Ours. */
export const MAX_PINS = 100_000;

/** A request of the client, milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Port of Kubo's RPC. */
export const KUBO_RPC_PORT = 5001;

/** What `/version` and `/id` call themselves: the commands follow this version of Kubo. */
export const KUBO_VERSION = '0.29.0';
