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
