import { getHeapStatistics } from 'node:v8';
import * as constants from './constants.js';
import { AquamarineError } from './errors.js';

/** What a peer takes on at most; each bound has its counted drop. All are positive integers. */
export interface Bounds {
  /** Actors alive. @default 50_000 */
  readonly maxActors: number;
  /** Particles that ended and are remembered. @default 100_000 */
  readonly maxTombstones: number;
  /** Particles waiting in one actor's mailbox. @default 256 */
  readonly maxMailbox: number;
  /** Particles waiting in all mailboxes; from half of it on `ingest` waits. @default 4_096 */
  readonly maxQueuedParticles: number;
  /** Bytes waiting in mailboxes and as call results; from half of it on `ingest` waits. @default 256 MiB */
  readonly maxQueuedBytes: number;
  /** Calls of `ingest` that may wait at a time; their particles may weigh `maxQueuedBytes`. @default 1_024 */
  readonly maxWaiting: number;
  /**
   * Bytes of all that particles hold. Outcomes of what already runs may go to twice it.
   * @default 1 GiB, or a quarter of what JavaScript's heap may become if that is less
   */
  readonly maxDataBytes: number;
  /** Bytes of the data of one particle. @default 64 MiB */
  readonly maxParticleDataBytes: number;
  /** Bytes of the result of one call. @default 32 MiB */
  readonly maxCallResultBytes: number;
  /** Bytes of a script. @default 16 MiB */
  readonly maxScriptBytes: number;
  /** AVM invocations given to the runner at a time. @default 1_024 */
  readonly maxConcurrentRuns: number;
  /** Open calls of one particle in one scope; more wait. @default 1_024 */
  readonly maxCallsPerActor: number;
  /** Sends at a time to connected peers. @default 256 */
  readonly maxSendsConnected: number;
  /** Sends at a time to peers that have to be found first. @default 64 */
  readonly maxSendsDistant: number;
  /** Sends at a time to one peer. @default 32 */
  readonly maxSendsPerPeer: number;
  /** Sends that wait, for connected and for distant peers each. @default 8_192 */
  readonly maxQueuedSends: number;
  /** Bytes of the particles of sends that wait, each lane. @default 128 MiB */
  readonly maxQueuedSendBytes: number;
  /** Particles kept for one peer that has gone, until it is back. @default 256 */
  readonly maxKeptPerPeer: number;
  /** Their bytes: one that has gone with much to come leaves room for the others. @default 8 MiB */
  readonly maxKeptBytesPerPeer: number;
  /** Bytes of those kept for all such peers. @default 64 MiB */
  readonly maxKeptBytes: number;
}

const DEFAULTS: Bounds = {
  maxActors: constants.MAX_ACTORS,
  maxTombstones: constants.MAX_TOMBSTONES,
  maxMailbox: constants.MAX_MAILBOX,
  maxQueuedParticles: constants.MAX_QUEUED_PARTICLES,
  maxQueuedBytes: constants.MAX_QUEUED_BYTES,
  maxWaiting: constants.MAX_WAITING,
  maxDataBytes: Math.min(
    constants.MAX_DATA_BYTES,
    Math.floor(getHeapStatistics().heap_size_limit * constants.MAX_DATA_SHARE_OF_HEAP),
  ),
  maxParticleDataBytes: constants.MAX_PARTICLE_DATA_BYTES,
  maxCallResultBytes: constants.MAX_CALL_RESULT_BYTES,
  maxScriptBytes: constants.MAX_SCRIPT_BYTES,
  maxConcurrentRuns: constants.MAX_CONCURRENT_RUNS,
  maxCallsPerActor: constants.MAX_CALLS_PER_ACTOR,
  maxSendsConnected: constants.MAX_SENDS_CONNECTED,
  maxSendsDistant: constants.MAX_SENDS_DISTANT,
  maxSendsPerPeer: constants.MAX_SENDS_PER_PEER,
  maxQueuedSends: constants.MAX_QUEUED_SENDS,
  maxQueuedSendBytes: constants.MAX_QUEUED_SEND_BYTES,
  maxKeptPerPeer: constants.MAX_KEPT_PER_PEER,
  maxKeptBytesPerPeer: constants.MAX_KEPT_BYTES_PER_PEER,
  maxKeptBytes: constants.MAX_KEPT_BYTES,
};

/** @throws AquamarineError `AQUAMARINE_INVALID_INIT` for a bound that is not a positive integer */
export function resolveBounds(given: Partial<Bounds> = {}): Bounds {
  const bounds = { ...DEFAULTS, ...given };
  for (const [name, value] of Object.entries(bounds)) {
    if (Number.isSafeInteger(value) && value > 0) continue;
    throw new AquamarineError(
      'AQUAMARINE_INVALID_INIT',
      `bounds.${name} is ${value}; a bound must be a positive integer. Leave it out to get the default.`,
    );
  }
  return bounds;
}
