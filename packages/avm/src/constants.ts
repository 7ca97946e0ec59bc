const KIB = 1024;
const MIB = 1024 * KIB;

/** The avm.wasm this host is written for (spec/marine-abi.md §7). */
export const AVM_WASM = {
  package: '@fluencelabs/avm',
  version: '0.62.0',
  file: 'avm.wasm',
  sizeBytes: 5_954_074,
  sha256: '4a9f248d19582a4c0c638a3e4485d092dbf707dd7ad766f5320698b082010eba',
} as const;

/** Limits AquaVM applies to its inputs when the configuration leaves them out (spec/nox.md §2.5), bytes. */
export const DEFAULT_LIMITS = {
  airSizeBytes: 16 * MIB,
  particleSizeBytes: 64 * MIB,
  callResultSizeBytes: 32 * MIB,
  hard: false,
} as const;

/** Multicodec of MessagePack, 0x0201 as uvarint (spec/marine-abi.md §7.4). */
export const MESSAGEPACK_PREFIX: readonly [number, number] = [0x81, 0x04];

/** `key_format` of ed25519, the only one this build of AquaVM takes (spec/marine-abi.md §7.2). */
export const KEY_FORMAT_ED25519 = 0;

/** Containers inside each other in a call's arguments; rmp_serde's own bound. */
export const MAX_MSGPACK_DEPTH = 1024;

/** An instance whose memory has grown beyond this is dropped: it never shrinks (spec/marine-abi.md §7.8). Bytes. */
export const DEFAULT_RECYCLE_ABOVE_BYTES = 64 * MIB;

/** Linear memory of an instance: an invocation that needs more traps. Ours; upstream's may grow to 4 GiB. */
export const MAX_MEMORY_BYTES = 512 * MIB;

/** What one invocation may hand over: data and call requests. Reading it costs the host's thread. Our own bound. */
export const MAX_OUTCOME_BYTES = 128 * MIB;

/** Arguments of one call, encoded, and the JSON values in them (a mebibyte as an array, and more). Our own bounds. */
export const MAX_CALL_ARGUMENTS_BYTES = 8 * MIB;
export const MAX_CALL_ARGUMENTS_VALUES = 1_100_000;

/** Arguments from this size on are read when they are asked for. Our own bound. */
export const LARGE_ARGUMENTS_BYTES = 64 * KIB;

/** What a JSON value is taken to weigh in memory besides its bytes in MessagePack. */
export const VALUE_OVERHEAD_BYTES = 24;

/** Time one invocation may take, ms. nox has none (spec/nox.md §2.6); an honest invocation takes under one. */
export const DEFAULT_DEADLINE_MS = 10_000;

/**
 * How long others wait behind an invocation that may be broken off, ms. An honest one takes under one; what takes more
 * than this is run again where it keeps nobody waiting. Our own bound.
 */
export const PATIENCE_MS = 100;

/** Threads for long invocations, besides the others; made when first needed. Our own bound. */
export const SLOW_THREADS = 1;

/** Niceness of those threads: with few cores the others come first. */
export const SLOW_THREAD_NICENESS = 10;

/** Requests waiting in one pool, all threads together. Our own bound. */
export const DEFAULT_MAX_QUEUED = 10_000;

/** Bytes of scripts, data and call results waiting in one pool. Our own bound. */
export const DEFAULT_MAX_QUEUED_BYTES = 256 * MIB;

/** Requests handed to a thread ahead of the one it runs: enough to keep it busy, few enough to send again. */
export const THREAD_WINDOW = 16;

/**
 * Time answers may wait for others to share a message with, ms: a message costs both sides some 50 µs, which is a fifth
 * of a small invocation. Nothing waits when nothing is behind it. Our own bound.
 */
export const MAX_ANSWER_HOLD_MS = 1.5;

/** Requests from this size on take longer than answers may wait; what is answered goes out before. Our own bound. */
export const SLOW_REQUEST_BYTES = 64 * KIB;

/** Threads that may die in a row without having answered anything before the pool gives their requests up. */
export const MAX_THREAD_FAILURES = 3;

/** Bytes of requests sent to a thread ahead of the one it runs; a larger one goes alone. */
export const MAX_MESSAGE_BYTES = 8 * MIB;

/** Time a thread may take to come up, ms: a machine under load is slow, a thread that never answers is broken. */
export const STARTUP_DEADLINE_MS = 30_000;

/** Threads but the first are ended after this time without work, ms: each keeps some 15 MB. */
export const DEFAULT_IDLE_MS = 60_000;

/** UTF-16 units of a script that is run at all. The wire carries no more than 100 MiB (spec/nox.md §1.4). Our own bound. */
export const MAX_SCRIPT_UNITS = 100 * MIB;

/** UTF-16 units of an error message that are handed on: it may quote a whole call result. Our own bound. */
export const MAX_ERROR_MESSAGE_UNITS = 64 * KIB;

/**
 * JavaScript heap and stack of a thread. Data and linear memory live outside this heap, strings inside. A string that
 * overshoots the heap limit aborts the whole process instead of the thread, so the limit is several times the largest
 * script; memory is taken only when used. The stack: from 2 MiB on AquaVM's own shadow stack ends first.
 */
export const THREAD_RESOURCE_LIMITS = {
  maxOldGenerationSizeMb: 1024,
  maxYoungGenerationSizeMb: 4,
  stackSizeMb: 4,
} as const;
