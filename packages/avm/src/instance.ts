/**
 * AquaVM on the calling thread alone, without the pool and its threads: for who has one particle at a time.
 *
 * @packageDocumentation
 */
export type { AvmLimits, CallRequest, CallResult } from './avm.js';
export { AvmInstance, type AvmInstanceInit, type InvokeRequest } from './avm-instance.js';
export { type AvmModuleOptions, findAvmWasm, loadAvmModule } from './avm-module.js';
export { decodeCallRequests } from './call-requests.js';
export { encodeCallResults } from './call-results.js';
export { DEFAULT_LIMITS } from './constants.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export type { RawOutcome } from './outcome.js';
