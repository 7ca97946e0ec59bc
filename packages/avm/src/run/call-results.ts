import { MsgpackWriter } from '@noctiluca/common/msgpack-writer';
import type { CallResult } from '../avm.js';
import { MESSAGEPACK_PREFIX } from '../constants.js';
import { AvmError } from '../errors.js';

/**
 * The `call_results` argument of `invoke`: prefix, then a map of decimal call id to `{ret_code, result}`. The keys are
 * strings, unlike those of call requests (spec/marine-abi.md §7.4).
 * @throws AvmError `AVM_INVALID_REQUEST` for an id or a return code that AquaVM has no room for
 */
export function encodeCallResults(results: ReadonlyMap<number, CallResult>): Uint8Array {
  const writer = new MsgpackWriter(results.size === 0 ? 3 : 256);
  writer.raw(MESSAGEPACK_PREFIX).mapHeader(results.size);
  for (const [id, { retCode, result }] of results) {
    if (!isUnsigned32(id)) throw invalid(`call id ${id} is not a 32-bit unsigned integer`);
    if ((retCode | 0) !== retCode)
      throw invalid(`return code ${retCode} of call ${id} is not a 32-bit integer`);
    writer.string(`${id}`).mapHeader(2).string('ret_code').integer(retCode).string('result').string(result);
  }
  return writer.written();
}

function isUnsigned32(id: number): boolean {
  return id >>> 0 === id;
}

function invalid(reason: string): AvmError {
  return new AvmError('AVM_INVALID_REQUEST', `the call results can't be sent to AquaVM: ${reason}`);
}
