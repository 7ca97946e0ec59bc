/**
 * AquaVM for looking at runs that were: its log, and its data as JSON.
 *
 * @packageDocumentation
 */

import { readFile } from 'node:fs/promises';
import { checkAvmWasm, findAvmWasm } from './avm-module.js';
import { ReplayAvm } from './page/replay-avm.js';

export type { CallRequest, CallResult } from './avm.js';
export type { InvokeRequest } from './avm-instance.js';
export { decodeCallRequests } from './call-requests.js';
export { encodeCallResults } from './call-results.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export type { RawOutcome } from './outcome.js';
export type { SpokenOutcome } from './page/replay-avm.js';
export { ReplayAvm };

/** The stock AquaVM, ready to replay. @throws AvmError `AVM_MODULE` */
export async function loadReplayAvm(): Promise<ReplayAvm> {
  const path = findAvmWasm();
  const wasm = await readFile(path);
  checkAvmWasm(wasm, path);
  return new ReplayAvm(await WebAssembly.compile(wasm));
}
