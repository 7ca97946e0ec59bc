/** Protocol id of the particle stream (spec/nox.md §1.3). */
export const PARTICLE_PROTOCOL = '/fluence/particle/2.0.0';

/** Multicodec `msgpack` (0x0201) as an unsigned varint, before every payload (spec/nox.md §1.4). */
export const MSGPACK_PREFIX: readonly [number, number] = [0x81, 0x04];

/** Largest payload of one frame, bytes: 100 MiB (spec/nox.md §1.4, §8). */
export const MAX_PAYLOAD_BYTES = 100 * 1024 * 1024;

/**
 * Largest particle id, UTF-8 bytes. Ours: nox sets none, but the id becomes a map key, a log field and a directory
 * name; clients use uuids (36 bytes), spells about 60.
 */
export const MAX_ID_BYTES = 1024;

/** Largest peer id text, bytes. Ours: the longest that parses (42 inlined bytes) takes 61 characters. */
export const MAX_PEER_ID_BYTES = 128;

/** Largest `ttl`, milliseconds: the field is a u32 (spec/nox.md §1.4). */
export const MAX_TTL_FIELD = 0xffff_ffff;

/** Default cap on `ttl`, milliseconds: 24 hours. Ours: nox sets none (spec/nox.md §1.7). */
export const DEFAULT_MAX_TTL_MS = 24 * 60 * 60 * 1000;

/** Default tolerance for a `timestamp` ahead of the local clock, milliseconds: 5 minutes. Ours: nox sets none (§1.7). */
export const DEFAULT_MAX_AHEAD_MS = 5 * 60 * 1000;

/** Public keys kept decoded, one per peer id seen; about 0.5 KiB each with its KeyObject. */
export const PEER_KEY_CACHE_SIZE = 4096;

/** First buffer of a frame that arrives in pieces, bytes; it doubles as bytes really arrive. */
export const FRAME_BUFFER_START_BYTES = 4 * 1024;
