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

/** Key of the account that provides on a local chain: upstream's, of a public mnemonic, worth nothing (spec/deals.md §1). */
export const PROVIDER_KEY = '0xac0974bec39a17e36ba4a6b4d238ff944bacb478cbed5efcae784d7bf4f2ff80';
