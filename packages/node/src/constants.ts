/** Longest delay of a Node.js timer, milliseconds; a longer one fires at once. */
export const MAX_TIMER_MS = 2 ** 31 - 1;

/** Added to twice the grace period (aquamarine's own limit): the process ends by then whatever happens, milliseconds. */
export const STOP_MARGIN_MS = 15_000;

/** Bytes of the head of one HTTP request. Ours: nox sets none. */
export const HTTP_MAX_HEADER_BYTES = 8 * 1024;
/** Time to receive the head of an HTTP request, and the whole of it, milliseconds. */
export const HTTP_REQUEST_TIMEOUT_MS = 10_000;
/** An idle HTTP connection is closed after this time, milliseconds; scrapers come again every few seconds. */
export const HTTP_KEEP_ALIVE_MS = 30_000;
/** HTTP connections at a time, and from one address; beyond it one that is idle or slow gives way. */
export const HTTP_MAX_CONNECTIONS = 256;
export const HTTP_MAX_CONNECTIONS_PER_ADDRESS = 64;

/** The AVM's queue counts as late when its oldest particle waits longer than this, spells when a trigger does. Milliseconds. */
export const AVM_QUEUE_LATE_MS = 1_000;
export const SPELLS_LATE_MS = 5_000;

/** Bytes of the body of the one request that has one. */
export const HTTP_MAX_BODY_BYTES = 1024;
/** Longest way a virtual clock goes in one request, seconds: 366 days. */
export const MAX_ADVANCE_SEC = 366 * 86_400;

/** Keys of the worker spell in one request for the facts of a worker. */
export const MAX_WORKER_KEYS = 512;

/** Items in one answer of a list: unless it is asked for another number, and at most. */
export const LISTED_BY_DEFAULT = 100;
export const MAX_LISTED = 1_000;
/** The same of holders in the ledger. */
export const LISTED_HOLDERS = 20;
export const MAX_LISTED_HOLDERS = 100;
/** Keys of a spell that are shown, errors of each particle, and characters of a value, a line or a text of an error. */
export const MAX_SHOWN_VALUES = 512;
export const MAX_SHOWN_ERRORS = 10;
export const SHOWN_VALUE_CHARS = 1_024;
/** How often the peer notes how busy it is, milliseconds, and how many notes it keeps: an hour. */
export const HISTORY_EVERY_MS = 5_000;
export const HISTORY_SAMPLES = 720;

/** Streams of trace entries at a time, and entries that one is behind at most; then it ends, and its reader asks on. */
export const MAX_TRACE_STREAMS = 32;
export const MAX_TRACE_STREAM_BEHIND = 4_096;
/** A stream says something at least so often, milliseconds, so that its end is noticed. */
export const TRACE_STREAM_BEAT_MS = 15_000;

/** Spans waiting to be sent; beyond it they are dropped and counted. */
export const MAX_QUEUED_SPANS = 8_192;
/** Spans in one request to the collector. */
export const SPAN_BATCH_SIZE = 512;
/** Pause between two requests to the collector while fewer spans than a batch wait, milliseconds. */
export const SPAN_FLUSH_MS = 2_000;
/** Time one request to the collector may take, milliseconds. */
export const SPAN_EXPORT_TIMEOUT_MS = 10_000;
/** Particles whose span on this peer is remembered; of an older one it is sent again. */
export const MAX_TRACED_PARTICLES = 10_000;

/** Bytes of a log file that the peer writes itself, and how many full ones are kept beside it. */
export const LOG_FILE_MAX_BYTES = 16 * 1024 * 1024;
export const LOG_FILES_KEPT = 2;

/** Of an error in a log line: characters of each of its texts and of its stack, its fields, causes and, of several, errors. */
export const LOGGED_TEXT_CHARS = 1024;
export const LOGGED_STACK_CHARS = 4096;
export const LOGGED_FIELDS = 16;
export const LOGGED_CAUSES = 4;
export const LOGGED_ERRORS = 4;

/** Milliseconds without an answer of the chain after which `/health` fails; it warns before. */
export const CHAIN_LOST_MS = 300_000;

/** Questions for the workers of any deal that anybody may ask, at a time. */
export const MAX_CHAIN_QUESTIONS = 64;
