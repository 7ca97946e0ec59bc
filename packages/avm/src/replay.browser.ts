/**
 * AquaVM for looking at runs that were, in browsers.
 *
 * @packageDocumentation
 */

import { loadAvmModule } from './instance/avm-module.browser.js';
import { ReplayAvm } from './instance/replay-avm.js';

export type { CallRequest, CallResult, InvokeRequest } from './avm.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export { setAvmUrl } from './instance/avm-module.browser.js';
export type { SpokenOutcome } from './instance/replay-avm.js';
export { decodeCallRequests } from './run/call-requests.js';
export { encodeCallResults } from './run/call-results.js';
export type { RawOutcome } from './run/outcome.js';
export { ReplayAvm };

/** AquaVM, fetched once for a page and ready to replay. @throws AvmError `AVM_MODULE` */
export async function loadReplayAvm(): Promise<ReplayAvm> {
  return new ReplayAvm(await loadAvmModule());
}
