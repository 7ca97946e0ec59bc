import { messageOf } from '@noctiluca/common/thrown';
import { isMarineError, type JsonValue, printJson } from '@noctiluca/marine';
import { BUILTIN_RESULT_MAX_LENGTH } from '../constants.js';
import { ConvertedError, HostError } from '../errors.js';
import type { FunctionCall, FunctionKind, FunctionOutcome } from '../host.js';

export const NOT_DEFINED: FunctionOutcome = { kind: 'not-defined' };

/** A value, or nothing when undefined: AquaVM receives `""` for that (spec/nox.md §2.8). */
export function okOutcome(value: JsonValue | undefined, functionKind?: FunctionKind): FunctionOutcome {
  const by = functionKind === undefined ? {} : { functionKind };
  return value === undefined ? { kind: 'empty', ...by } : { kind: 'ok', json: printJson(value), ...by };
}

/** @throws HostError `LIMIT` when a built-in function answers more than a particle should carry */
export function checkResultSize(
  outcome: FunctionOutcome,
  { serviceId, functionName }: FunctionCall,
): FunctionOutcome {
  if (outcome.kind !== 'ok' || outcome.json.length <= BUILTIN_RESULT_MAX_LENGTH) return outcome;
  const size = `${outcome.json.length} bytes, at most ${BUILTIN_RESULT_MAX_LENGTH} are answered`;
  throw new HostError('LIMIT', `the result of ${serviceId}.${functionName} is ${size}`);
}

/**
 * An error as AquaVM receives it: its message as a JSON string. What upstream converts from its own types begins with
 * `Error: `; the echo of a Rust value that follows there on a line of its own is left out (spec/nox.md §2.8). Half surrogate pairs, which a text that was cut may end in, have no UTF-8 form and are replaced.
 */
export function errorOutcome(error: unknown, functionKind?: FunctionKind): FunctionOutcome {
  const json = JSON.stringify(textOf(error).replace(/\p{Surrogate}/gu, '\ufffd'));
  return functionKind === undefined ? { kind: 'error', json } : { kind: 'error', json, functionKind };
}

function textOf(error: unknown): string {
  return isConverted(error) ? `Error: ${messageOf(error)}` : messageOf(error);
}

/** Errors of Marine, of the host's parts, and of other packages' that say so. */
function isConverted(error: unknown): boolean {
  if (isMarineError(error) || error instanceof ConvertedError) return true;
  return error instanceof Error && 'isConverted' in error && error.isConverted === true;
}

/**
 * The error a call gets when every handler answered `not-defined` (spec/nox.md §2.8 no. 5). `Host.call` leaves that
 * last word to its caller, which may have handlers of its own behind the host.
 */
export function notFoundOutcome(call: { serviceId: string; functionName: string }): FunctionOutcome {
  return errorOutcome(`Service with id '${call.serviceId}' not found (function ${call.functionName})`);
}
