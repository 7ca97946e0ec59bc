/** Bytes of a leaf, and links of a node, as `ipfs add` has them: CIDs are those of Kubo (spec/nox.md §4.1). */
export const CHUNK_BYTES = 262_144;
export const LINKS_PER_NODE = 174;
/** Largest leaf that may be asked for, in bytes (Kubo: `ChunkSizeLimit`). */
export const MAX_CHUNK_BYTES = 1024 * 1024;
/** Largest block that is kept, in bytes; Kubo exchanges none above it. */
export const MAX_BLOCK_BYTES = 2 * 1024 * 1024;

/** Largest request body, in bytes. Ours: a module is at most as large. */
export const MAX_BODY_BYTES = 128 * 1024 * 1024;

/** Largest contents that the client takes from a daemon, in bytes. */
export const MAX_CONTENTS_BYTES = 128 * 1024 * 1024;

/** Largest answer of `cat` and `get`, in bytes. Ours: a few blocks can name a file of any size by repeating one. */
export const MAX_ANSWER_BYTES = 1024 * 1024 * 1024;

/** Files and directories in one `add`, and in one `get`. Ours. */
export const MAX_ENTRIES = 10_000;

/** Blocks below the pins that one request walks. Ours. */
export const MAX_WALKED_BLOCKS = 1_000_000;

/** A path behind a CID, or of an added file: bytes, names. Ours. */
export const MAX_PATH_BYTES = 4096;
export const MAX_PATH_SEGMENTS = 128;

/** Blocks of a store together, in bytes. Ours. */
export const MAX_STORE_BYTES = 4 * 1024 * 1024 * 1024;

/** Pins that are kept. Ours. */
export const MAX_PINS = 100_000;

/** Requests served at the same time; a further one gets 503. Ours. */
export const MAX_REQUESTS = 64;

/** Connections of the RPC. Ours. */
export const MAX_CONNECTIONS = 256;

/** Head of a request, in bytes. Ours. */
export const MAX_HEADER_BYTES = 16 * 1024;

/** Milliseconds in which a request's head, and all of it, must have arrived. Ours. */
export const HEADERS_TIMEOUT_MS = 10_000;
export const BODY_TIMEOUT_MS = 300_000;

/** Multipart bodies: head of a part, bytes before the first one, characters of the boundary. Ours; RFC 2046 has 70. */
export const MAX_PART_HEAD_BYTES = 16 * 1024;
export const MAX_PREAMBLE_BYTES = 4096;
export const MAX_BOUNDARY_LENGTH = 200;

/** A request of the client, milliseconds. */
export const REQUEST_TIMEOUT_MS = 30_000;

/** Port of Kubo's RPC. */
export const KUBO_RPC_PORT = 5001;

/** What `/version` and `/id` call themselves: the commands follow this version of Kubo. */
export const KUBO_VERSION = '0.29.0';
export const AGENT_VERSION = `noctiluca-ipfs/${KUBO_VERSION}`;
