/** Longest clock period, in seconds: 100 years (spec/nox.md §5.1). */
export const MAX_PERIOD_SEC = 3_153_600_000;

/** Particles whose errors a spell keeps (spec/nox.md §5.6). */
export const MAX_ERROR_PARTICLES = 50;
/** Messages in a spell's mailbox (spec/nox.md §5.6). */
export const MAX_MAILBOX = 50;
/** Lines in a spell's log (spec/nox.md §5.6). */
export const MAX_LOGS = 500;

/** Longest script, in bytes of UTF-8. Ours: the trace of upstream's CLI has one of 150 kB. */
export const SCRIPT_MAX_BYTES = 4 * 1024 * 1024;
/** Longest key, in bytes of UTF-8. Ours: keys become store keys. */
export const KEY_MAX_BYTES = 1024;
/** Longest string under a key or in a list, in bytes of UTF-8. Ours. */
export const VALUE_MAX_BYTES = 1024 * 1024;
/** Most keys of a spell, in number. Ours. */
export const KEYS_MAX = 10_000;
/** Most strings in one list. Ours. */
export const LIST_MAX_LENGTH = 10_000;
/** Most bytes of all keys and values of a spell. Ours. */
export const STATE_MAX_BYTES = 64 * 1024 * 1024;
/** Longest message in a mailbox, in bytes of UTF-8. Ours: anyone may leave one. */
export const MESSAGE_MAX_BYTES = 64 * 1024;
/** Longest line of a log, in characters; the rest is cut. Ours. */
export const LOG_MAX_LENGTH = 64 * 1024;
/** Most errors of one particle; the first are kept. Ours. */
export const ERRORS_PER_PARTICLE_MAX = 100;
/** Longest text of a stored error, in characters; the rest is cut. Ours. */
export const ERROR_TEXT_MAX_LENGTH = 16 * 1024;

/** Life of a spell's particle, in milliseconds: `max_spell_particle_ttl` (spec/nox.md §8). */
export const PARTICLE_TTL_MS = 120_000;
/** Most periods made up for at once under the catch-up policy `all`; the newest. Ours. */
export const MAX_CAUGHT_UP = 100;
/** A clock that goes back by more was set, in milliseconds; less is a correction on the way. Ours. */
export const CLOCK_STEP_MS = 1000;
/** Longest sleep of the timer, in milliseconds: a clock that was set is noticed by then. Ours. */
export const MAX_SLEEP_MS = 60_000;
/** Runs at work on this peer at a time, all spells together. Ours: upstream has no bound. */
export const MAX_CONCURRENT_RUNS = 256;
/** Triggers of one spell that wait for its run to end. Ours. */
export const MAX_WAITING_TRIGGERS = 128;
/**
 * How long a run that left for other peers is followed once nothing of it is under way here, in milliseconds: until then it
 * counts again when it comes back. Ours.
 */
export const AWAY_WAIT_MS = 10_000;
/** Warnings about one kind of skipped trigger are so far apart, in milliseconds; those left out are counted. Ours. */
export const WARNING_PAUSE_MS = 10_000;
