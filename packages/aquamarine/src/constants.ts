import { DEFAULT_LIMITS } from '@noctiluca/avm/defaults';

/** About what the trace of a peer takes in memory, bytes; authors share it. */
export const TRACE_MAX_BYTES = 16 * 1024 * 1024;
/** About what recordings of particles take in memory, bytes, where they are kept; authors share it. */
export const RECORDING_MAX_BYTES = 32 * 1024 * 1024;
/** UTF-16 units of a particle's id in the trace, and of one text that is logged too. */
export const TRACE_TEXT_LIMIT = 512;
/** UTF-16 units of one text in a trace entry, values of calls among them. */
export const TRACE_VALUE_LIMIT = 1_024;
/** Entries kept of one particle, the newest. */
export const MAX_ENTRIES_OF_PARTICLE = 10_000;
/** Entries that are given out at once, and particles in a list. */
export const MAX_TRACE_ENTRIES = 10_000;
export const MAX_LISTED_PARTICLES = 1_000;

/** Actors alive; nox has no bound (spec/nox.md §8). Beyond it whoever has most gives way (docs/adr/021). */
export const MAX_ACTORS = 50_000;
/** Particles that ended and are remembered until they expire, so that copies are not run again. */
export const MAX_TOMBSTONES = 100_000;
/** What one is taken to weigh, bytes: a part of the signature, and a time. */
export const TOMBSTONE_BYTES = 96;
/** When there are too many, this part of the most is forgotten at once. */
export const TOMBSTONES_FORGOTTEN_ONE_IN = 1024;
/** Tombstones are looked through for those that expired: how often, milliseconds, and so many at a time. */
export const TOMBSTONE_SWEEP_MS = 1_000;
export const TOMBSTONES_LOOKED_AT = 10_000;
/** Of memory and of the actors, one part in so many only the host, its workers, its spells and the management may take. */
export const RESERVE_ONE_IN = 16;
/** Actors that give way for one particle at most; one that would need more is refused. */
export const MAX_GIVING_WAY_AT_ONCE = 1_000;
/** Accounts looked at for a list of the largest: exact up to so many of about the same size. */
export const MAX_HOLDERS_COMPARED = 4_096;
/** Accounts that hold nothing and are remembered because they used the AVM. */
export const MAX_REMEMBERED_DEBTORS = 10_000;

/** Particles waiting in one actor's mailbox; nox has no bound (spec/nox.md §8). */
export const MAX_MAILBOX = 256;
/** Particles waiting in all mailboxes; from half of it on `ingest` waits. nox: 128 + 100 in channels (spec/nox.md §2.1). */
export const MAX_QUEUED_PARTICLES = 4_096;
/** Bytes of data waiting in mailboxes and as call results; from half of it on `ingest` waits. */
export const MAX_QUEUED_BYTES = 256 * 1024 * 1024;
/** How long those wait at most whose connection has more than its share already, milliseconds: others need the place. */
export const HEAVY_WAITS_MS = 2_000;
/** Calls of `ingest` and `execute` that may wait for room. */
export const MAX_WAITING = 1_024;
/**
 * Bytes of all that particles hold: scripts, data, mailboxes, arguments and results of calls, sends. Never more than a
 * part of what the process may have, since some of it is JavaScript's heap.
 */
export const MAX_DATA_BYTES = 1024 * 1024 * 1024;
export const MAX_DATA_SHARE_OF_HEAP = 1 / 4;
/** What an actor itself is taken to weigh, bytes, so that very many empty ones count too. */
export const ACTOR_OVERHEAD_BYTES = 1_024;

/**
 * AVM invocations given to the runner at a time. Many more than it has threads: a particle stays on one thread, and those
 * of a thread that is stuck until its deadline must not take every place from the others. Their bytes are the runner's
 * to bound.
 */
