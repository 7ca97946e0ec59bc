import { type JsonValue, printJson } from '@noctiluca/marine';
import { messageOf } from './errors.js';
import type { FunctionKind, FunctionOutcome } from './host.js';

export const NOT_DEFINED: FunctionOutcome = { kind: 'not-defined' };

/** A value, or nothing when undefined: AquaVM receives `""` for that (spec/nox.md §2.8). */
export function okOutcome(value: JsonValue | undefined, functionKind?: FunctionKind): FunctionOutcome {
  const by = functionKind === undefined ? {} : { functionKind };
  return value === undefined ? { kind: 'empty', ...by } : { kind: 'ok', json: printJson(value), ...by };
}

/**
 * An error as AquaVM receives it: its message as a JSON string, without the echo of a Rust value that upstream adds to
 * some. Half surrogate pairs, which a text that was cut may end in, have no UTF-8 form and are replaced.
 */
export function errorOutcome(error: unknown, functionKind?: FunctionKind): FunctionOutcome {
  const json = JSON.stringify(messageOf(error).replace(/\p{Surrogate}/gu, '\ufffd'));
  return functionKind === undefined ? { kind: 'error', json } : { kind: 'error', json, functionKind };
}

/**
 * The error a call gets when every handler answered `not-defined` (spec/nox.md §2.8 no. 5). `Host.call` leaves that
 * last word to its caller, which may have handlers of its own behind the host.
 */
export function notFoundOutcome(call: { serviceId: string; functionName: string }): FunctionOutcome {
  return errorOutcome(`Service with id '${call.serviceId}' not found (function ${call.functionName})`);
}
