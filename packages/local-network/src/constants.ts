/** Milliseconds a peer in a process of its own has to tell its worker for a deal. */
export const PEER_ANSWER_MS = 2_000;

/** Milliseconds a network has to tell such a peer the workers of all: the slowest peer's, and the way. */
export const NETWORK_ANSWER_MS = PEER_ANSWER_MS + 1_000;

/** Questions to one process at a time. */
export const MAX_OPEN_QUESTIONS = 256;

/** Milliseconds before a peer whose process ended is started again: at first, and at most. */
export const RESTART_AFTER_MS = 500;
export const RESTART_AFTER_MS_MAX = 30_000;
/** A peer that was up for so many milliseconds is started again as after the first time. */
export const RESTARTS_FORGIVEN_MS = 60_000;

/** Units that a network's peers offer at first, all of them together: they come into one block, for 30 million gas. */
export const MAX_OFFERED_UNITS = 128;

/** What a transaction of the provider may take: nearly the gas of a block; milliseconds. */
export const TRANSACTION_GAS = 29_000_000n;
export const TRANSACTION_MS = 10_000;

/** Where the explorer listens, unless that is taken. */
export const EXPLORER_PORT = 18070;
/** Connections of the explorer at a time; bytes of the head of a request, and milliseconds to send one. */
export const EXPLORER_MAX_CONNECTIONS = 256;
export const EXPLORER_HEADER_BYTES = 16 * 1024;
export const EXPLORER_REQUEST_MS = 10_000;
/** Milliseconds a peer has to show the explorer that it is up. */
export const PEER_ASK_MS = 1_000;

/** Calls that pages have under way at a time. */
export const MAX_CALLS = 16;
/** Of one call: bytes of the request, characters of each name, arguments, and the life of its particle, milliseconds. */
export const CALL_MAX_BYTES = 1024 * 1024;
export const CALL_NAME_MAX_LENGTH = 1_024;
export const CALL_ARGUMENTS_MAX = 64;
export const CALL_TTL_MS = 15_000;
export const CALL_MAX_TTL_MS = 120_000;
