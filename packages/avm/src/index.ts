/**
 * AquaVM for a host: run scripts in a pool of worker threads.
 *
 * ```ts
 * import { createAvmPool } from '@noctiluca/avm';
 *
 * const pool = createAvmPool({ threads: 1 });
 * await pool.start(new AbortController().signal);
 * const peerId = '12D3KooWQbb6k91VYokt5K45RdSVM4oyN3QhkCNwwfqy1L3DWbsz';
 * const empty = new Uint8Array(0);
 * const outcome = await pool.run(
 *   {
 *     particleId: 'p-1', initPeerId: peerId, timestamp: Date.now(), ttl: 7000,
 *     script: `(call "${peerId}" ("op" "identity") ["hello"] x)`,
 *     prevData: empty, data: empty, callResults: new Map(),
 *     currentPeerId: peerId, seed: new Uint8Array(32).fill(1),
 *   },
 *   'p-1',
 * );
 * console.log(outcome.callRequests); // one request: op.identity with ["hello"]
 * await pool.stop(AbortSignal.timeout(5000));
 * ```
 */
export type {
  AvmCapacity,
  AvmLimits,
  AvmOutcome,
  AvmRequest,
  AvmRunner,
  AvmRunOptions,
  CallRequest,
  CallResult,
  InvokeRequest,
} from './avm.js';
export { AVM_WASM, DEFAULT_DEADLINE_MS, DEFAULT_LIMITS, DEFAULT_RECYCLE_ABOVE_BYTES } from './constants.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export { AvmInstance, type AvmInstanceInit } from './instance/avm-instance.js';
export { type AvmModuleOptions, findAvmWasm, loadAvmModule } from './instance/avm-module.js';
export {
  type AvmPool,
  type AvmPoolComponents,
  type AvmPoolInit,
  type AvmPoolStats,
  createAvmPool,
} from './pool/avm-pool.js';
export type { AvmLog } from './pool/log.js';
export { decodeCallRequests } from './run/call-requests.js';
export { encodeCallResults } from './run/call-results.js';
export type { RawOutcome } from './run/outcome.js';
