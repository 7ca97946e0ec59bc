/**
 * AquaVM in browsers: on the calling thread, or on a worker.
 *
 * @packageDocumentation
 */
export type { AvmLimits, CallRequest, CallResult } from './avm.js';
export { AvmInstance, type AvmInstanceInit, type InvokeRequest } from './avm-instance.browser.js';
export { loadAvmModule, setAvmUrl } from './avm-module.browser.js';
export { decodeCallRequests } from './call-requests.js';
export { encodeCallResults } from './call-results.js';
export { DEFAULT_LIMITS } from './constants.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export type { RawOutcome } from './outcome.js';
export { AvmWorker, type AvmWorkerInit } from './page/avm-worker.js';
