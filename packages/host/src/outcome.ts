import { type JsonValue, printJson } from '@noctiluca/marine';
import { messageOf } from './errors.js';
import type { FunctionOutcome } from './host.js';

/** What a function that returns nothing answers: AquaVM receives `""` (spec/nox.md §2.8). */
export const EMPTY: FunctionOutcome = { kind: 'empty' };

export const NOT_DEFINED: FunctionOutcome = { kind: 'not-defined' };

/** A value, or nothing when undefined. */
export function okOutcome(value: JsonValue | undefined): FunctionOutcome {
  return value === undefined ? EMPTY : { kind: 'ok', json: printJson(value) };
}

/**
 * An error as AquaVM receives it: its message as a JSON string, without the echo of a Rust value that upstream adds to
 * some. Half surrogate pairs, which a text that was cut may end in, have no UTF-8 form and are replaced.
 */
export function errorOutcome(error: unknown): FunctionOutcome {
  return { kind: 'error', json: JSON.stringify(messageOf(error).replace(/\p{Surrogate}/gu, '\ufffd')) };
}

/**
 * The error a call gets when every handler answered `not-defined` (spec/nox.md §2.8 no. 5). `Host.call` leaves that
 * last word to its caller, which may have handlers of its own behind the host.
 */
export function notFoundOutcome(call: { serviceId: string; functionName: string }): FunctionOutcome {
  return errorOutcome(`Service with id '${call.serviceId}' not found (function ${call.functionName})`);
}
