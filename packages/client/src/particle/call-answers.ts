import type { CallRequest } from '@noctiluca/avm/instance';
import type { ServiceFunction } from '../aqua/wrap-function.js';
import type { JSONArray, JSONValue } from '../json.js';
import { type CallServiceResult, success } from '../services/calls.js';
import { AquaError } from './errors.js';

/** A particle's own end of a call: what the script asks for, and where its answer goes. */
export interface CallAnswers {
  /** Values and functions by the names that the script has for them. */
  readonly args: { readonly [name: string]: JSONValue | ServiceFunction };
  readonly relayPeerId: () => string;
  /** The script as the compiler made it, when the particle's has values in it. @default the particle's */
  readonly script?: string;
  /** In place of `args`, for numbers that JavaScript's are too short for. */
  readonly exact?: ExactAnswers;
}

/** Values and results as AIR has them: 64-bit integers and floats keep their digits. */
export interface ExactAnswers {
  /** JSON texts by the names that the script has for them. */
  readonly texts: ReadonlyMap<string, string>;
  readonly onResult: (args: CallRequest['args']) => void;
}

/** What becomes of a call that the script made: an answer to hand on, the call's result or its error, or nothing known. */
export type OwnAnswer =
  | { readonly kind: 'value'; readonly answer: CallServiceResult }
  | { readonly kind: 'function'; readonly run: ServiceFunction }
  | { readonly kind: 'result'; readonly result: JSONValue }
  | { readonly kind: 'error'; readonly error: unknown };

interface Asked {
  readonly serviceId: string;
  readonly functionName: string;
}

/** Who answers a call of the script itself; undefined when it is no name of generated AIR. */
export function ownAnswer(
  { args, relayPeerId }: CallAnswers,
  { serviceId, functionName }: Asked,
  given: () => JSONArray,
  particleId: string,
): OwnAnswer | undefined {
  if (serviceId === 'getDataSrv') return dataOf(args, functionName, relayPeerId);
  if (serviceId === 'callbackSrv') {
    if (functionName === 'response') return { kind: 'result', result: resultOf(given()) };
    const callback = own(args, functionName);
    return typeof callback === 'function' ? { kind: 'function', run: callback } : undefined;
  }
  if (serviceId !== 'errorHandlingSrv' || functionName !== 'error') return undefined;
  return { kind: 'error', error: errorOf(given()[0], particleId) };
}

function dataOf(args: CallAnswers['args'], name: string, relayPeerId: () => string): OwnAnswer | undefined {
  if (name === '-relay-') return { kind: 'value', answer: success(relayPeerId()) };
  const value = own(args, name);
  if (value === undefined || typeof value === 'function') return undefined;
  return { kind: 'value', answer: success(value) };
}

function own<T>(record: { readonly [name: string]: T }, name: string): T | undefined {
  return Object.hasOwn(record, name) ? record[name] : undefined;
}

/** No result is `null`, one is itself. */
function resultOf(args: JSONArray): JSONValue {
  if (args.length === 0) return null;
  return args.length === 1 ? (args[0] as JSONValue) : args;
}

const NO_TEXT =
  "Unknown error happened when executing aqua code. No error text was passed to 'errorHandlingSrv.error' function, probably because AIR code was modified or aqua compiler didn't produce the correct call";

/** AquaVM's error is a record; what a script says itself is passed on as it is. */
function errorOf(error: JSONValue | undefined, particleId: string): unknown {
  if (error === undefined || error === null) return NO_TEXT;
  const isRecord = typeof error === 'object' && !Array.isArray(error);
  return isRecord && typeof error.message === 'string' ? new AquaError(error, particleId) : error;
}
