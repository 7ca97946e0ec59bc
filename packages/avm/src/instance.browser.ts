/**
 * AquaVM in browsers: on the calling thread, or on a worker.
 *
 * @packageDocumentation
 */
export type { AvmLimits, CallRequest, CallResult, InvokeRequest } from './avm.js';
export { DEFAULT_LIMITS } from './constants.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export { AvmInstance, type AvmInstanceInit } from './instance/avm-instance.browser.js';
export { loadAvmModule, setAvmUrl } from './instance/avm-module.browser.js';
export { decodeCallRequests } from './run/call-requests.js';
export { encodeCallResults } from './run/call-results.js';
export type { RawOutcome } from './run/outcome.js';
export { AvmWorker, type AvmWorkerInit } from './worker/avm-worker.js';
