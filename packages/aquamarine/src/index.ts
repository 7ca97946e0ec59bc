/**
 * A particle's way through the peer: the dispatcher checks it, an actor per particle and scope runs it through AquaVM,
 * and effects carry out the calls and send it on.
 *
 * @example
 * ```ts
 * const trace = createTraceRing();
 * const aquamarine = createAquamarine({ keyPair }, { avm, host, network, trace });
 * network.onParticle((inbound) => aquamarine.ingest(inbound));
 * await aquamarine.start(signal);
 * await aquamarine.execute(createParticle({ keyPair, script, ttl: 10_000, timestampMs: Date.now() }));
 * aquamarine.trace(particleId); // [{ kind: 'interpreted', retCode: 0, … }, { kind: 'called', … }, …]
 * ```
 */

export type { ParticleRun, RunEnd, RunFailure, RunOptions } from './actors/particle-tracker.js';
export type { WorkerKeys } from './actors/scopes.js';
export type { AccountClass } from './admission/account.js';
export type { ConnectionShares, FrameSource } from './admission/connection-shares.js';
export type { ParticleVerifier } from './admission/dispatcher.js';
export type { Holding, Holdings, HoldingsQuery } from './admission/ledger.js';
export type { Aquamarine, ParticleRunner } from './aquamarine.js';
export type { Bounds } from './bounds.js';
export { type AquamarineComponents, type AquamarineInit, createAquamarine } from './create-aquamarine.js';
export { AquamarineError, type AquamarineErrorCode } from './errors.js';
export type { DropReason } from './observe/drops.js';
export { Recordings, type RecordingsInit } from './observe/recordings.js';
export {
  createTraceRing,
  type ParticleQuery,
  type TraceListener,
  type TraceQuery,
  type TraceReader,
  type TraceRing,
  type TraceRingInit,
} from './observe/trace-ring.js';
