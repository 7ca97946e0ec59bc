/** Lowest SDK and interface-types versions that load (spec/marine-abi.md §1.8). There is no upper bound. */
export const MINIMUM_SDK_VERSION = '0.6.0';
export const MINIMUM_IT_VERSION = '0.20.0';

/** Names of the custom sections (spec/marine-abi.md §1.1). */
export const IT_SECTION = 'interface-types';
export const SDK_VERSION_SECTION = '__fluence_sdk_version';

/** Nesting of one type in the interface-types section. Upstream's generator refuses less; our own bound. */
export const MAX_TYPE_DEPTH = 64;

/** Arguments or results of one function: what WebAssembly engines admit. */
export const MAX_ARGUMENTS = 1000;

/** Nesting of one value; only records that contain themselves can get deeper than their type. Our own bound. */
export const MAX_VALUE_DEPTH = 128;

/** Largest block asked of a module's `allocate`, bytes: its parameter is an i32. */
export const MAX_BLOCK_BYTES = 0x7fff_ffff;

/** Default of `loggingMask`: every target (spec/marine-abi.md §3.2). */
export const DEFAULT_LOGGING_MASK = 0x7fff_ffff;

/** Bytes of stdout and stderr kept per module for error messages, the newest first to stay. Our own bound. */
export const OUTPUT_CAPTURE_BYTES = 4096;

/** Longest log message that is handed on, bytes; the rest is cut. Our own bound. */
export const MAX_LOG_BYTES = 64 * 1024;

/** Characters of JavaScript made of one module's adapters; real modules need some ten thousand. Our own bound. */
export const MAX_SOURCE_LENGTH = 16 * 1024 * 1024;

/** Calls that may wait for one service. Our own bound. */
export const MAX_QUEUED_CALLS = 1024;

/** Time compiled modules may take to instantiate and start, ms. Our own bound. */
export const START_DEADLINE_MS = 30_000;

/** Log lines of one service that pass per second. Our own bound. */
export const LOG_LINES_PER_SEC = 1000;

/** Time one run of a mounted binary may take, ms. Our own bound. */
export const BINARY_TIME_LIMIT_MS = 30_000;

/** Bytes of stdout and of stderr a mounted binary may write. Our own bound; upstream has none. */
export const MAX_BINARY_OUTPUT_BYTES = 8 * 1024 * 1024;

/** Arguments of one run of a mounted binary. Our own bound; the system bounds their bytes. */
export const MAX_BINARY_ARGUMENTS = 4096;
