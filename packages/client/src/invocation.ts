import type { InvokeRequest, RawOutcome } from '@noctiluca/avm';
import { ClientError } from './errors.js';

/** An invocation as js-client 0.9 puts it: the arguments of AquaVM's `invoke`, bytes as lists of numbers. */
export interface Invocation {
  readonly request: InvokeRequest;
  /** In AquaVM's encoding. */
  readonly callResults: Uint8Array;
}

/**
 * Reads the arguments that `@fluencelabs/avm` 0.62 makes (spec/marine-abi.md §7.1, §7.2). Its limits are left out: they are
 * those of this runtime.
 * @throws ClientError `UNKNOWN_INVOCATION`
 */
export function readInvocation(args: unknown): Invocation {
  const [script, prevData, data, parameters, callResults] = Array.isArray(args) ? args : [];
  if (typeof script !== 'string' || typeof parameters !== 'object' || parameters === null) {
    throw unknown(`its arguments are ${typeof script}, …, ${typeof parameters}`);
  }
  const of = (name: string): unknown => Reflect.get(parameters, name);
  return {
    request: {
      particleId: text(of('particle_id')),
      initPeerId: text(of('init_peer_id')),
      currentPeerId: text(of('current_peer_id')),
      timestamp: Number(of('timestamp')),
      ttl: Number(of('ttl')),
      seed: bytes(of('secret_key_bytes')),
      script,
      prevData: bytes(prevData),
      data: bytes(data),
    },
    callResults: bytes(callResults),
  };
}

/** The record `InterpreterOutcome` (spec/marine-abi.md §7.3) as js-client reads it. Bytes stay bytes: it copies them anyway. */
export interface InvocationResult {
  readonly ret_code: number;
  readonly error_message: string;
  readonly data: Uint8Array;
  readonly next_peer_pks: readonly string[];
  readonly call_requests: Uint8Array;
  readonly air_size_limit_exceeded: boolean;
  readonly particle_size_limit_exceeded: boolean;
  readonly call_result_size_limit_exceeded: boolean;
}

export function writeResult({ exceeded, ...outcome }: RawOutcome): InvocationResult {
  return {
    ret_code: outcome.retCode,
    error_message: outcome.errorMessage,
    data: outcome.data,
    next_peer_pks: outcome.nextPeerIds,
    call_requests: outcome.callRequests,
    air_size_limit_exceeded: exceeded.air,
    particle_size_limit_exceeded: exceeded.particle,
    call_result_size_limit_exceeded: exceeded.callResult,
  };
}

function text(value: unknown): string {
  if (typeof value === 'string') return value;
  throw unknown(`a text is ${typeof value}`);
}

function bytes(value: unknown): Uint8Array {
  if (value instanceof Uint8Array) return value;
  if (Array.isArray(value)) return Uint8Array.from(value);
  throw unknown(`bytes are ${typeof value}`);
}

function unknown(what: string): ClientError {
  return new ClientError(
    'UNKNOWN_INVOCATION',
    `js-client invokes AquaVM in an unknown way (${what}): install @fluencelabs/js-client 0.9.0`,
  );
}
