/** Trace entries a peer keeps. Ours: about 2 MB. */
export const TRACE_CAPACITY = 10_000;
/** UTF-16 units of one text in a trace entry. */
export const TRACE_TEXT_LIMIT = 512;

/** Actors alive; nox has no bound (spec/nox.md §8). */
export const MAX_ACTORS = 50_000;
/** Particles waiting in one actor's mailbox; nox has no bound (spec/nox.md §8). */
export const MAX_MAILBOX = 256;
/** Particles waiting in all mailboxes; from half of it on `ingest` waits. nox: 128 + 100 in channels (spec/nox.md §2.1). */
export const MAX_QUEUED_PARTICLES = 4_096;
/** Bytes of data waiting in mailboxes and as call results; from half of it on `ingest` waits. */
export const MAX_QUEUED_BYTES = 256 * 1024 * 1024;
/** Calls of `ingest` and `execute` that may wait for room. */
export const MAX_WAITING = 1_024;
/** Bytes of scripts and of last data, over all actors. */
export const MAX_DATA_BYTES = 1024 * 1024 * 1024;
/** What an actor itself is taken to weigh, bytes, so that very many empty ones count too. */
export const ACTOR_OVERHEAD_BYTES = 1_024;

/**
 * AVM invocations given to the runner at a time. Many more than it has threads: a particle stays on one thread, and those
 * of a thread that is stuck until its deadline must not take every place from the others. Their bytes are the runner's
 * to bound.
 */
export const MAX_CONCURRENT_RUNS = 1_024;
/** Failed AVM invocations (deadline, trap) after which an actor is given up. */
export const MAX_AVM_FAILURES = 3;
/** Pause before the AVM is tried again when its queue is full and nothing of ours runs there, milliseconds. */
export const AVM_RETRY_PAUSE_MS = 20;
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
