/**
 * AquaVM on the calling thread alone, without the pool and its threads: for who has one particle at a time.
 *
 * @packageDocumentation
 */
export type { AvmLimits, CallRequest, CallResult, InvokeRequest } from './avm.js';
export { DEFAULT_LIMITS } from './constants.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export { AvmInstance, type AvmInstanceInit } from './instance/avm-instance.js';
export { type AvmModuleOptions, findAvmWasm, loadAvmModule } from './instance/avm-module.js';
export { decodeCallRequests } from './run/call-requests.js';
export { encodeCallResults } from './run/call-results.js';
export type { RawOutcome } from './run/outcome.js';
