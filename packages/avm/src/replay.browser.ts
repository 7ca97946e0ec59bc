/**
 * AquaVM for looking at runs that were, in browsers.
 *
 * @packageDocumentation
 */

import { loadAvmModule } from './avm-module.browser.js';
import { ReplayAvm } from './page/replay-avm.js';

export type { CallRequest, CallResult } from './avm.js';
export type { InvokeRequest } from './avm-instance.js';
export { setAvmUrl } from './avm-module.browser.js';
export { decodeCallRequests } from './call-requests.js';
export { encodeCallResults } from './call-results.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export type { RawOutcome } from './outcome.js';
export type { SpokenOutcome } from './page/replay-avm.js';
export { ReplayAvm };

/** AquaVM, fetched once for a page and ready to replay. @throws AvmError `AVM_MODULE` */
export async function loadReplayAvm(): Promise<ReplayAvm> {
  return new ReplayAvm(await loadAvmModule());
}
