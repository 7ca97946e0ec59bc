/**
 * AquaVM for looking at runs that were: its log, and its data as JSON.
 *
 * @packageDocumentation
 */

import { readFile } from 'node:fs/promises';
import { checkAvmWasm, findAvmWasm } from './instance/avm-module.js';
import { ReplayAvm } from './instance/replay-avm.js';

export type { CallRequest, CallResult, InvokeRequest } from './avm.js';
export { AvmError, type AvmErrorCode, isAvmError } from './errors.js';
export type { SpokenOutcome } from './instance/replay-avm.js';
export { decodeCallRequests } from './run/call-requests.js';
export { encodeCallResults } from './run/call-results.js';
export type { RawOutcome } from './run/outcome.js';
export { ReplayAvm };

/** The stock AquaVM, ready to replay. @throws AvmError `AVM_MODULE` */
export async function loadReplayAvm(): Promise<ReplayAvm> {
  const path = findAvmWasm();
  const wasm = await readFile(path);
  checkAvmWasm(wasm, path);
  return new ReplayAvm(await WebAssembly.compile(wasm));
}