export const MAX_CONCURRENT_RUNS = 1_024;
/** What a run is taken to cost before one was seen, microseconds. */
export const AVM_COST_GUESS_US = 1_000;
/** Runs handed to the AVM ahead are to take no longer than this on each of its threads, microseconds. */
export const AVM_AHEAD_US = 20_000;
/** A run that takes longer than this is long: further ones of its author keep out of the others' way, milliseconds. */
export const LONG_RUN_MS = 100;
/** So is one whose runs cost this on average, microseconds. */
export const SLOW_COST_US = 40_000;
/** For so many times as long as it took, or so long at most, milliseconds; a short run ends it. */
export const SLOW_FOR_TIMES = 20;
export const SLOW_FOR_MS = 60_000;
/** How long others wait there behind a run before it is begun again later, milliseconds; each time it gets so many times more. */
export const SLOW_PATIENCE_MS = 400;
export const SLOW_PATIENCE_GROWS = 4;
/** Runs handed to the AVM for each of its threads for long ones: the second tells it that somebody waits. */
export const SLOW_AHEAD = 2;
/** Authors with long runs that came through one connection within that time; then all that comes through it is slow. */
export const SLOW_AUTHORS_OF_CONNECTION = 3;
/** What an author used counts half after this time, milliseconds: it does not wait for ever behind the others. */
export const AVM_DEBT_HALVES_MS = 10_000;
/** Runs past the deadline that are counted; each halves the time that the author's next run gets. */
export const MAX_AVM_STRIKES = 4;
/** After this time one is forgotten, milliseconds. */
export const STRIKE_LASTS_MS = 30_000;
/** The least time that a run gets, milliseconds, unless the AVM's own deadline is shorter. */
export const MIN_RUN_MS = 1_000;
/** What this peer's own runs count in the order of turns. */
export const OWN_TIME_COUNTS = 1 / 4;
/** Failed AVM invocations (deadline, trap) after which an actor is given up. */
export const MAX_AVM_FAILURES = 3;
/** Pause before the AVM is tried again when its queue is full and nothing of ours runs there, milliseconds. */
export const AVM_RETRY_PAUSE_MS = 20;
/** Bytes of call results that go into one invocation; the others follow in the next. */
export const MAX_TURN_RESULT_BYTES = 8 * 1024 * 1024;
/** Data of one particle, the result of one call, and a script: what nox bounds softly is bounded here (spec/nox.md §8). */
export const MAX_PARTICLE_DATA_BYTES = DEFAULT_LIMITS.particleSizeBytes;
export const MAX_CALL_RESULT_BYTES = DEFAULT_LIMITS.callResultSizeBytes;
export const MAX_SCRIPT_BYTES = DEFAULT_LIMITS.airSizeBytes;
/** Calls one particle may have open in one scope; more wait for an answer. */
export const MAX_CALLS_PER_ACTOR = 1_024;

/** Sends at a time to peers that are connected. */
export const MAX_SENDS_CONNECTED = 256;
/** Sends at a time to peers that must be found and dialled first. */
export const MAX_SENDS_DISTANT = 64;
/** Sends at a time to one peer, so that a slow one can't take every place. */
export const MAX_SENDS_PER_PEER = 32;
/** Sends waiting for a place in one lane; beyond it they are dropped. */
export const MAX_QUEUED_SENDS = 8_192;
/** Bytes of particles waiting for a place in one lane; beyond it they are dropped. */
export const MAX_QUEUED_SEND_BYTES = 128 * 1024 * 1024;

/** Particles kept for one peer that has gone, their bytes, and the bytes of those kept for all. Ours; nox keeps none. */
export const MAX_KEPT_PER_PEER = 256;
export const MAX_KEPT_BYTES_PER_PEER = 8 * 1024 * 1024;
export const MAX_KEPT_BYTES = 64 * 1024 * 1024;
/** Peers that are remembered to have been here. */
export const MAX_KNOWN_PEERS = 10_000;
/** How often kept particles are looked through for those whose time is over, milliseconds. */
export const KEPT_SWEEP_MS = 1_000;
/** From a send whose connection ended under it until its peer is looked for again, milliseconds. */
export const LOOK_AGAIN_MS = 100;

/** Particles whose way home is remembered, and those of one neighbour; its oldest are forgotten first. */
export const MAX_ROUTES = 16_384;
export const MAX_ROUTES_PER_HOP = 1_024;
/** Peers that one particle was sent to and that may say something of it. */
export const MAX_HOPS_ASKED = 64;
/** Notices that are passed on for one particle. */
export const MAX_NOTICES_PER_PARTICLE = 4;
/** An error of a call is told when the particle has not gone home with it by then, milliseconds. */
export const NOTICE_DELAY_MS = 300;
/** Particles with such an error; those of further ones are told at once. */
export const MAX_DELAYED_NOTICES = 1_024;

/** Time running particles get when the peer stops, milliseconds. */
export const STOP_GRACE_MS = 5_000;
/** Warnings about one kind of drop are this far apart, milliseconds; what was left out is counted in the next. */
export const WARNING_PAUSE_MS = 1_000;

/** Bytes of a signature: 64 for ed25519, up to 72 for secp256k1 in DER (spec/nox.md §1.6); it becomes a map key. */
export const MAX_SIGNATURE_BYTES = 128;

/** Levels of arrays and objects in a call's result: serde_json, with which AquaVM reads it, ends the run beyond them. */
export const MAX_RESULT_DEPTH = 127;

/** Part of what strangers may have from which on it counts as full: at the bound itself use goes up and down. */
export const FULL_FROM = 0.95;
