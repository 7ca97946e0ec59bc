import type { JSONArray, JSONValue } from '../json.js';
import type { ParticleContext, SecurityTetraplet } from '../particle/context.js';

export const ResultCodes = { success: 0, error: 1 } as const;
export type ResultCodes = (typeof ResultCodes)[keyof typeof ResultCodes];

/** A call that a script makes on this client. */
export interface CallServiceData {
  serviceId: string;
  fnName: string;
  args: JSONArray;
  tetraplets: SecurityTetraplet[][];
  particleContext: ParticleContext;
}

export interface CallServiceResult {
  retCode: ResultCodes;
  result: JSONValue;
}

/** Takes a call as it is; what it throws becomes the error of the call. */
export type GenericCallServiceHandler = (
  req: CallServiceData,
) => CallServiceResult | Promise<CallServiceResult>;

export function success(result: JSONValue): CallServiceResult {
  return { retCode: ResultCodes.success, result };
}

export function failure(reason: string): CallServiceResult {
  return { retCode: ResultCodes.error, result: reason };
}
